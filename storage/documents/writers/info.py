"""Room: storage. What a fixed-layout file says about itself, and numbers and ink boxes as both writers need them."""

import hashlib
import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from core.pages import Box, PageFont, Pages, TextRun


@dataclass(frozen=True, slots=True)
class FileInfo:
    """`date` is all that the writers know of time: same pages and same date, same bytes.

    `facts` are printed facts for machines (name, value), OFD only; `data` is a JSON attachment, OFD only, b"" for none.
    """

    date: date
    title: str = ""
    author: str = ""
    creator: str = "明账"
    version: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    data: bytes = field(default=b"", repr=False)
    data_name: str = "data.json"


def identity(parts: Iterable[bytes]) -> str:
    """32 hex digits that follow from the content."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part)
    return digest.hexdigest()[:32]


def used_fonts(pages: Pages) -> list[int]:
    return sorted({run.font for page in pages.pages for run in page.all_runs})


def number(value: float) -> str:
    """Three decimals at most, without trailing zeros."""
    return f"{value:.3f}".rstrip("0").rstrip(".") if value % 1 else str(int(value))


class InkBox:
    """A box round each run that holds its ink.

    Measured by the tallest and widest glyphs that the font has in this file, so never too small; and alike for all
    lines of one size, so that a page of them packs well.
    """

    def __init__(self, font: PageFont) -> None:
        inks = [(font.widths[c], i) for c, i in font.ink.items() if not i.blank]
        self._top = max((i.top for _, i in inks), default=0.0)
        self._below = max((-i.bottom for _, i in inks), default=0.0)
        self._before = max(0.0, *(-i.left for _, i in inks)) if inks else 0.0
        self._after = max(0.0, *(i.right - w for w, i in inks)) if inks else 0.0

    def __call__(self, run: TextRun) -> Box:
        size = run.size_mm
        top, below = _up(self._top * size), _up(max(self._below, 0) * size)
        before, after = _up(self._before * size), self._after * size
        return Box(run.x - before, run.y - top, _up(before + run.width + after), top + below)


def _up(value: float) -> float:
    """To whole tenths."""
    return math.ceil(value * 10) / 10
