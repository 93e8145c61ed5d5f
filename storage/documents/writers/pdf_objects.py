"""Room: storage. The objects of a PDF file, numbered as they are added, and the file made of them."""

import zlib
from collections.abc import Iterator


class Objects:
    def __init__(self) -> None:
        self._bodies: list[bytes] = []

    def reserve(self) -> int:
        """A number for an object that is set later."""
        self._bodies.append(b"null")
        return len(self._bodies)

    def set(self, number: int, body: str) -> None:
        self._bodies[number - 1] = body.encode("latin-1")

    def add(self, body: str) -> int:
        number = self.reserve()
        self.set(number, body)
        return number

    def add_stream(self, data: bytes, entries: str = "") -> int:
        number = self.reserve()
        packed = zlib.compress(data)
        head = f"<< /Length {len(packed)} /Filter /FlateDecode{entries} >>\nstream\n"
        self._bodies[number - 1] = head.encode("latin-1") + packed + b"\nendstream"
        return number

    def bodies(self) -> Iterator[bytes]:
        return iter(self._bodies)

    def file(self, catalog: int, about: int, identifier: str) -> bytes:
        parts, offsets, size = [b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"], [], 15
        for number, body in enumerate(self._bodies, 1):
            offsets.append(size)
            parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, body))
            size += len(parts[-1])
        rows = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
        parts.append(
            f"xref\n0 {len(offsets) + 1}\n0000000000 65535 f \n{rows}"
            f"trailer\n<< /Size {len(offsets) + 1} /Root {catalog} 0 R /Info {about} 0 R "
            f"/ID [<{identifier}> <{identifier}>] >>\nstartxref\n{size}\n%%EOF\n".encode("latin-1")
        )
        return b"".join(parts)


def text_string(text: str) -> str:
    """Any text as a PDF string."""
    return "<FEFF" + text.encode("utf-16-be").hex().upper() + ">"
