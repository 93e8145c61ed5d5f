"""Room: core. Finding words on laid-out pages: across runs and line ends, never from one cell into the next."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from unicodedata import normalize

from core.pages import Box, Page, Pages, TextRun

_SAME_LINE_MM = 0.2
_LINE_STEP = 3.0  # a following line stands at most so many sizes lower
_INDENT = 4.0  # and begins at most so many sizes to the left or right of the line before


@dataclass(frozen=True, slots=True)
class Hit:
    """One place where the words stand. `page` counts from 0; a hit over a line's end has a box on each line."""

    page: int
    boxes: tuple[Box, ...]


class PageSearch:
    """The words of some pages, made ready once: a search then takes milliseconds even over hundreds of pages."""

    def __init__(self, pages: Pages) -> None:
        self._chains = [
            (number, chain, "".join(_folded(run.text) for run in chain))
            for number, page in enumerate(pages.pages)
            for chain in _chains(page)
        ]

    def find(self, words: str) -> tuple[Hit, ...]:
        """Every place of `words`, in reading order. White space, case and full or half width make no difference."""
        wanted = _folded(words)
        if not wanted:
            return ()
        return tuple(
            hit
            for number, chain, text in self._chains
            if wanted in text
            for hit in _in_chain(number, chain, text, wanted)
        )


def page_text(page: Page) -> str:
    """What a page says, line by line, for readers that cannot see it."""
    return "\n".join("".join(run.text for run in line) for chain in _chains(page) for line in _lines(chain))


@lru_cache(maxsize=20_000)
def _fold(char: str) -> str:
    return "".join(normalize("NFKC", char).casefold().split())


def _folded(text: str) -> str:
    return "".join(map(_fold, text))


def _in_chain(number: int, chain: list[TextRun], text: str, wanted: str) -> Iterator[Hit]:
    places = [(run, at) for run in chain for at, char in enumerate(run.text) for _ in _fold(char)]
    at = text.find(wanted)
    while at >= 0:
        end = at + len(wanted)
        yield Hit(number, tuple(_boxes(places[at:end])))
        at = text.find(wanted, end)


def _boxes(places: list[tuple[TextRun, int]]) -> Iterator[Box]:
    """One box a run: where its first found character begins to where its last one ends."""
    runs = {id(run): run for run, _ in places}
    for key, run in runs.items():
        found = [at for other, at in places if id(other) == key]
        left = run.x + sum(run.advances[: found[0]])
        width = sum(run.advances[found[0] : found[-1] + 1])
        yield Box(left, run.y - 0.9 * run.size_mm, width, 1.1 * run.size_mm)


def _chains(page: Page) -> Iterator[list[TextRun]]:
    """Runs that read on from one another: one paragraph or cell, as far as can be told from where they stand."""
    chain: list[TextRun] = []
    start = 0.0
    for run in page.all_runs:
        if chain and not _reads_on(chain[-1], run, start):
            yield chain
            chain = []
        if not chain or abs(run.y - chain[-1].y) > _SAME_LINE_MM:
            start = run.x
        chain.append(run)
    if chain:
        yield chain


def _reads_on(before: TextRun, run: TextRun, start: float) -> bool:
    size = max(before.size_mm, run.size_mm)
    if abs(run.y - before.y) <= _SAME_LINE_MM:
        return -_SAME_LINE_MM <= run.x - before.x - before.width <= size
    return 0 < run.y - before.y <= _LINE_STEP * size and abs(run.x - start) <= _INDENT * size


def _lines(chain: list[TextRun]) -> Iterator[list[TextRun]]:
    line: list[TextRun] = []
    for run in chain:
        if line and abs(run.y - line[-1].y) > _SAME_LINE_MM:
            yield line
            line = []
        line.append(run)
    yield line
