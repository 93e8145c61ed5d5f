"""Room: storage. The style sheet of a .doc ([MS-DOC] 2.9.271): what a style changes, along the styles it is based on."""

from dataclasses import dataclass

from core.document import Role
from storage.documents.readers.doc.binary import u16, utf16
from storage.documents.readers.doc.sprms import C_VANISH, P_LEVEL, P_LIST, Change, changes, whole
from storage.documents.readers.doc.streams import STYLES, Streams
from storage.documents.readers.docx.styles import ROLES

PARAGRAPH_STYLE, CHARACTER_STYLE = 1, 2
NO_STYLE = 0xFFF
TITLE = 62
HEADINGS = (Role.HEADING_1, Role.HEADING_2, Role.HEADING_3, Role.HEADING_4)


@dataclass(frozen=True, slots=True)
class Style:
    """`built_in` is Word's own number for the styles it brings along; changes are the style's own."""

    built_in: int
    name: str
    kind: int
    base: int
    paragraph: tuple[Change, ...] = ()
    text: tuple[Change, ...] = ()


class Styles:
    def __init__(self, streams: Streams) -> None:
        sheet = streams.part(STYLES)
        head = u16(sheet, 0)
        count, base_size = u16(sheet, 2), u16(sheet, 4)
        self.default_font = u16(sheet, 16) if head >= 16 else 0  # index of the East Asian font of all text
        self._styles: list[Style | None] = []
        at = 2 + head
        for _ in range(min(count, NO_STYLE)):
            size = u16(sheet, at)
            self._styles.append(_style(sheet[at + 2 : at + 2 + size], base_size) if size else None)
            at += 2 + size + size % 2
        self._hidden = [style for style in self._styles if style and whole(style.text, C_VANISH) == 1]

    def role(self, index: int) -> Role:
        return next((role for style in self._chain(index) if (role := _role(style)) is not Role.BODY), Role.BODY)

    def numbering(self, index: int) -> tuple[int | None, int | None]:
        """(list, level) that the style gives its paragraphs."""
        list_index = level = None
        for style in self._chain(index):
            list_index = whole(style.paragraph, P_LIST) if list_index is None else list_index
            level = whole(style.paragraph, P_LEVEL) if level is None else level
        return list_index, level

    def text(self, index: int) -> tuple[Change, ...]:
        """What the style and those below it change of text, the outermost last."""
        return tuple(c for style in reversed(self._chain(index)) for c in style.text)

    def name(self, index: int) -> str:
        style = self._styles[index] if index < len(self._styles) else None
        return style.name.lower() if style else ""

    def hides(self, index: int) -> bool:
        """Whether text of the style is hidden."""
        return bool(self._hidden) and any(style in self._hidden for style in self._chain(index))

    def paragraph(self, index: int) -> tuple[Change, ...]:
        return tuple(c for style in reversed(self._chain(index)) for c in style.paragraph)

    def _chain(self, index: int) -> list[Style]:
        """The style and those it is based on, nearest first; a ring in a damaged file ends where it closes."""
        chain: list[Style] = []
        while index < len(self._styles) and (style := self._styles[index]) is not None and style not in chain:
            chain.append(style)
            index = style.base
        return chain


def _role(style: Style) -> Role:
    if 1 <= style.built_in <= len(HEADINGS):
        return HEADINGS[style.built_in - 1]
    return Role.TITLE if style.built_in == TITLE else ROLES.get(style.name.lower(), Role.BODY)


def _style(std: bytes, base_size: int) -> Style:
    kind, base = u16(std, 2) & 0xF, u16(std, 2) >> 4
    length = u16(std, base_size)
    name = utf16(std[base_size + 2 : base_size + 2 + 2 * length]).partition(",")[0]
    at = base_size + 2 + 2 * length + 2
    lists: list[bytes] = []
    for _ in range(min(u16(std, 4) & 0xF, 3)):
        size = u16(std, at)
        lists.append(std[at + 2 : at + 2 + size])
        at += 2 + size + size % 2
    built_in = u16(std, 0) & 0xFFF
    if kind == PARAGRAPH_STYLE:
        lists += [b""] * (2 - len(lists))
        return Style(built_in, name, kind, base, changes(lists[0][2:]), changes(lists[1]))
    text = changes(lists[0]) if kind == CHARACTER_STYLE and lists else ()
    return Style(built_in, name, kind, base, (), text)
