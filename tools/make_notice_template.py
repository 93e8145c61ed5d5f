"""Writes resources/templates/通报.docx, the 通报's bundled template, the same bytes on every run.

.venv/bin/python tools/make_notice_template.py
"""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
PLACE = ROOT / "resources" / "templates" / "通报.docx"
PARTS = ("报送情况", "表扬", "问题", "评分", "整改要求")
HEADINGS = {
    "报送情况": "报送情况",
    "表扬": "做得好的",
    "问题": "存在的问题",
    "评分": "评分情况",
    "整改要求": "整改要求",
}


def main() -> None:
    from core.document import Block, ParagraphLook, Role, paragraph
    from core.drafting import LINE_PT, body, draft, heading, mark, signed, title
    from storage.documents.desk import LocalDocuments

    def flush(text: str) -> Block:
        return paragraph(text, look=ParagraphLook(line_pt=LINE_PT))

    blocks: list[Block] = [mark("送审稿"), flush("文号："), flush(""), title("{{标题}}"), flush("各有关单位：")]
    for name in PARTS:
        blocks += [heading(f"{{{{序号}}}}、{HEADINGS[name]}"), body(f"{{{{{name}}}}}")]
    blocks += [body(""), signed("{{发文机关}}"), signed("{{成文日期}}")]
    waiting = ParagraphLook(line_pt=LINE_PT, before_pt=LINE_PT, keep_with_next=True)
    blocks += [paragraph("附：待确认的评分（工作稿，印发前删除）", Role.HEADING_1, waiting), body("{{待确认}}")]
    PLACE.parent.mkdir(parents=True, exist_ok=True)
    LocalDocuments().convert(draft(blocks, "通报模板"), str(PLACE))
    print(PLACE.relative_to(ROOT))


if __name__ == "__main__":
    main()
