"""Draws OFD pages object by object, in the different manners of different software, for the reader's tests."""

from collections.abc import Iterable, Sequence
from html import escape

from tests.storage.sealed_ofd import HEAD, NS, Parts, pack

EM = 5.0  # mm


def text(x: float, y: float, words: str, size: float = EM, attributes: str = "", delta: str | None = None) -> str:
    """One line of text at its baseline."""
    advance = delta if delta is not None else (f"g {len(words) - 1} {size}" if len(words) > 1 else "")
    deltas = f' DeltaX="{advance}"' if advance else ""
    return (
        f'<ofd:TextObject ID="1" Boundary="{x} {y - size} 150 {size * 1.4}" Font="3" Size="{size}"{attributes}>'
        f'<ofd:TextCode X="0" Y="{size}"{deltas}>{escape(words)}</ofd:TextCode></ofd:TextObject>'
    )


def path(data: str, x: float = 0, y: float = 0, attributes: str = "") -> str:
    return (
        f'<ofd:PathObject ID="2" Boundary="{x} {y} 200 200" LineWidth="0.25"{attributes}>'
        f"<ofd:AbbreviatedData>{data}</ofd:AbbreviatedData></ofd:PathObject>"
    )


def stroke(x0: float, y0: float, x1: float, y1: float) -> str:
    return path(f"M {x0} {y0} L {x1} {y1}")


def bar(x0: float, y0: float, x1: float, y1: float) -> str:
    """A rule as a thin filled rectangle, as some software draws them."""
    a, b, c, d = x0 - 0.1, y0 - 0.1, x1 + 0.1, y1 + 0.1
    return path(f"M {a} {b} L {c} {b} L {c} {d} L {a} {d} C", attributes=' Stroke="false" Fill="true"')


def frame(x0: float, y0: float, x1: float, y1: float) -> str:
    """A cell as a stroked rectangle of its own."""
    return path(f"M 0 0 L {x1 - x0} 0 L {x1 - x0} {y1 - y0} L 0 {y1 - y0} C", x0, y0)


Spot = tuple[int, int, int, int, str]  # row, column, rows, columns, text


def ruled(
    xs: Sequence[float], ys: Sequence[float], spots: Iterable[Spot], manner: str = "stroke", size: float = EM
) -> str:
    """A table drawn with the edges `xs` and `ys`: its cells' outlines and their text, a line for each "\\n"."""
    draw = {"stroke": stroke, "bar": bar}.get(manner)
    out: list[str] = []
    for row, col, rows, cols, words in spots:
        x0, y0, x1, y1 = xs[col], ys[row], xs[col + cols], ys[row + rows]
        if draw is None:
            out.append(frame(x0, y0, x1, y1))
        else:
            edges = ((x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1))
            out += (draw(*edge) for edge in edges)
        out += (
            text(x0 + 1.5, y0 + 1.3 * size * (i + 1), line, size) for i, line in enumerate(words.split("\n")) if line
        )
    return "".join(out)


def page(content: str, area: str = "", templates: str = "") -> str:
    return (
        f"{HEAD}<ofd:Page {NS}>{area}{templates}<ofd:Content><ofd:Layer>{content}</ofd:Layer></ofd:Content></ofd:Page>"
    )


def drawn(*pages: str, template: str = "", size: tuple[float, float] = (210, 297), extra: Parts | None = None) -> bytes:
    """An OFD of these pages (the content of a layer, or a whole page)."""
    whole = [p if p.startswith("<?xml") else page(p) for p in pages]
    listed = "".join(f'<ofd:Page ID="{10 + i}" BaseLoc="Pages/P{i}.xml"/>' for i in range(len(whole)))
    common = '<ofd:TemplatePage ID="9" BaseLoc="Tpls/T.xml"/>' if template else ""
    fonts = '<ofd:Font ID="3" FontName="仿宋"/><ofd:Font ID="4" FontName="黑体" Bold="true"/>'
    unit = (
        f'<ofd:CompositeGraphicUnit ID="7"><ofd:Content>{text(0, 5, "复合")}</ofd:Content></ofd:CompositeGraphicUnit>'
    )
    parts = {
        "OFD.xml": f"{HEAD}<ofd:OFD {NS}><ofd:DocBody><ofd:DocInfo><ofd:Title>题</ofd:Title></ofd:DocInfo>"
        "<ofd:DocRoot>/D/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "D/Document.xml": f"{HEAD}<ofd:Document {NS}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 {size[0]} {size[1]}"
        f"</ofd:PhysicalBox></ofd:PageArea><ofd:PublicRes>Res.xml</ofd:PublicRes>{common}</ofd:CommonData>"
        f"<ofd:Pages>{listed}</ofd:Pages></ofd:Document>",
        "D/Res.xml": f"{HEAD}<ofd:Res {NS}><ofd:Fonts>{fonts}</ofd:Fonts><ofd:CompositeGraphicUnits>{unit}"
        "</ofd:CompositeGraphicUnits></ofd:Res>",
    }
    parts |= {f"D/Pages/P{i}.xml": content for i, content in enumerate(whole)}
    if template:
        parts["D/Tpls/T.xml"] = page(template)
    return pack({name: content.encode() for name, content in parts.items()} | (extra or {}))
