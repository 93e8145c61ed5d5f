"""Room: core. Two texts side by side: what stayed, what was taken out, what was put in; letter by letter and number by number."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

# A number or a Latin word is one letter here: 18 → 28 reads better than 1 → 2 before an 8.
_WORDS = re.compile(r"\d+(?:[.,]\d+)*|[A-Za-z]+|.", re.DOTALL)
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
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(Piece("same", "".join(old[i:j])))
            continue
        pieces += [p for p in (Piece("out", "".join(old[i:j])), Piece("in", "".join(new[k:m]))) if p.text]
    return pieces
