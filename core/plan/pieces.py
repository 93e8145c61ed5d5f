"""Room: core. Cuts a plan's source into pieces, so that no character of it is unaccounted for."""

from collections.abc import Sequence
from itertools import groupby

from core.plan.front import Front, Part
from core.plan.lines import Line
from core.plan.outline import Found, Node
from core.plan.plan import Piece, PieceKind, PlanTask


def paint_pieces(
    source: str,
    lines: Sequence[Line],
    front: Front,
    nodes: Sequence[Node],
    found: Found,
    tasks: Sequence[PlanTask],
    closing: tuple[int, int] | None,
) -> tuple[Piece, ...]:
    """Paint the source from the coarse to the fine, then cut it where the paint changes."""
    paint: list[tuple[PieceKind | Part, int | None]] = [(Part.BLANK, None)] * len(source)

    def fill(start: int, end: int, kind: PieceKind | Part, position: int | None = None) -> None:
        paint[start:end] = [(kind, position)] * (end - start)

    for line, part in zip(lines, front.parts, strict=True):
        fill(line.start, min(line.end + 1, len(source)), part)
    for node in (n for top in nodes for n in top.walk()):
        kind = Part.INTRODUCTION if node.is_aims else PieceKind.SECTION if node.level == 1 else PieceKind.TOPIC
        fill(node.start, node.end, kind)
    for top in nodes:
        if top.is_aims:
            fill(top.start, top.end, Part.INTRODUCTION)
        elif not top.children or top.is_remarks:
            fill(top.start, top.end, Part.CLOSING)
    for position, (node, _) in enumerate(found):
        fill(node.start, node.end, PieceKind.TASK, position)
        for clause in tasks[position].clauses:
            fill(clause.start, clause.end, PieceKind.CLAUSE, position)
    for line, part in zip(lines, front.parts, strict=True):
        if part is Part.CHROME:
            fill(line.start, line.end, part)
    if closing:
        fill(*closing, Part.CLOSING)
    _settle_rest(source, paint, first=found[0][0].start)
    return tuple(_runs(paint))


def _settle_rest(source: str, paint: list[tuple[PieceKind | Part, int | None]], first: int) -> None:
    """What of the body no task took: white space is blank, words before the first task introduce, others close."""
    for i, (kind, _) in enumerate(paint):
        if kind is Part.BODY:
            words = Part.INTRODUCTION if i < first else Part.CLOSING
            paint[i] = (Part.BLANK if source[i].isspace() else words, None)


def _runs(paint: Sequence[tuple[PieceKind | Part, int | None]]) -> list[Piece]:
    pieces: list[Piece] = []
    at = 0
    for (kind, position), group in groupby(paint):
        size = len(list(group))
        pieces.append(Piece(kind, at, at + size, position))
        at += size
    return pieces
