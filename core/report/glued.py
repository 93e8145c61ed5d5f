"""Room: core. Digits of several cells run together (801000081): parted only where one way alone adds up."""

from collections.abc import Callable, Iterator, Sequence

Check = Callable[[Sequence[int]], bool]
_MOST = 4000  # ways looked at before giving up: then the text is asked about


def splits(tokens: Sequence[str], count: int, fits: Check) -> list[tuple[int, ...]]:
    """All ways to part the tokens' digits into `count` numbers without leading zeros that `fits` accepts.

    Token borders stay borders. More than two ways are not told apart: the caller asks.
    """
    found: list[tuple[int, ...]] = []
    for tried, way in enumerate(_ways("|".join(tokens), count)):
        if tried >= _MOST:
            return []
        if fits(way):
            found.append(way)
            if len(found) > 8:
                break
    return found


def _ways(text: str, count: int) -> Iterator[tuple[int, ...]]:
    if count == 0:
        if not text:
            yield ()
        return
    digits = text.split("|", 1)[0]
    if not digits:
        return
    longest = 1 if digits[0] == "0" else len(digits)
    for size in range(1, longest + 1):
        rest = text[size:]
        if len(rest.replace("|", "")) < count - 1:
            return
        for tail in _ways(rest.removeprefix("|"), count - 1):
            yield (int(digits[:size]), *tail)
