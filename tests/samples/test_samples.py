"""The sample county: every file opens and says what its README promises; the tool rewrites it; nothing real is in it."""

import json
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from core.actions.reading import Understood, understand
from core.document import paragraphs_of
from core.ledger.ledger import Ledger
from core.ledger.read import read_ledger
from core.report.check import check_report
from core.report.report import AnnualReport
from storage.documents.open import read_document
from storage.documents.progress_file import read_progress
from storage.documents.readers.docx import read_docx
from tests.core.report.sheets import forms

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "resources" / "samples"
PLAN = SAMPLES / "云岭县2026年政务公开工作要点.docx"
FORM = SAMPLES / "云岭县2026年政务公开工作要点任务落实台账（填报版）.docx"
DIVISION = SAMPLES / "松溪街道内部分工表.docx"
TOWN = SAMPLES / "returned" / "云岭镇2026年政务公开台账(上半年).docx"
BUREAU = SAMPLES / "returned" / "县医保局-任务落实台账（7.8改）.docx"
WEB = SAMPLES / "returned" / "县司法局任务落实台账.html"
PASTED = SAMPLES / "returned" / "清河街道.txt"
FILES = sorted(p for p in SAMPLES.rglob("*") if p.is_file() and p.name not in ("README.md", ".gitattributes"))
LEDGERS = [
    pytest.param(FORM, 4, 22, 0, id="form"),
    pytest.param(DIVISION, 3, 13, 1, id="division"),
    pytest.param(TOWN, 4, 20, 14, id="town"),
    pytest.param(BUREAU, 4, 22, 15, id="bureau"),
    pytest.param(WEB, 4, 22, 12, id="web"),
    pytest.param(PASTED, 3, 11, 11, id="pasted"),
]


def ledger(path: Path) -> Ledger:
    found = read_ledger(read_document(path))
    assert found is not None
    return found


def understood(path: Path) -> Understood:
    return understand(read_document(path), forms())


def report(name: str, year: int) -> AnnualReport:
    found = understood(SAMPLES / "annual_report" / f"{name}{year}年政府信息公开工作年度报告.docx").report
    assert found is not None
    return found


def text_of(path: Path) -> str:
    if path.suffix in (".json", ".xlsx"):
        return "\n".join(read_progress(path).values())
    return "\n".join(p.text for p in paragraphs_of(read_document(path).blocks))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the tool writes today."""
    folder = tmp_path_factory.mktemp("samples")
    subprocess.run([sys.executable, str(ROOT / "tools" / "make_samples.py"), str(folder)], check=True)
    return folder


def test_the_tool_writes_the_committed_files_and_no_others(made: Path) -> None:
    written = sorted(str(p.relative_to(made)) for p in made.rglob("*") if p.is_file())
    assert written == sorted(str(p.relative_to(SAMPLES)) for p in FILES)
    assert [name for name in written if contents(made / name) != contents(SAMPLES / name)] == []


def test_two_runs_of_the_tool_write_the_same_bytes(made: Path, tmp_path: Path) -> None:
    subprocess.run([sys.executable, str(ROOT / "tools" / "make_samples.py"), str(tmp_path)], check=True)
    assert [p.name for p in FILES if (made / p.relative_to(SAMPLES)).read_bytes() != again(tmp_path, p)] == []


def again(folder: Path, path: Path) -> bytes:
    return (folder / path.relative_to(SAMPLES)).read_bytes()


def contents(path: Path) -> object:
    """A file's bytes; of a zip its entries in order, for another zlib may squeeze the same text to other bytes."""
    if path.suffix not in (".docx", ".xlsx"):
        return path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        return [(entry.filename, entry.date_time, archive.read(entry)) for entry in archive.infolist()]


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
def test_every_sample_opens_and_is_small(path: Path) -> None:
    assert len(text_of(path)) > 200
    assert path.stat().st_size < 60_000


@pytest.mark.parametrize(("path", "sections", "tasks", "filled"), LEDGERS)
def test_a_sample_ledger_reads_with_its_tasks_sections_and_progress(
    path: Path, sections: int, tasks: int, filled: int
) -> None:
    found = ledger(path)
    counted = len(found.sections), len(found.tasks), sum(bool(t.progress) for t in found.tasks)
    assert counted == (sections, tasks, filled)
    assert found.year == 2026


