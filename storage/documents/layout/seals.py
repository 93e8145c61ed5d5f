"""Room: storage. Where the seal belongs: on the signature, else on （盖章）, else on 填报单位 in the head."""

from collections.abc import Iterable

from core.pages import Box, Page, SealPlace
from storage.documents.layout.canvas import PlacedMark
from storage.documents.layout.marks import MarkKind

BELOW_CENTRE = 3000  # 署名 and date lie a little below the seal's centre


def seal_places(marks: list[tuple[int, PlacedMark]], pages: list[Page], side: int) -> tuple[SealPlace, ...]:
    """`marks` with their page's index; `side` of the seal in micrometres. A repeated header counts once."""
    signature = [(p, m) for p, m in marks if m.mark.kind is MarkKind.SIGNATURE]
    words = _once(marks, MarkKind.SEAL)
    if signature:
        place = _on_signature(signature, pages, side)
        return (place, *(_on_word(p, m, pages, side) for p, m in words if not _inside(p, m, place)))
    return tuple(_on_word(p, m, pages, side) for p, m in words or _once(marks, MarkKind.HEAD)[:1])


def _once(marks: Iterable[tuple[int, PlacedMark]], kind: MarkKind) -> list[tuple[int, PlacedMark]]:
    first: dict[tuple[str, int], tuple[int, PlacedMark]] = {}
    for page, placed in marks:
        if placed.mark.kind is kind:
            first.setdefault((placed.mark.text, placed.x), (page, placed))
    return list(first.values())


def _on_signature(marks: list[tuple[int, PlacedMark]], pages: list[Page], side: int) -> SealPlace:
    page = marks[-1][0]
    here = [m for p, m in marks if p == page]
    date = here[-1]
    middle = (here[0].top + date.top + date.height) // 2 - BELOW_CENTRE
    label = " ".join(m.mark.text for m in here)
    return SealPlace(page, _square(date.x + date.mark.width // 2, middle, side, pages[page]), label)


def _on_word(page: int, placed: PlacedMark, pages: list[Page], side: int) -> SealPlace:
    x, y = placed.x + placed.mark.width // 2, placed.top + placed.height // 2
    return SealPlace(page, _square(x, y, side, pages[page]), placed.mark.text)


def _square(x: int, y: int, side: int, page: Page) -> Box:
    """Centred, but inside the sheet."""
    width, height = round(page.width_mm * 1000), round(page.height_mm * 1000)
    left = min(max(x - side // 2, 0), max(width - side, 0))
    top = min(max(y - side // 2, 0), max(height - side, 0))
    return Box(left / 1000, top / 1000, min(side, width) / 1000, min(side, height) / 1000)


def _inside(page: int, placed: PlacedMark, place: SealPlace) -> bool:
    x, y = placed.x / 1000, placed.top / 1000
    box = place.box
    return page == place.page and box.x - 30 <= x <= box.right + 30 and box.y - 10 <= y <= box.bottom + 10
