"""Room: storage. Which installed face a document's font becomes, and the book of fonts that one set of pages uses.

FontFinder belongs to the session: it scans the folders once and opens each face once. FontBook belongs to one layout:
it is the layout's metrics, and afterwards embeds what was used and tells what had to be substituted.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

from core.errors import LedgerError
from core.finding import Finding, Severity
from core.pages import PageFont, Pages
from storage.documents import font_subset
from storage.documents.font_face import Face
from storage.documents.font_names import CHOICES, FontRole, family_key, role_of, twin_of
from storage.documents.font_scan import FaceInfo, font_folders, scan


@dataclass(frozen=True, slots=True)
class Look:
    """What a run asks for: a family as the document names it."""

    family: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """The face found for a look. `own` is False where it only stands in for the family asked for."""

    info: FaceInfo
    own: bool
    make_bold: bool = False
    make_italic: bool = False


class FontFinder:
    """The fonts of this computer, or of the folders given. Raises LedgerError where there is none at all."""

    def __init__(self, folders: Iterable[Path] | None = None) -> None:
        self.folders = font_folders() if folders is None else list(folders)
        self._families: dict[str, list[FaceInfo]] | None = None
        self._opened: dict[FaceInfo, Face] = {}
        self._matches: dict[Look, Match] = {}
        self._fallbacks: dict[str, FaceInfo | None] = {}

    def match(self, look: Look) -> Match:
        if look not in self._matches:
            self._matches[look] = self._find(look)
        return self._matches[look]

    def face(self, info: FaceInfo) -> Face:
        if info not in self._opened:
            self._opened[info] = Face(info)
        return self._opened[info]

    def fallback(self, char: str, look: Look) -> FaceInfo | None:
        """An installed face that has the character, looking first where it would look alike; None where none has."""
        if char not in self._fallbacks:
            candidates = (i for i in self._alike(look.family) if self.face(i).has(char))
            self._fallbacks[char] = next(candidates, None)
        return self._fallbacks[char]

    def _by_family(self) -> dict[str, list[FaceInfo]]:
        if self._families is None:
            self._families = {}
            for face in scan(self.folders):
                for name in face.families:
                    self._families.setdefault(family_key(name), []).append(face)
        if not self._families:
            raise LedgerError("没有找到任何可用的字体，无法排版。资料没有改动；请安装中文字体后重试。")
        return self._families

    def _find(self, look: Look) -> Match:
        families, key = self._by_family(), family_key(look.family)
        if faces := families.get(key) or families.get(twin_of(key)):
            return _styled(faces, look, own=True)
        choice = CHOICES[role_of(look.family)]
        if faces := self._first(choice.own):
            return _styled(faces, look, own=False)
        if faces := self._first(choice.stand_ins):
            return _styled(faces, replace(look, bold=look.bold or choice.stand_in_bold), own=False)
        return _styled([self._any_chinese()], look, own=False)

    def _first(self, names: Iterable[str]) -> list[FaceInfo]:
        families = self._by_family()
        return next((families[k] for k in map(family_key, names) if k in families), [])

    def _any_chinese(self) -> FaceInfo:
        faces = [f for group in self._by_family().values() for f in group]
        return next((f for f in faces if self.face(f).has("中") and f.embeddable), faces[0])

    def _alike(self, family: str) -> Iterator[FaceInfo]:
        for wanted in (role_of(family), *FontRole):
            for names in (CHOICES[wanted].own, CHOICES[wanted].stand_ins):
                yield from (f for n in names for f in self._by_family().get(family_key(n), ()) if f.weight < 600)
        yield from (f for group in self._by_family().values() for f in group)


def _styled(faces: list[FaceInfo], look: Look, own: bool) -> Match:
    """The face of the family nearest in weight; what it lacks is made."""
    wanted = 700 if look.bold else 400
    best = min(faces, key=lambda f: (f.italic != look.italic, abs(f.weight - wanted)))
    return Match(best, own, look.bold and best.weight < 600, look.italic and not best.italic)


class FontBook:
    """The fonts of one set of pages, numbered as they are first used. It is the layout's Metrics."""

    def __init__(self, finder: FontFinder) -> None:
        self._finder = finder
        self._numbers: dict[tuple[FaceInfo, bool, bool], int] = {}
        self._faces: list[Face] = []
        self._looks: dict[Look, int] = {}
        self._known: list[set[str]] = []

    def split(self, look: Look, text: str) -> list[tuple[int, str]]:
        """The text in pieces of one font each; a character that no font has stays with the look's own font."""
        own = self._number(look)
        known = self._known[own]
        strange = {c for c in set(text) - known if not self._draws(own, c)}
        known |= set(text) - strange
        if not strange:
            return [(own, text)]
        number = {c: self._fallback(c, look, own) for c in strange}
        return [(n, "".join(g)) for n, g in groupby(text, key=lambda c: number.get(c, own))]

    def advance(self, font: int, char: str) -> float:
        """In parts of the font size."""
        face = self._faces[font]
        return font_subset.width(face, char) / face.units

    def ink(self, font: int, char: str) -> tuple[float, float]:
        """(top, bottom) in parts of the font size, upwards from the baseline."""
        return font_subset.ink_of(self._faces[font], char)

    def embed(self, pages: Pages) -> Pages:
        """The pages with their fonts inside, and what is to be said about the fonts."""
        used: dict[int, set[str]] = {}
        for page in pages.pages:
            for run in page.all_runs:
                used.setdefault(run.font, set()).update(run.text)
        fonts = tuple(self._build(n, used.get(n, set())) for n in range(len(self._faces)))
        return replace(pages, fonts=fonts, findings=(*pages.findings, *self._findings(pages, used)))

    def _build(self, number: int, chars: set[str]) -> PageFont:
        _, bold, italic = list(self._numbers)[number]
        return font_subset.build(self._faces[number], chars, bold, italic)

    def _number(self, look: Look) -> int:
        if look not in self._looks:
            match = self._finder.match(look)
            self._looks[look] = self._number_of(match.info, match.make_bold, match.make_italic)
        return self._looks[look]

    def _number_of(self, info: FaceInfo, bold: bool, italic: bool) -> int:
        key = (info, bold, italic)
        if key not in self._numbers:
            self._numbers[key] = len(self._faces)
            self._faces.append(self._finder.face(info))
            self._known.append(set())
        return self._numbers[key]

    def _fallback(self, char: str, look: Look, own: int) -> int:
        info = self._finder.fallback(char, look)
        return own if info is None else self._number_of(info, look.bold and info.weight < 600, False)

    def _draws(self, font: int, char: str) -> bool:
        return char in font_subset.BLANK or char in font_subset.INVISIBLE or self._faces[font].has(char)

    def _findings(self, pages: Pages, used: dict[int, set[str]]) -> Iterator[Finding]:
        yield from dict.fromkeys(f for look, n in self._looks.items() if n in used for f in self._told(look))
        yield from self._missing(pages, used)

    def _told(self, look: Look) -> Iterator[Finding]:
        match = self._finder.match(look)
        got = match.info.families[0] + ("（加粗）" if match.make_bold and not look.bold else "")
        if not match.own:
            message = f"本机没有字体“{look.family}”，已用“{got}”代替，字形与原稿会有不同。"
            yield Finding(Severity.HINT, "font.substituted", message, expected=look.family, found=got)
        if not match.info.embeddable:
            message = f"字体“{got}”的厂商不允许嵌入，文件里只写了字体名称；换一台没有此字体的电脑，显示会不同。"
            yield Finding(Severity.WARNING, "font.not_embedded", message, found=got)

    def _missing(self, pages: Pages, used: dict[int, set[str]]) -> Iterator[Finding]:
        missing = {n: {c for c in chars if not self._draws(n, c)} for n, chars in used.items()}
        if not any(missing.values()):
            return
        told: set[str] = set()
        for number, page in enumerate(pages.pages, 1):
            for run in page.all_runs:
                for char in sorted(missing[run.font] & set(run.text) - told):
                    told.add(char)
                    yield _missing_character(char, run.text, number)


def _missing_character(char: str, text: str, page: int) -> Finding:
    at = text.index(char)
    around = text[max(at - 8, 0) : at + 9]
    message = (
        f"没有一种已安装的字体含有“{char}”（U+{ord(char):04X}），见第{page}页“{around}”。"
        "文字已保留，版面上显示为空框；请安装含此字的字体后重新导出。"
    )
    return Finding(Severity.ERROR, "font.character_missing", message, where=(f"page:{page}",), found=char)
