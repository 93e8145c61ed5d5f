"""The glossary and the code say the same names."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def test_every_name_of_the_glossarys_first_table_is_in_the_code() -> None:
    page = (ROOT / "docs" / "glossary.md").read_text("utf-8").split("\nFixed, and not in the code yet")[0]
    rows = [line.split("|")[2] for line in page.splitlines() if line.startswith("| ") and "`" in line]
    names = {
        n for row in rows for quoted in re.findall(r"`([^`]+)`", row) for n in quoted.split() if re.fullmatch(r"\w+", n)
    }
    code = "\n".join(p.read_text("utf-8") for room in ("core", "storage") for p in (ROOT / room).rglob("*.py"))
    assert len(names) > 40
    assert not [n for n in sorted(names) if not re.search(rf"\b{n}\b", code)]
