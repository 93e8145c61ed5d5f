"""Room: gui. Places in a text as core counts them (characters) and as Qt does (UTF-16): rare name characters take two."""

from bisect import bisect_left


class TextPlaces:
    def __init__(self, text: str) -> None:
        self._wide = [i for i, char in enumerate(text) if ord(char) > 0xFFFF]
        self._wide_in_qt = [i + before for before, i in enumerate(self._wide)]
        self.length = len(text)

    def to_qt(self, place: int) -> int:
        return place + bisect_left(self._wide, place)

    def from_qt(self, place: int) -> int:
        return place - bisect_left(self._wide_in_qt, place)
