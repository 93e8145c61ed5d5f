"""The rows of 收件: what stands in one row, what is troubled, how the units stand."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from core.finding import Finding, Severity
from core.intake.arrived import FileStatus
from core.intake.listing import FilePart, FileRow, SealState, hint_of, list_files, shown_message
from core.intake.record import FileState
from core.intake.returned import Intake, Terms, UnitReturn
from core.intake.tally import UnitStanding, tally_of
from core.ledger.ledger import Declared, Head, Ledger
from core.seal import Seal

PLAN = Ledger("台账", 2026, Head(), Declared(), (), (), frozenset())
TOWN = "云岭镇人民政府"
SEAL = Seal(TOWN, signed_at=datetime(2026, 7, 8, 9))


def part(name: str, unit: str = TOWN, kind: str = "docx", ledger: bool = True, **rest) -> FilePart:
    made = FilePart(name, name, unit, "表头填报单位", FileStatus.FIRST, FileState.CURRENT, "", kind, ledger, False)
    return replace(made, **rest)


def ofd(name: str, **rest) -> FilePart:
    return part(name, kind="ofd", **({"state": FileState.BESIDE, "sealed": True, "seals": (SEAL,)} | rest))


def intake(*units: UnitReturn, general: tuple[Finding, ...] = ()) -> Intake:
    return Intake(PLAN, Terms("第一期", date(2026, 7, 10)), (), units, general)


def told(rule: str, severity: Severity = Severity.ERROR, unit: str = TOWN, **rest) -> Finding:
    return Finding(severity, rule, f"“{unit}”有一处要看。", (f"unit:{unit}",), **rest)


def rows(*parts: FilePart, **rest) -> tuple[FileRow, ...]:
    return list_files(parts, intake(**rest))


def test_a_word_and_the_ofd_of_its_name_are_one_row() -> None:
    (row,) = rows(part("a/台账.docx"), ofd("a/台账.ofd"))
    assert row.names == ("a/台账.docx", "a/台账.ofd")
    assert row.seal is SealState.SEALED
    assert row.sealed_at == datetime(2026, 7, 8, 9)


def test_an_ofd_under_another_name_stands_with_the_word_that_counts() -> None:
    old, new = part("1.docx", state=FileState.SUPERSEDED), part("2.docx")
    found = {r.key: r.names for r in rows(old, new, ofd("盖章.ofd"))}
    assert found == {"1.docx": ("1.docx",), "2.docx": ("2.docx", "盖章.ofd")}


def test_files_without_a_unit_stay_alone_though_they_are_named_alike() -> None:
    assert len(rows(part("x.docx", unit=""), ofd("x.ofd", unit=""))) == 2


def test_a_broken_pdf_does_not_spoil_the_row_of_its_word() -> None:
    broken = part("台账.pdf", kind="pdf", ledger=False, status=FileStatus.UNKNOWN, problem="已损坏。")
    found = {r.key: r.status for r in rows(part("台账.docx"), broken)}
    assert found == {"台账.docx": FileStatus.FIRST, "台账.pdf": FileStatus.UNKNOWN}


def test_a_contradicting_ofd_makes_the_whole_row_a_conflict() -> None:
    (row,) = rows(part("a.docx"), ofd("a.ofd", status=FileStatus.CONFLICT))
    assert row.status is FileStatus.CONFLICT
    assert row.troubled


@pytest.mark.parametrize(
    ("made", "seal"),
    [
        ((part("a.docx"),), SealState.NO_FIXED),
        ((part("a.docx"), ofd("a.ofd", sealed=False, seals=())), SealState.UNSEALED),
        ((part("a.docx"), ofd("a.ofd", seal_findings=(told("seal.changed"),))), SealState.DOUBTFUL),
        ((part("a.docx"), ofd("a.ofd", findings=(told("intake.seal_name"),))), SealState.DOUBTFUL),
        ((part("a.docx"), part("a.jpg", kind="image", ledger=False, picture=True)), SealState.SCANNED),
        ((part("a.pdf", kind="pdf"),), SealState.UNPROVEN),
        ((part("a.rar", ledger=False),), SealState.NONE),
    ],
)
def test_the_seal_of_a_row_is_said_for_what_it_is(made: tuple[FilePart, ...], seal: SealState) -> None:
    (row,) = rows(*made)
    assert row.seal is seal


def test_the_hint_says_the_gravest_first_and_how_many_more() -> None:
    found = (told("a", Severity.HINT), replace(told("b"), message=f"“{TOWN}”报来两份。"), told("c", Severity.WARNING))
    (row,) = rows(part("a.docx", findings=found))
    assert hint_of(row) == "报来两份。 另有 2 条。"
    assert shown_message(found[1], row) == "报来两份。"
    assert row.troubled


def test_what_concerns_the_unit_and_no_file_stands_at_the_file_that_counts() -> None:
    beside = part("b.docx", state=FileState.BESIDE)
    found = rows(part("a.docx"), beside, general=(told("intake.same_words", Severity.HINT),))
    assert [(r.key, len(r.findings)) for r in found] == [("a.docx", 1), ("b.docx", 0)]


def test_an_old_version_is_never_troubled() -> None:
    (row,) = rows(part("a.docx", old=True, state=FileState.SUPERSEDED, status=FileStatus.CONFLICT))
    assert not row.troubled
    assert row.status_label == "旧版"


def test_units_stand_in_one_place_each_and_all_are_counted() -> None:
    units = (
        UnitReturn(TOWN, returned=True, arrived=True, on_time=True),
        UnitReturn("白石镇人民政府", returned=True, arrived=True, on_time=False),
        UnitReturn("双桥镇人民政府", returned=True, arrived=True),
        UnitReturn("青坪镇人民政府", returned=True, arrived=True, on_time=True),
        UnitReturn("云岭县林业局", arrived=True),
        UnitReturn("云岭县水务局"),
    )
    conflict = part("c.docx", unit="青坪镇人民政府", status=FileStatus.CONFLICT)
    scan = part("c.pdf", unit="青坪镇人民政府", kind="pdf", ledger=False, picture=True)
    made = list_files([part("a.docx"), ofd("a.ofd"), conflict, scan], intake(*units))
    tally = tally_of(intake(*units), made)
    assert {s: tally.standing.get(s, 0) for s in UnitStanding} == {
        UnitStanding.ON_TIME: 1,
        UnitStanding.LATE: 1,
        UnitStanding.UNDATED: 1,
        UnitStanding.TO_DO: 2,
        UnitStanding.MISSING: 1,
    }
    assert (tally.units, tally.returned, tally.paired, tally.alike, tally.sealed) == (6, 4, 1, 1, 1)
