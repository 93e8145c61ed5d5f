"""Room: core. What several checks need of running text: stretches that do not count, sentences, short quotations."""

import re

QUOTED = re.compile(r"《[^》]*》|〔[^〕]*〕|[（(][^（）()]*(?:号|字)[）)]|“[^”]*”|https?://\S+|www\.\S+")


def without_quotations(text: str) -> str:
    """`text` with titles, document numbers, quoted names and addresses blanked out, every place kept."""
    return QUOTED.sub(lambda m: "\x1f" * len(m[0]), text)


def quote(text: str, start: int, end: int, around: int = 6) -> str:
    """A few letters around a place, to find it by."""
    left, right = max(start - around, 0), min(end + around, len(text))
    return "".join(text[left:right].split())
