"""Room: storage. A section's paper and margins as WordprocessingML."""

from core.document import PageSetup
from storage.documents.writers.docx.blocks import twips

HEADER_MM = 15
FOOTER_BELOW_TEXT_MM = 12  # GB/T 9704: the page number stands 7 mm below the text area; 5 mm is its own height


def section_xml(page: PageSetup, references: str) -> str:
    """A w:sectPr. `references` are those to its header and footer."""
    orient = ' w:orient="landscape"' if page.landscape else ""
    size = f'<w:pgSz w:w="{twips(page.width_mm)}" w:h="{twips(page.height_mm)}"{orient}/>'
    sides = {"top": page.top_mm, "right": page.right_mm, "bottom": page.bottom_mm, "left": page.left_mm}
    margins = "".join([f' w:{side}="{twips(length)}"' for side, length in sides.items()])
    header, footer = min(HEADER_MM, page.top_mm), max(page.bottom_mm - FOOTER_BELOW_TEXT_MM, 0)
    rest = f' w:header="{twips(header)}" w:footer="{twips(footer)}" w:gutter="0"'
    return f"<w:sectPr>{references}{size}<w:pgMar{margins}{rest}/></w:sectPr>"
