"""汇总台账 on a real store: sources kept and undone, files whole or absent, the 综合稿 on its way up, townships and villages."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from core.actions.digesting import insert_sentence, source_from, sources_of_sum, write_digest
from core.actions.exporting import ExportWish, export_round
from core.actions.importing import import_ledger, remove_book
from core.actions.intake_stored import adopt_returned, stored_intake
from core.actions.planning import begin_review, confirm_as_new, read_pasted
from core.actions.ports import Store
from core.actions.previewing import preview
from core.actions.report_drafting import draft_from_store
from core.actions.rounds import start_round
from core.actions.summary_out import OwnTexts, SummaryWish, digest_of, write_summary_files
from core.document import paragraphs_of
from core.errors import LedgerError
from core.intake.by_task import DigestState, TaskLine, list_by_task, texts_at
from core.intake.digest import figure_sums
from core.intake.returned import Intake, Terms
from core.intake.source import DigestSource, ShownSource, SourceState, shown_sources
from core.intake.summary import DIGEST_HEAD, MATRIX, summary_of
from core.ledger.read import read_ledger
from core.progress import Cancelled, Progress
from core.settings import Settings, UserRole
from gui.services import Services
from storage.documents.writers.docx import write_docx
from tests.gui.conftest import NOW
from tests.returned_files import FORM, blank_form, returned
from tests.storage.test_store_plans import TEXT as PLAN
from tests.summary_round import OFFICE, files_of, fill_round, take_in
from tools.demo_window import services

UNITS = ("云岭镇", "白石镇", "双桥镇", "松溪乡")
TASK, ROUND, UNIT = 3, "第二期", "云岭镇人民政府"


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two rounds of four units, closed; 双桥镇 and 松溪乡 are missing in the second."""
    folder = tmp_path_factory.mktemp("round")
    made = services(folder / "pointer.txt")
    store = made.stores.open(str(folder / "data"), NOW)
    fill_round(made, store, folder, UNITS)
    store.close()
    return folder / "data"


@pytest.fixture
def made(tmp_path: Path) -> Services:
    return replace(services(tmp_path / "pointer.txt"), clock=lambda: NOW)


@pytest.fixture
def store(made: Services, base: Path, tmp_path: Path):  # type: ignore[no-untyped-def]
    import shutil

    shutil.copytree(base, tmp_path / "data")
    opened = made.stores.open(str(tmp_path / "data"), NOW)
    yield opened
    opened.close()


class Round:
    """What the page would hold of the second round."""

    def __init__(self, store: Store, made: Services, name: str = ROUND) -> None:
        assert made.directory is not None
        self.store, self.name = store, name
        self.book = store.books.all()[0]
        self.intake: Intake = stored_intake(store, self.book.book_id, name, made.directory)
        self.tasks = store.tasks.of(self.book.book_id)

    @property
    def own(self) -> OwnTexts:
        return OwnTexts(self.book, self.tasks, self.store.states.of(self.book.book_id))

    def task_id(self, number: int) -> int:
        return next(t.task_id for t in self.tasks if t.number == number)

    def said(self, number: int, unit: str) -> str:
        return self.store.intake.texts(self.book.book_id, self.name)[self.task_id(number)][unit]

    def source(self, number: int, unit: str, sentence: str) -> DigestSource:
        file = self.store.intake.current(self.book.book_id, self.name).get(unit)
        return source_from(self.task_id(number), self.name, unit, sentence, file)

    def shown(self, number: int) -> tuple[ShownSource, ...]:
        task_id, book_id = self.task_id(number), self.book.book_id
        kept = self.store.summary.sources(book_id).get(task_id, ())
        texts = self.store.intake.texts(book_id, self.name).get(task_id, {})
        return shown_sources(self.store.states.get(task_id).progress, kept, texts)

    def line(self, number: int) -> TaskLine:
        begun = self.store.summary.begun(self.book.book_id, self.name)
        lines = list_by_task(self.intake, self.tasks, self.own.states, begun, False, {})
        return next(each for each in lines if each.task.number == number)


def test_a_sentence_goes_in_with_its_source_and_both_go_with_one_undo(
    store: Store, made: Services, tmp_path: Path
) -> None:
    r = Round(store, made)
    task_id = r.task_id(TASK)
    source = r.source(TASK, "云岭镇人民政府", "已公开政策信息20条。")
    assert source.sha256
    touched = insert_sentence(store, task_id, ROUND, "已公开政策信息20条。", (source,), NOW)
    assert (touched.tasks, touched.subjects) == (frozenset({task_id}), frozenset({"summary"}))
    store.close()
    again = made.stores.open(str(tmp_path / "data"), NOW)
    kept = again.summary.sources(r.book.book_id)[task_id]
    assert [(s.unit, s.said, s.file_id) for s in kept] == [(source.unit, source.said, source.file_id)]
    again.undo(NOW)
    assert again.states.get(task_id).progress == ""
    assert again.summary.sources(r.book.book_id) == {}
    again.redo(NOW)
    assert again.summary.begun(r.book.book_id, ROUND) == {task_id: ""}
    again.close()


