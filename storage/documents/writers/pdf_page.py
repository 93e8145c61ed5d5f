"""Room: storage. One page as PDF operators."""

from core.pages import Line, Page, PageFont, Rectangle, TextRun
from storage.documents.writers.pdf_font import codes, widths

_MM = 72 / 25.4


class PageWriter:
    def __init__(self, fonts: dict[int, PageFont]) -> None:
        self._codes = {n: codes(font) for n, font in fonts.items()}
        self._widths = {n: widths(font) for n, font in fonts.items()}

    def content(self, page: Page) -> bytes:
        height = page.height_mm
        parts = [_rectangle(r, height) for r in page.rectangles]
        parts += [_text(run, height, self._codes[run.font], self._widths[run.font]) for run in page.all_runs]
        parts += [_line(line, height) for line in page.lines]
        return "\n".join(parts).encode("ascii")


def _text(run: TextRun, height: float, code: dict[str, str], own: dict[str, float]) -> str:
    size = run.size_mm * _MM
    return (
        f"BT /F{run.font} {size:.4g} Tf 1 0 0 1 {run.x * _MM:.3f} {(height - run.y) * _MM:.3f} Tm "
        f"[{_shown(run, code, own)}] TJ ET"
    )


def _shown(run: TextRun, code: dict[str, str], own: dict[str, float]) -> str:
    """Codes, interrupted wherever the pen is not where the font's own widths would have it."""
    parts, drift = ["<"], 0.0
    per_mm = 1000 / run.size_mm
    for char, advance in zip(run.text, run.advances, strict=True):
        parts.append(code[char])
        drift += own[char] - advance * per_mm
        if drift > 1 or drift < -1:
            parts.append(f">{drift:.0f}<")
            drift -= round(drift)
    parts.append(">")
    return "".join(parts)


def _line(line: Line, height: float) -> str:
    return (
        f"{line.width_mm * _MM:.3f} w {line.x1 * _MM:.3f} {(height - line.y1) * _MM:.3f} m "
        f"{line.x2 * _MM:.3f} {(height - line.y2) * _MM:.3f} l S"
    )


def _rectangle(rectangle: Rectangle, height: float) -> str:
    box = rectangle.box
    place = f"{box.x * _MM:.3f} {(height - box.bottom) * _MM:.3f} {box.width * _MM:.3f} {box.height * _MM:.3f} re"
    if rectangle.fill is None:
        return f"{rectangle.line_mm * _MM:.3f} w {place} S"
    return f"q {rectangle.fill:.3g} g {place} f Q"
