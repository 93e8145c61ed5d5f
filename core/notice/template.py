"""Room: core. A 通报's template: any document with named places such as {{问题}}, filled in without touching the rest.

A place of several paragraphs stands alone in its paragraph; where it stays empty, the heading right above it goes, too,
and {{序号}} counts the headings that remain (docs/formats/通报模板.md).
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from core.document import Block, Document, Paragraph, Role, Run, Table, paragraphs_of
from core.finding import Finding, Severity, Source

NUMERALS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十")
NUMERAL = "序号"
LINES = ("标题", "年度", "期次", "整改期限", "发文机关", "成文日期")
BLOCKS = ("报送情况", "表扬", "问题", "评分", "整改要求", "待确认")
PLACES = (*LINES, *BLOCKS, NUMERAL)
WANTED = ("标题", "报送情况", "表扬", "问题", "评分", "整改要求")
DRAFT_MARK = "送审稿"
_PLACE = re.compile(r"[{｛]{2}\s*([^{}｛｝]{1,20}?)\s*[}｝]{2}")
_HALF = re.compile(r"[{｛]{2}|[}｝]{2}")


def fill_template(
    template: Document, lines: Mapping[str, str], blocks: Mapping[str, Sequence[str | Table]]
) -> Document:
    """The template with its places filled; a place nobody knows stays as it is written."""
    sections = tuple(replace(s, blocks=tuple(_numbered(_filled(s.blocks, lines, blocks)))) for s in template.sections)
    own_footer = any(s.footer for s in template.sections)
    return replace(template, sections=sections, title=lines.get("标题", ""), numbered=not own_footer)


def check_template(template: Document) -> tuple[Finding, ...]:
    """What is wrong in a template, each told with the words as they stand in it."""
    return tuple(_wrong(template))


def _wrong(template: Document) -> Iterator[Finding]:
    used: set[str] = set()
    alone = {id(b) for s in template.sections for b in s.blocks}
    for paragraph in paragraphs_of(template.blocks):
        names = _PLACE.findall(paragraph.text)
        used.update(names)
        for name in names:
            if name not in PLACES:
                known = "、".join(PLACES)
                yield _tell(Severity.WARNING, f"模板里的“{{{{{name}}}}}”不认识，会原样留在通报里。可用的有：{known}。")
            elif name in BLOCKS and (_block_place(paragraph) != name or id(paragraph) not in alone):
                yield _tell(Severity.ERROR, f"模板里的“{{{{{name}}}}}”要单独成一段，不能放在表格里或与别的文字同段。")
        if _HALF.search(_PLACE.sub("", paragraph.text)):
            yield _tell(Severity.WARNING, f"模板里有没有写完整的大括号：「{paragraph.text.strip()[:30]}」。")
    for name in WANTED:
        if name not in used:
            yield _tell(Severity.WARNING, f"模板里没有“{{{{{name}}}}}”，这一部分不会出现在通报里。")
    if DRAFT_MARK not in "".join(p.text for p in paragraphs_of(template.blocks)):
        yield _tell(Severity.WARNING, f"模板里没有“{DRAFT_MARK}”字样，写出的通报看不出是稿子。")


def _tell(severity: Severity, message: str) -> Finding:
    return Finding(severity, "notice.template", message, source=Source.DERIVED)


def _filled(
    stand: Sequence[Block], lines: Mapping[str, str], blocks: Mapping[str, Sequence[str | Table]]
) -> Iterable[Block]:
    done: list[Block] = []
    for block in stand:
        name = _block_place(block) if isinstance(block, Paragraph) else ""
        if isinstance(block, Paragraph) and name in BLOCKS:
            content = blocks.get(name, ())
            if not content and done and _is_heading(done[-1]):
                done.pop()
            done += (_paragraph(block, c) if isinstance(c, str) else c for c in content)
        else:
            done.append(_inline(block, lines))
    return done


def _block_place(paragraph: Paragraph) -> str:
    """The place that stands alone in this paragraph, "" for none."""
    found = _PLACE.fullmatch(paragraph.text.strip())
    return found[1] if found else ""


def _is_heading(block: Block) -> bool:
    return isinstance(block, Paragraph) and (
        block.role not in (Role.BODY, Role.TITLE) or NUMERAL in _PLACE.findall(block.text)
    )


def _paragraph(stand: Paragraph, text: str) -> Paragraph:
    return replace(stand, runs=(Run(text, stand.runs[0].look),))


def _inline(block: Block, values: Mapping[str, str]) -> Block:
    if isinstance(block, Paragraph):
        return _replaced(block, values)
    rows = tuple(
        replace(row, cells=tuple(replace(c, blocks=tuple(_inline(b, values) for b in c.blocks)) for c in row.cells))
        for row in block.rows
    )
    return replace(block, rows=rows)


def _replaced(paragraph: Paragraph, values: Mapping[str, str]) -> Paragraph:
    """Word cuts a place into several runs at will: the value takes the look of its first character."""
    text = paragraph.text
    found = [m for m in _PLACE.finditer(text) if m[1] in values]
    if not found:
        return paragraph
    looks = [(run.look, run.field) for run in paragraph.runs for _ in run.text]
    runs: list[Run] = []
    at = 0
    for place in found:
        runs += _cut(text, looks, at, place.start())
        if values[place[1]]:
            look, _ = looks[place.start()]
            runs.append(Run(values[place[1]], look))
        at = place.end()
    runs += _cut(text, looks, at, len(text))
    return replace(paragraph, runs=_joined(runs))


def _cut(text: str, looks: Sequence[tuple[object, object]], start: int, end: int) -> Iterator[Run]:
    for i in range(start, end):
        look, kind = looks[i]
        yield Run(text[i], look, kind)  # type: ignore[arg-type]


def _joined(runs: Iterable[Run]) -> tuple[Run, ...]:
    done: list[Run] = []
    for run in runs:
        if done and (done[-1].look, done[-1].field) == (run.look, run.field):
            done[-1] = replace(done[-1], text=done[-1].text + run.text)
        else:
            done.append(run)
    return tuple(done)


def _numbered(stand: Iterable[Block]) -> Iterator[Block]:
    count = 0
    for block in stand:
        if isinstance(block, Paragraph) and NUMERAL in _PLACE.findall(block.text):
            numeral = NUMERALS[count] if count < len(NUMERALS) else str(count + 1)
            yield _replaced(block, {NUMERAL: numeral})
            count += 1
        else:
            yield block
