"""Room: storage. The cell styles of a workbook: the same style once more, with its text wrapped into lines."""

import copy

from lxml import etree

from storage.documents.package import Package

STYLES = "xl/styles.xml"


class Wrapping:
    """Adds styles as they are asked for; `changed` where it has."""

    def __init__(self, package: Package) -> None:
        self.root: etree._Element | None = package.xml(STYLES) if STYLES in package else None
        self.changed = False
        self._made: dict[str, str] = {}

    def wrapped(self, style: str) -> str:
        """The number of a style like `style` whose text wraps; `style` itself where it does already."""
        if style not in self._made:
            self._made[style] = self._make(style)
        return self._made[style]

    def _make(self, style: str) -> str:
        styles = None if self.root is None else self.root.find("{*}cellXfs")
        number = int(style) if style.isdecimal() else 0
        if styles is None or number >= len(styles):
            return style
        alignment = styles[number].find("{*}alignment")
        if alignment is not None and alignment.get("wrapText") in ("1", "true"):
            return style
        made = copy.deepcopy(styles[number])
        alignment = made.find("{*}alignment")
        if alignment is None:
            alignment = etree.Element(f"{{{etree.QName(made).namespace}}}alignment")
            made.insert(0, alignment)  # the first child that a style may have
        alignment.set("wrapText", "1")
        made.set("applyAlignment", "1")
        styles.append(made)
        styles.set("count", str(len(styles)))
        self.changed = True
        return str(len(styles) - 1)
