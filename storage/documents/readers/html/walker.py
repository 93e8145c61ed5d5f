"""Room: storage. Walks an HTML tree into blocks."""

from collections.abc import Iterator

from core.document import EMPTY, Block, Cell, Row, Table
from storage.documents.readers.html.flow import Flow
from storage.documents.readers.html.style import Context, list_label

_SKIPPED = frozenset(
    "head script style template noscript svg math iframe object embed audio video canvas select textarea button "
    "datalist colgroup col".split()
)
_BLOCKS = frozenset(
    "html body p div h1 h2 h3 h4 h5 h6 ul ol li dl dt dd section article header footer main nav aside blockquote pre "
    "form fieldset legend address figure figcaption details summary center hr caption".split()
)
_GROUPS = frozenset(("thead", "tbody", "tfoot"))
MAX_COL_SPAN = 1000  # as browsers have it


class Walker:
    def blocks(self, root) -> tuple[Block, ...]:
        flow = Flow()
        self._walk(root, flow, Context())
        flow.end()
        return tuple(flow.blocks)

    def _walk(self, element, flow: Flow, context: Context) -> None:
        tag = element.tag
        if not isinstance(tag, str) or tag in _SKIPPED or context.hides(element):
            return
        if tag == "br":
            flow.line_break(context)
        elif tag == "table":
            self._table(element, flow, context.within(element))
        elif tag in _BLOCKS:
            flow.end()
            self._content(element, flow, context.within(element))
            flow.end()
        else:
            self._content(element, flow, context.within(element))

    def _content(self, element, flow: Flow, context: Context) -> None:
        if element.tag == "li":
            flow.label = list_label(element)
        flow.text(element.text, context)
        for child in element:
            self._walk(child, flow, context)
            flow.text(child.tail, context)

    def _table(self, element, flow: Flow, context: Context) -> None:
        flow.end()
        for caption in element.iterchildren("caption"):
            self._walk(caption, flow, context)
        groups = _groups(element)
        rows = [row for group in groups for row in self._rows(group, context)]
        header = sum(len(group) for group in groups if group and group[0].getparent().tag == "thead")
        if rows:
            borders = element.get("border") != "0" and "plain" not in (element.get("class") or "").split()
            flow.blocks.append(
                Table(tuple(rows), header_rows=header, borders=borders, align=context.table_align(element))
            )

    def _rows(self, trs: list, context: Context) -> Iterator[Row]:
        for index, tr in enumerate(trs):
            inner = context.within(tr)
            cells = [tc for tc in tr.iterchildren("td", "th") if not inner.hides(tc)]
            yield Row(tuple(self._cell(tc, len(trs) - index, inner.within(tc)) for tc in cells))

    def _cell(self, tc, rows_left: int, context: Context) -> Cell:
        """A row span ends with its group of rows at the latest, as in browsers; 0 means just that."""
        flow = Flow()
        self._content(tc, flow, context.in_cell())
        flow.end()
        down = _number(tc.get("rowspan"), 1)
        return Cell(
            tuple(flow.blocks) or (EMPTY,),
            min(_number(tc.get("colspan"), 1) or 1, MAX_COL_SPAN),
            min(down or rows_left, rows_left),
        )


def _groups(table) -> list[list]:
    """The rows of the table's groups in the order in which they show: header, bodies (a loose row is one), footer."""
    heads: list[list] = []
    bodies: list[list] = []
    feet: list[list] = []
    loose: list = []
    for child in table:
        if child.tag == "tr":
            if not loose:
                bodies.append(loose)
            loose.append(child)
        elif child.tag in _GROUPS:
            loose = []
            {"thead": heads, "tbody": bodies, "tfoot": feet}[child.tag].append(list(child.iterchildren("tr")))
    return heads + bodies + feet


def _number(text: str | None, default: int) -> int:
    digits = (text or "").strip()
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 7 else default
