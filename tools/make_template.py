"""Development only: writes the example of an office's own blank form, resources/templates. Two runs write the same bytes.

.venv/bin/python tools/make_template.py
"""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from core.document import (  # noqa: E402
    Align,
    Cell,
    Document,
    ParagraphLook,
    Role,
    Row,
    Section,
    Table,
    TextLook,
    VAlign,
    paragraph,
)
from core.ledger.standard_form import CROSSWISE  # noqa: E402
from storage.documents.writers.docx import write_docx  # noqa: E402

PLACE = ROOT / "resources" / "templates" / "台账模板（示例）.docx"
HEADINGS = (
    ("序号", 12.0),
    ("重点工作", 30.0),
    ("主要内容", 62.0),
    ("责任单位", 36.0),
    ("完成时限", 24.0),
    ("是否涉及本单位", 18.0),
    ("进展落实情况", 42.0),
)
CENTER = ParagraphLook(align=Align.CENTER)
HEAD, BODY, LINE = TextLook("黑体", 10.5), TextLook("仿宋_GB2312", 10.5), TextLook("楷体_GB2312", 14)


def template() -> Document:
    def cell(text: str, look: TextLook, stand: ParagraphLook) -> Cell:
        return Cell((paragraph(text, look=stand, font=look),), valign=VAlign.CENTER)

    centred = ("序号", "重点工作", "完成时限", "是否涉及本单位")
    header = Row(tuple(cell(words, HEAD, CENTER) for words, _ in HEADINGS))
    # The model row: blank, centred where the office wants it so; a space carries its type.
    model = Row(tuple(cell(" ", BODY, CENTER if h in centred else ParagraphLook()) for h, _ in HEADINGS), 10)
    blocks = (
        paragraph("{标题}", Role.TITLE, CENTER),
        paragraph("{期次}　报送期限：{报送期限}", look=CENTER, font=LINE),
        paragraph("填报单位（盖章）：{单位}　　联系人：　　　　　　联系电话：", font=LINE),
        Table((header, model), tuple(width for _, width in HEADINGS), header_rows=1),
        paragraph("注：1.本表共列{单位}任务{任务数}项，其中牵头{牵头数}项。2.不涉及的任务请写明理由。", font=BODY),
    )
    return Document((Section(blocks, CROSSWISE),), title="台账模板（示例）", numbered=True)


def main() -> int:
    PLACE.parent.mkdir(parents=True, exist_ok=True)
    PLACE.write_bytes(write_docx(template(), "台账模板（示例）"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
