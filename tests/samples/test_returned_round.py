"""plan → dispatch → fill → collect gives back what was filled in, whatever the words are."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.actions.collecting import collect_folder, read_for_collecting
from core.actions.dispatching import BlankForm, dispatch_forms
from core.actions.filling import fill_form
from core.compare import normalised
from core.intake.returned import Terms
from core.ledger.fill import Filling
from core.ledger.ledger import Ledger
from core.ledger.read import read_ledger
from core.units import Unit
from main import directory, forms
from storage.documents.desk import LocalDocuments
from tests.documents import texts

SAMPLES = Path(__file__).resolve().parents[2] / "resources" / "samples"
PLAN = SAMPLES / "云岭县2026年政务公开工作要点.docx"
UNITS = ("云岭县司法局", "白石镇人民政府", "清河街道办事处")
DOCUMENTS = LocalDocuments()
KNOWN = directory()


@pytest.fixture(scope="module")
def plan() -> Ledger:
    return read_for_collecting(DOCUMENTS, str(PLAN), forms())[0]


@pytest.fixture(scope="module")
def blanks(plan: Ledger, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Each unit's blank form as a file."""
    folder = tmp_path_factory.mktemp("blank")
    made: dict[str, Path] = {}
    for form in dispatch_forms(plan, KNOWN, [Unit(name) for name in UNITS]).forms:
        made[form.unit.name] = _write(form, folder)
    assert set(made) == set(UNITS)
    return made


def _write(form: BlankForm, folder: Path) -> Path:
    place = folder / f"{form.stem}.docx"
    DOCUMENTS.convert(form.document, str(place))
    return place


def _fill(blank: Path, place: Path, unit: str, progress: Mapping[int, str], plan: Ledger) -> dict[int, str]:
    """Fill the form; place in the plan → the text that must come back, for the tasks that the form has."""
    filled = fill_form(DOCUMENTS, str(blank), Filling(unit, dict(progress), "罗建平", "0999-6215033"))
    assert filled.data
    place.write_bytes(filled.data)
    ledger = read_ledger(DOCUMENTS.read(str(blank)))
    assert ledger
    has = {t.number for t in ledger.tasks}
    places = {t.number: i for i, t in enumerate(plan.tasks)}
    return {places[n]: shown for n, text in progress.items() if n in has and (shown := normalised(text))}


answers = st.dictionaries(st.sampled_from(UNITS), st.dictionaries(st.integers(1, 22), texts(1), max_size=6), min_size=1)


@settings(max_examples=25)
@given(said=answers)
def test_what_was_filled_in_comes_back(
    said: Mapping[str, Mapping[int, str]],
    plan: Ledger,
    blanks: Mapping[str, Path],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = tmp_path_factory.mktemp("in")
    wanted = {
        unit: _fill(blanks[unit], folder / f"{number}.docx", unit, progress, plan)
        for number, (unit, progress) in enumerate(said.items())
    }
    found = collect_folder(DOCUMENTS, str(folder), plan, KNOWN, Terms())
    assert {u.name for u in found.back} == set(said)
    for unit in found.back:
        assert {p: shown for p, text in unit.said.items() if (shown := normalised(text))} == wanted[unit.name]
    assert not [f for f in found.findings if f.rule in ("intake.unsure_row", "intake.extra_row", "intake.altered")]
