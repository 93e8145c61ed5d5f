"""Room: storage. One sheet of a workbook while its cells are being filled: the XML part, found and made cell by cell."""

from lxml import etree

from storage.documents.readers.workbook.xlsx import decimal, place_of, whole

USUAL_WIDTH = 8.43  # characters, of a column without a width
MAX_HEIGHT = 409.0  # points: no program allows more
Place = tuple[int, int, int]  # sheet, row, column, all from 0


class FormSheet:
    def __init__(self, root: etree._Element) -> None:
        self.root = root
        self.uri = etree.QName(root).namespace or ""
        data = root.find("{*}sheetData")
        self._data = data if data is not None else etree.SubElement(root, f"{{{self.uri}}}sheetData")
        self._rows: dict[int, etree._Element] = {}
        self._number()
        self._columns = [
            (whole(col.get("min")), whole(col.get("max")), decimal(col.get("width")) or USUAL_WIDTH)
            for col in root.iterfind("{*}cols/{*}col")
        ]

    def _number(self) -> None:
        """Say the number of every row and cell: some programs leave out those that follow one another."""
        number = 0
        for row in self._data.iterchildren("{*}row"):
            number = whole(row.get("r")) or number + 1
            row.set("r", str(number))
            self._rows[number] = row
            column = -1
            for cell in row.iterchildren("{*}c"):
                column = place_of(cell.get("r", ""))[1] if cell.get("r") else column + 1
                cell.set("r", name_of((0, number - 1, column)))

    def cell(self, place: Place) -> etree._Element:
        """The cell, made where it is only a place so far."""
        row, name = self._row(place[1]), name_of(place)
        after = None
        for cell in row:
            if cell.get("r") == name:
                return cell
            if after is None and place_of(cell.get("r", ""))[1] > place[2]:
                after = cell
        made = etree.Element(f"{{{self.uri}}}c", r=name)
        row.insert(len(row) if after is None else row.index(after), made)
        return made

    def _row(self, number: int) -> etree._Element:
        if number + 1 not in self._rows:
            made = etree.Element(f"{{{self.uri}}}row", r=str(number + 1))
            later = [row for n, row in self._rows.items() if n > number + 1]
            self._data.insert(self._data.index(later[0]) if later else len(self._data), made)
            self._rows = dict(sorted({**self._rows, number + 1: made}.items()))
        return self._rows[number + 1]

    def take_style(self, cell: etree._Element, like: etree._Element) -> None:
        if like.get("s") is not None:
            cell.set("s", like.get("s", "0"))

    def width(self, place: Place) -> float:
        """In half-width characters, of all columns that the cell covers."""
        first, last = place[2], place[2]
        for merge in self.root.iterfind("{*}mergeCells/{*}mergeCell"):
            start, _, end = merge.get("ref", "").partition(":")
            if start == name_of(place) and end:
                last = min(place_of(end)[1], first + 200)
        return sum(self._width(column) for column in range(first, last + 1))

    def _width(self, column: int) -> float:
        return next((wide for first, last, wide in self._columns if first <= column + 1 <= last), USUAL_WIDTH)

    def make_room(self, place: Place, height_pt: float) -> None:
        """A row of fixed height would cut the text off. The height is no longer fixed, but said, because not every
        program works it out when it opens the file."""
        row = self._row(place[1])
        if decimal(row.get("ht")) < height_pt:
            row.attrib.pop("customHeight", None)
            row.set("ht", f"{min(height_pt, MAX_HEIGHT):g}")


def name_of(place: Place) -> str:
    """(0, 2, 27) → AB3"""
    letters, column = "", place[2] + 1
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(65 + letter) + letters
    return f"{letters}{place[1] + 1}"
