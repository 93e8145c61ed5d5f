"""Text with what happened to it. 〔+新增+〕 and 〔-删去-〕 are revision marks, 〔=默认样式=〕 was typed in the default look."""

import re
from dataclasses import dataclass

MARK = re.compile(r"〔([+=-])(.*?)\1〕", re.DOTALL)
KINDS = {"+": "ins", "-": "del", "=": ""}


@dataclass(frozen=True, slots=True)
class Piece:
    text: str
    tag: str = ""  # ins, del
    plain: bool = False


def pieces_of(text: str) -> list[Piece]:
    """The pieces of a marked-up text, in order; none is empty."""
    found: list[Piece] = []
    at = 0
    for mark in MARK.finditer(text):
        found.append(Piece(text[at : mark.start()]))
        found.append(Piece(mark[2], KINDS[mark[1]], mark[1] == "="))
        at = mark.end()
    found.append(Piece(text[at:]))
    return [piece for piece in found if piece.text]
