"""Room: core. Two texts side by side: what stayed, what was taken out, what was put in; letter by letter, for reading."""

from dataclasses import dataclass
from difflib import SequenceMatcher

LONGEST = 4000  # longer texts are shown as replaced: comparing them letter by letter takes too long


@dataclass(frozen=True, slots=True)
class Piece:
    """`kind` is same, out or in."""

    kind: str
    text: str


def differing(before: str, after: str) -> list[Piece]:
    """Pieces in reading order; joining same + out gives `before`, same + in gives `after`."""
    if before == after:
        return [Piece("same", before)] if before else []
    if max(len(before), len(after)) > LONGEST:
        return [p for p in (Piece("out", before), Piece("in", after)) if p.text]
    pieces: list[Piece] = []
    for tag, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(Piece("same", before[i:j]))
            continue
        pieces += [p for p in (Piece("out", before[i:j]), Piece("in", after[k:m])) if p.text]
    return pieces
