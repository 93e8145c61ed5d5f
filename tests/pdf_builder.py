"""Makes one-page PDFs out of drawing operators, for tests of reading; text is in a font with a table of characters."""

import zlib
from collections.abc import Sequence

A4 = "0 0 595.276 841.89"


def pdf(content: bytes | str, page: str = "", objects: Sequence[bytes] = (), contents: str = "4 0 R") -> bytes:
    """`content` is drawn with font /F, which shows the letters of ASCII; `objects` are numbered from 7."""
    raw = zlib.compress(content.encode("latin-1") if isinstance(content, str) else content)
    box = page or f"/MediaBox[{A4}]"
    made = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        f"<</Type/Page/Parent 2 0 R{box}/Contents {contents}/Resources<</XObject<</X 7 0 R>>/Font<</F 5 0 R>>>>>>".encode(),
        stream(raw, "/Filter/FlateDecode"),
        b"<</Type/Font/Subtype/Type1/BaseFont/Courier/Encoding/WinAnsiEncoding/Widths[600]/FirstChar 32/LastChar 32>>",
        b"<<>>",
        *objects,
    ]
    out, places = b"%PDF-1.4\n", list[int]()
    for number, body in enumerate(made, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    start = len(out)
    out += f"xref\n0 {len(made) + 1}\n0000000000 65535 f \n{table}".encode()
    return out + f"trailer<</Size {len(made) + 1}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF".encode()


def stream(raw: bytes, entries: str = "") -> bytes:
    return f"<<{entries}/Length {len(raw)}>>stream\n".encode() + raw + b"\nendstream"


def text(x: float, y: float, words: str, size: float = 12, mode: int = 0) -> str:
    return f"BT {mode} Tr /F {size} Tf 1 0 0 1 {x} {y} Tm ({words}) Tj ET\n"


def line(x0: float, y0: float, x1: float, y1: float) -> str:
    return f"{x0} {y0} m {x1} {y1} l S\n"


PICTURE = stream(b"\x00", "/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8")
SCAN = "q 595 0 0 842 0 0 cm /X Do Q\n"  # over the whole page


def scan_pdf() -> bytes:
    """One page that is a picture."""
    return pdf(SCAN, objects=[PICTURE])
