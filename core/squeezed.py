"""Room: core. Text without its white space, folded to half width, that still knows where each character stood."""

from dataclasses import dataclass

# Full-width digits, letters and brackets read as half-width ones; 1:1, so that places stay right.
_FOLDED = {c: chr(ord(c) - 0xFEE0) for c in map(chr, range(0xFF10, 0xFF5B)) if c.isalnum()}
FOLD = str.maketrans(_FOLDED | {"（": "(", "）": ")", "［": "[", "］": "]", "＜": "<", "＞": ">", "〈": "<", "〉": ">"})
BREAK = "\x1f"  # stands where white space kept two digits apart: 20 10 is not 2010


@dataclass(frozen=True, slots=True)
class Squeezed:
    """`text` to match in; `at[i]` is the place of its character i in the original."""

    text: str
    at: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The original's half-open range of text[start:end], which must not be empty."""
        return self.at[start], self.at[end - 1] + 1


def squeeze(text: str, joined: frozenset[int] = frozenset()) -> Squeezed:
    """Drop white space and fold. Two digits with white space between them stay apart unless it begins in `joined`."""
    out: list[str] = []
    at: list[int] = []
    gap: int | None = None
    for place, char in enumerate(text.translate(FOLD)):
        if char.isspace() or char in "\u200b\ufeff":
            gap = place if gap is None else gap
            continue
        if gap is not None and out and out[-1].isdigit() and char.isdigit() and gap not in joined:
            out.append(BREAK)
            at.append(gap)
        gap = None
        out.append(char)
        at.append(place)
    return Squeezed("".join(out), tuple(at))