def test_the_rounds_first_edit_keeps_what_the_last_round_said(store: Store, made: Services) -> None:
    first, second = Round(store, made, "第一期"), Round(store, made)
    task_id = second.task_id(TASK)
    write_digest(store, task_id, "第一期", "上半年公开12条。", NOW)
    assert second.line(TASK).digest is DigestState.CARRIED
    write_digest(store, task_id, ROUND, "全年公开25条。", datetime(2026, 11, 20, 9))
    write_digest(store, task_id, ROUND, "全年公开26条。", datetime(2026, 11, 20, 10))
    assert store.summary.begun(second.book.book_id, ROUND) == {task_id: "上半年公开12条。"}
    assert second.line(TASK).digest is DigestState.WRITTEN
    assert first.line(5).digest is DigestState.BLANK


def renew(store: Store, made: Services, book_id: int, folder: Path, text: str) -> None:
    """云岭镇 returns a version that says otherwise at one task, and that one counts from now on."""
    assert made.directory is not None
    data = files_of(blank_form(), ["云岭镇"], 2, {"云岭镇": {TASK: text}})["云岭镇台账.docx"]
    terms = Terms(ROUND, date(2026, 7, 10), date(2026, 7, 9))
    take_in(made, store, book_id, folder, {f"{folder.name}.docx": data}, terms, made.directory)
    newest = store.intake.of_unit(book_id, ROUND, UNIT)[-1]
    if store.intake.current(book_id, ROUND)[UNIT].file_id != newest.file_id:
        adopt_returned(store, newest.file_id, NOW)


def test_a_newer_version_of_the_unit_marks_what_was_taken_from_the_old_one(
    store: Store, made: Services, tmp_path: Path
) -> None:
    r = Round(store, made)
    sentence = "已在门户网站公开政策信息30条。"
    renew(store, made, r.book.book_id, tmp_path / "补", f"{sentence}下一步继续。")
    insert_sentence(store, r.task_id(TASK), ROUND, sentence, (r.source(TASK, UNIT, sentence),), NOW)
    states = [s.state for s in r.shown(TASK)]
    renew(store, made, r.book.book_id, tmp_path / "再补", "已在门户网站公开政策信息31条。下一步继续。")
    states += [s.state for s in r.shown(TASK)]
    assert states == [SourceState.HOLDS, SourceState.UPDATED]


def test_texts_stand_with_role_change_and_likeness_and_the_silent_are_named(store: Store, made: Services) -> None:
    r = Round(store, made)
    place = next(i for i, t in enumerate(r.tasks) if t.number == TASK)
    before = store.intake.texts(r.book.book_id, "第一期")[r.task_id(TASK)]
    found = texts_at(r.intake, place, made.directory, before)
    assert {t.unit for t in found.texts} == {u.name for u in r.intake.back if place in u.said}
    changes = {t.change for t in found.texts}
    assert changes <= {"较上期有改动", "与上期相同"}
    assert "较上期有改动" in changes
    line = r.line(TASK)
    assert line.filled + line.left_out == len(found.texts)
    assert all(t.change == "" for t in texts_at(r.intake, place, made.directory, None).texts)


def test_a_sum_keeps_every_unit_behind_it_as_a_source(store: Store, made: Services) -> None:
    r = Round(store, made, "第一期")
    place, figure = next((p, s) for p in range(len(r.tasks)) for s in figure_sums(r.intake, p))
    task_id = r.tasks[place].task_id
    sources = sources_of_sum(store, r.book.book_id, task_id, r.name, figure)
    assert [s.unit for s in sources] == [unit for unit, _ in figure.parts]
    texts = store.intake.texts(r.book.book_id, r.name)[task_id]
    assert all(s.said in texts[s.unit] and s.sentence == figure.sentence for s in sources)


def wish(folder: Path, **more) -> SummaryWish:  # type: ignore[no-untyped-def]
    return SummaryWish(str(folder), exists=lambda place: Path(place).exists(), **more)


