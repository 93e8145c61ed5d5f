"""Scoring in a real store: nothing is confirmed by the program, every action is one step, the 通报 is written as told."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from core.actions import closing_out, notices, score_tables, scoring
from core.actions.ports import Store
from core.document import Document, Section, paragraph, paragraphs_of
from core.errors import LedgerError
from core.intake.returned import UnitReturn
from core.notice.case import CaseState
from core.notice.draft import Part
from core.notice.rectification import Rectification
from core.notice.rules import ScoreRule
from core.notice.sheets import year_summary
from core.notice.template import PLACES, check_template
from core.progress import Progress
from storage.documents.desk import LocalDocuments
from storage.resources import load_folder
from tests.core.notice.returned import TABLE, UNIT, back, intake
from tests.storage.ledgers import NOW

BUNDLED = str(Path(__file__).resolve().parents[2] / "resources" / "templates" / "通报.docx")
EVERYBODY: frozenset[str] = frozenset()
LATE = back(on_time=False)
DAY = date(2026, 8, 1)


@pytest.fixture
def scored(store: Store, book: int) -> int:
    """A published table."""
    score_tables.begin_table(store, book, TABLE, NOW)
    score_tables.edit_head(store, book, "考核办法", "云政办发〔2026〕1号", 100, NOW)
    return book


def proposed(store: Store, book: int, *units: UnitReturn) -> list[int]:
    scoring.propose_cases(store, book, intake(*(units or (LATE,))), EVERYBODY, NOW)
    return [c.case_id for c in store.scores.cases(book)]


def states(store: Store, book: int) -> list[CaseState]:
    return [c.state for c in store.scores.cases(book)]


def test_a_year_starts_from_nothing_an_example_or_another_year_and_never_published(store: Store, book: int) -> None:
    starts = dict(score_tables.starting_tables(store, book, list(load_folder("scores"))))
    assert len(starts) == 3
    example = next(t for words, t in starts.items() if "细则" in words)
    score_tables.begin_table(store, book, replace(example, published="别处的文件"), NOW)
    table = store.scores.table(book)
    assert table is not None
    assert not table.in_force
    assert table.rules == example.rules
    assert "例子" not in table.name
    assert store.scores.cases(book) == ()
    assert "沿用" in score_tables.starting_tables(store, 999, [])[1][0]


def test_without_a_published_table_nothing_is_proposed_added_or_confirmed(store: Store, book: int) -> None:
    score_tables.begin_table(store, book, TABLE, NOW)
    assert proposed(store, book) == []
    with pytest.raises(LedgerError, match="印发依据"):
        scoring.add_case(store, book, scoring.SeenByHand("第一期", UNIT, "4", "照抄", "比对"), NOW)
    score_tables.edit_head(store, book, "考核办法", "云政办发〔2026〕1号", 100, NOW)
    first = proposed(store, book)[0]
    score_tables.edit_head(store, book, "考核办法", "", 100, NOW)
    with pytest.raises(LedgerError, match="印发依据"):
        scoring.decide_cases(store, [first], CaseState.CONFIRMED, "", NOW)
    assert set(states(store, book)) == {CaseState.PROPOSED}


def test_a_table_with_a_rule_that_cannot_be_used_is_not_published(store: Store, book: int) -> None:
    score_tables.begin_table(store, book, score_tables.BLANK, NOW)
    with pytest.raises(LedgerError, match="还没有一条规则"):
        score_tables.edit_head(store, book, "办法", "云政办发〔2026〕1号", 0, NOW)
    score_tables.put_rule(store, book, 0, ScoreRule("1", "逾期", 0), NOW)
    with pytest.raises(LedgerError, match="没有分值"):
        score_tables.edit_head(store, book, "办法", "云政办发〔2026〕1号", 0, NOW)


def test_rules_are_added_moved_changed_and_removed_one_by_one(store: Store, scored: int) -> None:
    score_tables.put_rule(store, scored, 99, ScoreRule("6", "创新", 2), NOW)
    score_tables.move_rule(store, scored, 5, 0, NOW)
    with pytest.raises(LedgerError, match="用了2次"):
        score_tables.put_rule(store, scored, 1, ScoreRule("6", "重", -1), NOW)
    score_tables.remove_rule(store, scored, 1, NOW)
    table = store.scores.table(scored)
    assert table is not None
    assert [r.rule_id for r in table.rules] == ["6", "2", "3", "4", "5"]
    assert score_tables.next_number(table) not in {r.rule_id for r in table.rules}


def test_a_person_confirms_drops_or_waives_and_a_later_intake_leaves_that_alone(store: Store, scored: int) -> None:
    late, first, second = proposed(store, scored)
    scoring.decide_cases(store, [late], CaseState.CONFIRMED, "", NOW)
    scoring.decide_cases(store, [first], CaseState.WAIVED, "系统故障", NOW)
    with pytest.raises(LedgerError, match="理由"):
        scoring.decide_cases(store, [second], CaseState.DROPPED, "", NOW)
    before = store.scores.cases(scored)
    assert not scoring.propose_cases(store, scored, intake(LATE), EVERYBODY, NOW)
    full = back(said=dict.fromkeys(range(6), "已办"))
    found = scoring.look_for_cases(store, scored, intake(full), EVERYBODY)
    assert found.words == "新提出1条，不再成立3条"
    scoring.propose_cases(store, scored, intake(full), EVERYBODY, NOW)
    after = {c.case_id: c for c in store.scores.cases(scored)}
    assert [after[c.case_id] for c in before] == [replace(c, holds=False) for c in before]
    store.undo(NOW)
    assert store.scores.cases(scored) == before


def test_a_case_by_hand_waits_for_confirmation_and_can_be_removed(store: Store, scored: int) -> None:
    scoring.add_case(store, scored, scoring.SeenByHand("第一期", UNIT, "4", "照抄", "人工比对", 2), NOW)
    (case,) = store.scores.cases(scored)
    assert (case.state, case.by_hand, case.task_id > 0) == (CaseState.PROPOSED, True, True)
    with pytest.raises(LedgerError, match="依据"):
        scoring.add_case(store, scored, scoring.SeenByHand("第一期", UNIT, "4", "照抄", " "), NOW)
    scoring.remove_case(store, case.case_id, NOW)
    assert store.scores.cases(scored) == ()
    with pytest.raises(LedgerError, match="不能删除"):
        scoring.remove_case(store, proposed(store, scored)[0], NOW)


def test_a_reply_is_kept_and_a_rule_that_is_gone_confirms_nothing(store: Store, scored: int) -> None:
    late, *_ = proposed(store, scored)
    scoring.record_reply(store, late, "因停电", DAY, NOW)
    assert (store.scores.case(late).reply, store.scores.case(late).replied_on) == ("因停电", DAY)
    score_tables.remove_rule(store, scored, 1, NOW)
    with pytest.raises(LedgerError, match="已没有规则"):
        scoring.decide_cases(store, [late], CaseState.CONFIRMED, "", NOW)


def test_scores_of_the_year_and_their_workbook(store: Store, scored: int, tmp_path: Path) -> None:
    late, *_ = proposed(store, scored)
    scoring.decide_cases(store, [late], CaseState.CONFIRMED, "", NOW)
    scores = scoring.scores_of(store, scored, None)
    assert [(s.unit, s.total, s.waiting) for s in scores] == [(UNIT, 98, 2)]
    summary = year_summary(2026, scores, store.scores.cases(scored), store.scores.items(scored), DAY)
    wish = notices.NoticeWish(str(tmp_path), exists=lambda p: Path(p).exists())
    places = [notices.write_year_scores(LocalDocuments(), summary, wish) for _ in range(2)]
    assert len(set(places)) == 2
    text = [p.text for p in paragraphs_of(LocalDocuments().read(places[0]).blocks)]
    assert {"98", UNIT, "逾期报送台账"} <= set(text)


def test_an_item_is_listed_once_settled_and_looked_at_again(store: Store, scored: int) -> None:
    late, *_ = proposed(store, scored)
    closing_out.item_from_case(store, late, DAY, NOW)
    with pytest.raises(LedgerError, match="已经列入"):
        closing_out.item_from_case(store, late, DAY, NOW)
    (item,) = store.scores.items(scored)
    closing_out.edit_item(store, replace(item, done_on=DAY, evidence="补报件"), NOW)
    closing_out.close_out(store, item.item_id, DAY, NOW)
    closing_out.look_back(store, item.item_id, date(2026, 10, 1), False, "又未更新", NOW)
    assert store.scores.items(scored)[0].relapsed
    store.undo(NOW)
    assert store.scores.items(scored)[0].closed_on == DAY
    closing_out.open_again(store, item.item_id, NOW)
    closing_out.remove_item(store, item.item_id, NOW)
    assert store.scores.items(scored) == ()
    with pytest.raises(LedgerError, match="单位"):
        closing_out.add_item(store, Rectification(scored, "", " ", "补报"), NOW)


def test_words_written_in_the_window_are_kept_and_those_of_the_facts_follow_them(store: Store, scored: int) -> None:
    facts = notices.facts_of(store, scored, "第一期", intake(LATE))
    draft = store.scores.draft(scored, "第一期")
    notices.write_part(store, draft, facts, Part.PROBLEMS, "问题由办公室另行通知。", NOW)
    kept = store.scores.draft(scored, "第一期")
    assert kept.written == {Part.PROBLEMS: "问题由办公室另行通知。"}
    notices.follow_facts(store, kept, Part.PROBLEMS, NOW)
    assert store.scores.draft(scored, "第一期").written == {}


def test_the_notice_is_written_from_the_bundled_template_without_cases_that_wait(
    store: Store, scored: int, tmp_path: Path
) -> None:
    late, *_ = proposed(store, scored)
    scoring.decide_cases(store, [late], CaseState.CONFIRMED, "", NOW)
    documents, facts = LocalDocuments(), notices.facts_of(store, scored, "第一期", intake(LATE))
    made = notices.compose(store, documents, BUNDLED, store.scores.draft(scored, "第一期"), facts)
    wish = notices.NoticeWish(str(tmp_path), (".docx", ".ofd"), exists=lambda p: Path(p).exists())
    written = notices.write_notice(documents, made, wish, Progress())
    assert [Path(p).name for p in written] == [
        "关于2026年第一期政务公开任务落实台账报送情况的通报（送审稿）.docx",
        "关于2026年第一期政务公开任务落实台账报送情况的通报（送审稿）.ofd",
    ]
    for place in written:
        text = "".join("".join(p.text.split()) for p in paragraphs_of(documents.read(place).blocks))
        assert text.startswith("送审稿文号：关于2026年")
        assert "逾期报送台账" in text
        assert "第1项没有填报进展" not in text
        assert "待确认" not in text
        assert "{{" not in text


def test_the_bundled_template_has_nothing_wrong_and_every_part() -> None:
    template = LocalDocuments().read(BUNDLED, look=True)
    assert check_template(template) == ()
    text = "".join(p.text for p in paragraphs_of(template.blocks))
    assert all(f"{{{{{name}}}}}" in text for name in PLACES if name not in ("年度", "期次", "整改期限"))


def test_the_offices_own_template_takes_precedence_and_a_wrong_one_is_refused(
    store: Store, scored: int, tmp_path: Path
) -> None:
    documents = LocalDocuments()
    own, wrong = str(tmp_path / "我们的.docx"), str(tmp_path / "错的.docx")
    documents.convert(
        Document(
            (
                Section(
                    (paragraph("送审稿"), paragraph("本办模板"), paragraph("{{问题}}")),
                ),
            )
        ),
        own,
    )
    documents.convert(Document((Section((paragraph("说：{{问题}}"),)),)), wrong)
    with pytest.raises(LedgerError, match="单独成一段"):
        notices.take_template(store, documents, wrong, NOW)
    assert store.scores.template() is None
    _, told = notices.take_template(store, documents, own, NOW)
    assert any("{{标题}}" in f.message for f in told)
    facts = notices.facts_of(store, scored, "第一期", intake(LATE))
    made = notices.compose(store, documents, BUNDLED, store.scores.draft(scored, "第一期"), facts)
    assert [p.text for p in paragraphs_of(made.blocks)][1] == "本办模板"
    out = str(tmp_path / "模板.docx")
    notices.template_out(store, documents, BUNDLED, out)
    assert Path(out).read_bytes() == Path(own).read_bytes()
    notices.usual_template(store, NOW)
    notices.template_out(store, documents, BUNDLED, out)
    assert Path(out).read_bytes() == Path(BUNDLED).read_bytes()
