"""Room: core. A unit's text in sentences, each of which the office may take over as it stands."""

import re

_STOPS = frozenset("。！？；!?;")
_OPEN, _CLOSE = "（(《“「『〔[【", "）)》”」』〕]】"
_LONGEST = 400  # a bracket that is never closed must not swallow the rest


def sentences(text: str) -> tuple[str, ...]:
    """In reading order, stops included; white space between them is dropped. A stop in brackets or quotes ends nothing."""
    found: list[str] = []
    for line in text.splitlines():
        found += [piece for start, end in _ends(line) if (piece := line[start:end].strip())]
    return tuple(found)


def _ends(line: str) -> list[tuple[int, int]]:
    pieces: list[tuple[int, int]] = []
    start, depth = 0, 0
    for at, letter in enumerate(line):
        depth = max(depth + (letter in _OPEN) - (letter in _CLOSE), 0)
        stands_alone = line[at + 1 : at + 2] not in _STOPS
        closed = letter in _STOPS and stands_alone and (not depth or at - start > _LONGEST)
        # “……。” ends with the closing quote, not before it
        if closed or (letter in "”」』" and not depth and line[at - 1 : at] in _STOPS):
            pieces.append((start, at + 1))
            start, depth = at + 1, 0
    return [*pieces, (start, len(line))]


def words_in(text: str) -> int:
    """字数: every character but white space, as Word counts Chinese."""
    return len(re.sub(r"\s", "", text))