def test_what_goes_out_is_whole_and_replaces_nothing(store: Store, made: Services, tmp_path: Path) -> None:
    r = Round(store, made)
    write_digest(store, r.task_id(TASK), ROUND, "全县公开政策信息25条。\n下一步继续。", NOW)
    out = tmp_path / "汇总"
    everything = wish(out, by_task=(".docx",), digest=(".docx", ".pdf"), pictures=(("图.svg", b"<svg/>"),))
    places = write_summary_files(made.documents, r.intake, r.own, everything, Progress())
    again = write_summary_files(made.documents, r.intake, r.own, wish(out), Progress())
    assert [Path(p).name for p in (*places, *again)] == [
        "汇总台账（第二期）.xlsx",
        "汇总（按任务）（第二期）.docx",
        "云岭县2026年政务公开工作要点落实情况（第二期）.docx",
        "云岭县2026年政务公开工作要点落实情况（第二期）.pdf",
        "图.svg",
        "汇总台账（第二期）-2.xlsx",
    ]
    for place in (places[2], places[3]):
        told = "".join("".join(p.text for p in paragraphs_of(made.documents.read(place).blocks)).split())
        assert "全县公开政策信息25条。下一步继续。" in told
    sheet = made.documents.read(places[0]).blocks
    assert "全县公开政策信息25条。" in "\n".join(p.text for p in paragraphs_of(sheet))


def test_a_cancelled_or_failing_export_leaves_nothing_behind(store: Store, made: Services, tmp_path: Path) -> None:
    r = Round(store, made)
    out = tmp_path / "汇总"
    out.mkdir()

    class Stops(Progress):
        def step(self, done: int, total: int, note: str = "") -> None:
            super().step(done, total, note)
            if done == 1:
                raise Cancelled

    with pytest.raises(Cancelled):
        write_summary_files(made.documents, r.intake, r.own, wish(out, by_task=(".docx",)), Stops())
    with pytest.raises(LedgerError, match="综合稿还没有写"):
        write_summary_files(made.documents, r.intake, r.own, wish(out, digest=(".docx",)), Progress())
    with pytest.raises(LedgerError, match="没有选择"):
        write_summary_files(made.documents, r.intake, r.own, wish(out, workbook=False), Progress())
    assert list(out.iterdir()) == []
    assert not list(tmp_path.glob(".*.part"))


def test_links_of_problems_still_lead_to_their_cell_beside_the_column_of_the_digest(
    store: Store, made: Services
) -> None:
    r = Round(store, made)
    plain, own = (summary_of(r.intake, digests=d) for d in (None, r.own.by_place))
    heads = [next(s for s in made_.sheets if s.name == MATRIX).heads for made_ in (plain, own)]
    assert heads[1] == (*heads[0][:7], DIGEST_HEAD, *heads[0][7:])
    for made_, head in zip((plain, own), heads, strict=True):
        problems = made_.sheets[-1]
        assert problems.links
        for (row, _), (_, _, column) in problems.links.items():
            assert head[column] in str(problems.rows[row][1]).split("、")


def test_the_digest_is_the_countys_own_progress_upward_and_in_its_report(
    store: Store, made: Services, tmp_path: Path
) -> None:
    r = Round(store, made)
    texts = {TASK: "全县公开检查结果25条。", 5: "发布医保政策12条，图解4条。"}
    for number, text in texts.items():
        write_digest(store, r.task_id(number), ROUND, text, NOW)
    start_round(store, r.book.book_id, "上报第一期", date(2026, 7, 20), NOW)
    round_id = store.rounds.of(r.book.book_id)[-1].round_id
    out, scratch = tmp_path / "上报", tmp_path / "草稿"
    for folder in (out, scratch):
        folder.mkdir()
    exported = export_round(
        store, made.documents, r.book.book_id, round_id, ExportWish(str(out), str(scratch)), NOW, Progress()
    )
    ledger = read_ledger(made.documents.read(exported.form))
    assert ledger is not None
    assert {t.number: t.progress for t in ledger.tasks if t.progress} == texts
    draft = draft_from_store(store, 2026)
    assert draft is not None
    assert all(text in draft.text for text in texts.values())
    assert "".join(texts[TASK]) in "".join(p.text for p in paragraphs_of(digest_of(r.own).blocks))


