"""Room: storage. Straight rules out of a PDF page's paths, and how much of the page pictures cover."""

from collections.abc import Callable, Iterator
from ctypes import byref, c_float, c_int

import pypdfium2.raw as pdfium

from storage.documents.readers.ofd.pieces import FAR, UNIT, Matrix, apply, times
from storage.documents.readers.ofd.rules import Point, Rule, rules_of

Place = Callable[[float, float], tuple[float, float]]
MAX_DEPTH = 8
LINE, CURVE, MOVE = 0, 1, 2


def page_rules(page, place: Place, rules: list[Rule], spend: Callable[[], None]) -> float:
    """Add the page's rules to `rules`; returns the area of its pictures in square mm."""
    objects = (pdfium.FPDFPage_GetObject(page, i) for i in range(pdfium.FPDFPage_CountObjects(page)))
    return _walk(objects, UNIT, place, rules, spend, 0)


def _walk(
    objects: Iterator, outer: Matrix, place: Place, rules: list[Rule], spend: Callable[[], None], depth: int
) -> float:
    covered = 0.0
    for item in objects:
        spend()
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            rules += _path(item, times(_matrix(item), outer), place)
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            covered += _area(times(_matrix(item), outer), place)
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < MAX_DEPTH:
            inner = (pdfium.FPDFFormObj_GetObject(item, i) for i in range(pdfium.FPDFFormObj_CountObjects(item)))
            covered += _walk(inner, times(_matrix(item), outer), place, rules, spend, depth + 1)
    return covered


def _matrix(item) -> Matrix:
    found = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(item, byref(found)):
        return UNIT
    return found.a, found.b, found.c, found.d, found.e, found.f


def _area(matrix: Matrix, place: Place) -> float:
    """Of the unit square, which is what a picture fills."""
    (x0, y0), (x1, y1) = place(*apply(matrix, 0, 0)), place(*apply(matrix, 1, 1))
    return abs((x1 - x0) * (y1 - y0))


def _path(item, matrix: Matrix, place: Place) -> Iterator[Rule]:
    fill, stroke = c_int(), c_int()
    if not pdfium.FPDFPath_GetDrawMode(item, byref(fill), byref(stroke)) or not (fill.value or stroke.value):
        return
    for points in _subpaths(item):
        corners = [place(*apply(matrix, *point)) for point in points]
        if all(abs(x) < FAR and abs(y) < FAR for x, y in corners):
            yield from rules_of(corners, bool(stroke.value))


def _subpaths(item) -> Iterator[list[Point]]:
    """Corners of each straight stretch; a curve ends one."""
    points: list[Point] = []
    x, y = c_float(), c_float()
    for i in range(pdfium.FPDFPath_CountSegments(item)):
        segment = pdfium.FPDFPath_GetPathSegment(item, i)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if not pdfium.FPDFPathSegment_GetPoint(segment, byref(x), byref(y)):
            continue
        if kind != LINE and points:
            yield points
            points = []
        points.append((x.value, y.value))
        if pdfium.FPDFPathSegment_GetClose(segment) and points[-1] != points[0]:
            points.append(points[0])
    yield points