def test_the_blank_form_is_wrong_where_the_readme_says_so() -> None:
    found = ledger(FORM)
    assert {f.rule for f in found.findings} == {
        "ledger.declared", "ledger.number.skipped", "ledger.heading.inferred", "ledger.deadline.earlier",
        "ledger.reporting.contradicts",
    }  # fmt: skip
    assert [t.number for t in found.tasks] == [*range(1, 14), *range(15, 24)]
    assert found.declared.topics == 13
    assert len(found.topics) == 12
    assert found.unit == ""


def test_every_row_of_the_blank_form_has_a_cell_to_fill() -> None:
    assert [t.number for t in ledger(FORM).tasks if t.cell is None] == []


def test_the_plan_is_the_form_in_prose() -> None:
    plan = understood(PLAN).plan
    assert plan is not None
    assert (plan.metadata.year, plan.metadata.number) == (2026, "云政办发〔2026〕8号")
    assert [t.row.section for t in plan.tasks] == [t.section for t in ledger(FORM).tasks]


def test_heads_of_returned_forms_are_found_however_they_are_typed() -> None:
    heads = [ledger(path).head for path in (TOWN, BUREAU, WEB)]
    slots = [(head.unit, head.contact, head.phone) for head in heads]
    assert [tuple(slot and slot.value.strip() for slot in three) for three in slots] == [
        ("云岭镇政府", "罗建平", "6215033"),
        ("云岭县医保局", "周敏", "6212016"),
        ("云岭县司法局", "何秀兰", "6218120"),
    ]


def test_the_bureaus_progress_file_is_what_its_form_shows_without_the_revision_marks() -> None:
    kept = read_progress(SAMPLES / "progress" / "县医疗保障局进展.json")
    shown = {t.number: t.progress for t in ledger(BUREAU).tasks if t.number in kept}
    assert shown == kept
    assert "2025年共发布" not in kept[5]


def test_the_towns_form_came_back_renumbered_with_a_table_in_a_cell() -> None:
    tasks = {t.number: t for t in ledger(TOWN).tasks}
    assert list(tasks) == list(range(1, 21))
    assert "3286" in tasks[6].progress
    assert "2025年9月" in tasks[17].progress


def test_two_units_sent_the_same_sentence() -> None:
    same = "严格落实“三审三校”制度，坚持先审后发，确保信息发布安全准确。"
    assert [sum(same in t.progress for t in ledger(path).tasks) for path in (TOWN, PASTED)] == [1, 1]


def test_both_progress_files_name_tasks_of_the_form() -> None:
    numbers = {t.number for t in ledger(FORM).tasks}
    files = sorted((SAMPLES / "progress").iterdir())
    assert [(p.suffix, len(read_progress(p)), set(read_progress(p)) - numbers) for p in files] == [
        (".xlsx", 12, set()),
        (".json", 12, set()),
    ]
    assert json.loads(files[1].read_text(encoding="utf-8"))["19"] == read_progress(files[1])[19]


@pytest.mark.parametrize("name", ["云岭县医疗保障局", "云岭镇人民政府"])
def test_reports_of_2024_are_without_fault(name: str) -> None:
    assert list(check_report(report(name, 2024))) == []


@pytest.mark.parametrize(
    ("name", "rules"),
    [
        ("云岭县医疗保障局", {"R1", "R3", "R6", "R7", "N1", "N9", "S3"}),
        ("云岭镇人民政府", {"R1", "R2", "R5", "R9", "N7", "N10", "N12", "N13"}),
        ("云岭县人民政府办公室", {"N7"}),
    ],
)
def test_reports_of_2025_hold_the_faults_that_were_planted(name: str, rules: set[str]) -> None:
    last = None if name.endswith("办公室") else report(name, 2024)
    assert rules <= {f.rule for f in check_report(report(name, 2025), last_year=last)}


def test_no_sample_names_a_place_of_the_real_documents(shared_fixtures: Path) -> None:
    titles = [first_lines(path) for path in shared_fixtures.rglob("*.docx")]
    places = {m[1].lstrip("年") for title in titles for m in re.finditer(r"([\u4e00-\u9fff]{2,3}?)[市区县]", title)}
    assert len(places) > 5
    assert [(path.name, place) for path in FILES for place in places if place in text_of(path)] == []


def first_lines(path: Path) -> str:
    """The title; a covering paragraph is longer."""
    lines = [p.text.strip() for p in list(paragraphs_of(read_docx(path).blocks))[:2]]
    return "\n".join(line for line in lines if len(line) < 60)