def test_a_ledger_confirmed_from_a_plan_in_prose_goes_up_in_the_standard_form(made: Services, tmp_path: Path) -> None:
    store = opened_as(made, tmp_path / "要点", OFFICE, UserRole.OFFICE)
    review = store.plans.get(begin_review(store, read_pasted(PLAN), "", NOW).plan_id)
    book_id, _ = confirm_as_new(store, review, NOW)
    task_id = store.tasks.of(book_id)[1].task_id
    write_digest(store, task_id, "", "已公布招生范围3条。", NOW)
    (tmp_path / "草稿").mkdir()
    round_id = store.rounds.of(book_id)[-1].round_id
    wish = ExportWish(str(tmp_path), str(tmp_path / "草稿"))
    exported = export_round(store, made.documents, book_id, round_id, wish, NOW, Progress())
    ledger = read_ledger(made.documents.read(exported.form))
    assert ledger is not None
    assert [t.progress for t in ledger.tasks] == ["", "已公布招生范围3条。", ""]
    assert ledger.unit == OFFICE
    assert "fill.of_plan" in {f.rule for f in exported.findings}
    store.close()


def opened_as(made: Services, folder: Path, unit: str, role: UserRole) -> Store:
    store = made.stores.open(str(folder), NOW)
    store.settings.put(Settings(role, unit, year=2026, asked=True), NOW)
    return store


def taken_over(store: Store, made: Services, form: Path) -> int:
    read = preview(made.documents, str(form), Progress()).form
    assert read is not None
    return import_ledger(store, read, str(form), NOW).book_id


def merged_upward(store: Store, made: Services, book_id: int, folder: Path) -> Path:
    """Every task's first sentence of each unit goes into the 综合稿; then the ledger is exported for the level above."""
    r = Round(store, made, "第一期")
    for place, task in enumerate(r.tasks):
        found = texts_at(r.intake, place, made.directory)
        if found.texts:
            whole = "".join(t.text for t in found.texts)
            sources = [r.source(task.number, t.unit, t.text) for t in found.texts]
            insert_sentence(store, task.task_id, "第一期", whole, sources, NOW)
    start_round(store, book_id, "第一期", None, NOW)
    (folder / "草稿").mkdir(parents=True)
    round_id = store.rounds.of(book_id)[-1].round_id
    wish = ExportWish(str(folder), str(folder / "草稿"))
    return Path(export_round(store, made.documents, book_id, round_id, wish, NOW, Progress()).form)


def test_villages_report_to_the_township_it_to_the_county_and_the_county_to_the_prefecture(
    made: Services, tmp_path: Path
) -> None:
    """Each level merges with the same actions, and what it sends up is what the next one takes in."""
    assert made.directory is not None
    form, terms = blank_form(), Terms("第一期", date(2026, 7, 10), date(2026, 7, 9))
    villages = {
        f"云岭镇{name}村民委员会": f"{name}已公开村级事务{n}条。" for n, name in enumerate(("王家村", "李家村"), 3)
    }
    below = {
        f"{name}.docx": write_docx(returned(form, name, {4: said, 6: f"{said}另张贴明白纸。"}), "台账")
        for name, said in villages.items()
    }
    for level, unit in enumerate(("云岭镇人民政府", "云岭县人民政府办公室")):
        store = opened_as(made, tmp_path / f"数据{level}", unit, UserRole.BOTH)
        book_id = taken_over(store, made, FORM)
        take_in(made, store, book_id, tmp_path / f"来件{level}", below, terms, made.directory)
        r = Round(store, made, "第一期")
        if level == 0:
            assert {u.name for u in r.intake.back} == set(villages)
            assert figure_sums(r.intake, [t.number for t in r.tasks].index(4))[0].total == 7
        upward = merged_upward(store, made, book_id, tmp_path / f"上报{level}")
        store.close()
        below = {upward.name: upward.read_bytes()}
    store = opened_as(made, tmp_path / "地级", "云岭市人民政府办公室", UserRole.OFFICE)
    book_id = taken_over(store, made, FORM)
    take_in(made, store, book_id, tmp_path / "来件市", below, terms, made.directory)
    texts = store.intake.texts(book_id, "第一期")
    numbers = {t.task_id: t.number for t in store.tasks.of(book_id)}
    assert {numbers[i] for i in texts} == {4, 6}
    for by_unit in texts.values():
        (whole,) = by_unit.values()
        assert all(said in whole for said in villages.values())
    store.close()


def test_a_removed_ledger_takes_its_sources_along_and_undo_brings_them_back(store: Store, made: Services) -> None:
    r = Round(store, made)
    source = r.source(TASK, "云岭镇人民政府", "甲。")
    insert_sentence(store, r.task_id(TASK), ROUND, "甲。", (source,), NOW)
    remove_book(store, r.book.book_id, NOW)
    fresh = taken_over(store, made, FORM)
    assert store.summary.sources(fresh) == {}
    store.undo(NOW)
    store.undo(NOW)
    assert [s.unit for s in store.summary.sources(r.book.book_id)[r.task_id(TASK)]] == ["云岭镇人民政府"]
