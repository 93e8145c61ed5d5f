"""Writes resources/calendars/YEAR.toml from the chinesecalendar package (国务院办公厅节假日安排, as published).

python tools/make_calendar.py [YEAR …]      without years: all that the package knows from 2019 on
"""

import sys
from collections import defaultdict
from datetime import date
from pathlib import Path

from chinese_calendar.constants import Holiday, holidays, workdays

FOLDER = Path(__file__).resolve().parent.parent / "resources" / "calendars"
FIRST = 2019  # the 条例 in force since then


def by_name(days: dict[date, str], year: int) -> dict[str, list[date]]:
    found: dict[str, list[date]] = defaultdict(list)
    for day in sorted(days):
        if day.year == year:
            found[Holiday(days[day]).chinese].append(day)
    return found


def calendar_text(year: int) -> str:
    off, make_up = by_name(holidays, year), by_name(workdays, year)
    lines = [f"# {year}年节假日安排（国务院办公厅通知）。off：放假的日子；make_up：调休上班的周末。", f"year = {year}"]
    for name in sorted(off, key=lambda n: off[n][0]):
        lines += ["", "[[holidays]]", f'name = "{name}"', f"off = [{', '.join(map(str, off[name]))}]"]
        lines.append(f"make_up = [{', '.join(map(str, make_up.get(name, [])))}]")
    return "\n".join(lines) + "\n"


def main(argv: list[str]) -> int:
    known = sorted({day.year for day in holidays})
    years = [int(a) for a in argv] or [year for year in known if year >= FIRST]
    for year in years:
        if year not in known:
            print(f"{year}: 资料中还没有这一年的节假日安排", file=sys.stderr)
            return 1
        (FOLDER / f"{year}.toml").write_text(calendar_text(year), "utf-8")
        print(f"{year}.toml")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
