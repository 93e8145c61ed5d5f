"""Room: gui. Where pages stand, one below another, at a scale: numbers only, no widget."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from core.pages import Page

GAP_PX, MARGIN_PX = 12, 14


@dataclass(frozen=True, slots=True)
class PageStack:
    """`tops` are the pages' upper edges in pixels from the stack's; `scale` is pixels a millimetre."""

    pages: Sequence[Page] = ()
    scale: float = 1.0
    tops: Sequence[float] = field(default=())
    height: float = 0.0

    @staticmethod
    def of(pages: Sequence[Page], scale: float) -> "PageStack":
        y, tops = float(GAP_PX), list[float]()
        for page in pages:
            tops.append(y)
            y += page.height_mm * scale + GAP_PX
        return PageStack(pages, scale, tops, y)

    @property
    def width(self) -> float:
        return widest(self.pages) * self.scale + 2 * MARGIN_PX

    def page_at(self, y: float) -> int:
        """The page at or above this height; the first one above all."""
        return max(bisect_right(self.tops, y) - 1, 0)

    def in_sight(self, top: float, bottom: float) -> range:
        return range(self.page_at(top), self.page_at(bottom) + 1) if self.tops else range(0)


def widest(pages: Sequence[Page]) -> float:
    return max((page.width_mm for page in pages), default=0.0)


def fitting_scale(pages: Sequence[Page], width_px: float, height_px: float | None) -> float:
    """The scale at which the widest page fits; with `height_px` the tallest one, too."""
    scale = (width_px - 2 * MARGIN_PX) / widest(pages)
    if height_px is None:
        return scale
    return min(scale, (height_px - 2 * GAP_PX) / max(page.height_mm for page in pages))
