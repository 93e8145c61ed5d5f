"""Room: storage. The shelf of scores: table and rules, cases, 整改 items, drafts and template of the 通报."""

import json
from typing import Any

from core.ledger.entry import Evidence
from core.notice.case import CaseState, ScoreCase
from core.notice.draft import NoticeDraft, Part
from core.notice.rectification import LookBack, Rectification
from core.notice.rules import Event, Per, ScoreRule, ScoreTable
from storage.database.journal import Recorder
from storage.database.kept import register
from storage.database.reading import one
from storage.database.session import Session
from storage.database.values import day, instant, iso, pack

OWNER = "scores:0"
_TABLE = "id, book_id, code, name, published, source, base"
_CASE = (
    "id, book_id, round, unit, rule, basis, happened, evidence, key, task_id, task_number, file, state, reason, reply,"
    " replied_on, by_hand, holds, decided_at"
)
_ITEM = "id, book_id, round, unit, what, due_on, done_on, evidence, closed_on, look_backs, case_id"
_DRAFT = "id, book_id, round, written, issuer, dated_on, mend_by, with_scores"


class ReadScores:
    def __init__(self, session: Session) -> None:
        self._session = session

    def table(self, book_id: int) -> ScoreTable | None:
        rows = self._session.rows(f"SELECT {_TABLE} FROM score_table WHERE book_id = ?", [book_id])
        return self._table(rows[0]) if rows else None

    def tables(self) -> tuple[tuple[int, ScoreTable], ...]:
        rows = self._session.rows(f"SELECT {_TABLE} FROM score_table ORDER BY id DESC")
        return tuple((row[1], self._table(row)) for row in rows)

    def cases(self, book_id: int) -> tuple[ScoreCase, ...]:
        rows = self._session.rows(f"SELECT {_CASE} FROM score_case WHERE book_id = ? ORDER BY id", [book_id])
        return tuple(_case(row) for row in rows)

    def case(self, case_id: int) -> ScoreCase:
        return _case(one(self._session, f"SELECT {_CASE} FROM score_case WHERE id = ?", case_id))

    def items(self, book_id: int) -> tuple[Rectification, ...]:
        rows = self._session.rows(f"SELECT {_ITEM} FROM rectification WHERE book_id = ? ORDER BY id", [book_id])
        return tuple(_item(row) for row in rows)

    def item(self, item_id: int) -> Rectification:
        return _item(one(self._session, f"SELECT {_ITEM} FROM rectification WHERE id = ?", item_id))

    def drafts(self, book_id: int) -> tuple[NoticeDraft, ...]:
        rows = self._session.rows(f"SELECT {_DRAFT} FROM notice_draft WHERE book_id = ? ORDER BY id", [book_id])
        return tuple(_draft(row) for row in rows)

    def draft(self, book_id: int, round: str) -> NoticeDraft:
        return next((d for d in self.drafts(book_id) if d.round == round), NoticeDraft(book_id, round))

    def template(self) -> Evidence | None:
        sql = "SELECT t.sha256, t.name, k.size_bytes FROM notice_template t JOIN kept_file k USING (sha256)"
        rows = self._session.rows(f"{sql} ORDER BY t.id DESC LIMIT 1")
        return Evidence(*rows[0]) if rows else None

    def _table(self, row: tuple[Any, ...]) -> ScoreTable:
        table_id, _, code, name, published, source, base = row
        rules = self._session.rows("SELECT rule FROM score_rule WHERE table_id = ? ORDER BY position, id", [table_id])
        return ScoreTable(code, name, published, source, tuple(_rule(packed) for (packed,) in rules), base)


class Scores(ReadScores):
    def __init__(self, session: Session, recorder: Recorder) -> None:
        super().__init__(session)
        self._recorder = recorder

    def put_table(self, book_id: int, table: ScoreTable) -> None:
        found = self._session.rows("SELECT id FROM score_table WHERE book_id = ?", [book_id])
        values = {"code": table.table_id, "name": table.name, "published": table.published, "source": table.source}
        values |= {"base": table.base}
        if found:
            table_id = found[0][0]
            self._recorder.update("score_table", table_id, values, OWNER)
        else:
            table_id = self._recorder.insert("score_table", {"book_id": book_id, **values}, OWNER)
        self._put_rules(table_id, table)

    def remove_table(self, book_id: int) -> None:
        for (table_id,) in self._session.rows("SELECT id FROM score_table WHERE book_id = ?", [book_id]):
            for row_id in self._rule_rows(table_id):
                self._recorder.delete("score_rule", row_id, OWNER)
            self._recorder.delete("score_table", table_id, OWNER)

    def add_case(self, case: ScoreCase) -> int:
        return self._recorder.insert("score_case", _case_values(case), OWNER)

    def put_case(self, case: ScoreCase) -> None:
        self.case(case.case_id)
        self._recorder.update("score_case", case.case_id, _case_values(case), OWNER)

    def remove_case(self, case_id: int) -> None:
        self.case(case_id)
        self._recorder.delete("score_case", case_id, OWNER)

    def add_item(self, item: Rectification) -> int:
        return self._recorder.insert("rectification", _item_values(item), OWNER)

    def put_item(self, item: Rectification) -> None:
        self.item(item.item_id)
        self._recorder.update("rectification", item.item_id, _item_values(item), OWNER)

    def remove_item(self, item_id: int) -> None:
        self.item(item_id)
        self._recorder.delete("rectification", item_id, OWNER)

    def put_draft(self, draft: NoticeDraft) -> None:
        stored = self.draft(draft.book_id, draft.round)
        if stored.draft_id:
            self._recorder.update("notice_draft", stored.draft_id, _draft_values(draft), OWNER)
        else:
            self._recorder.insert("notice_draft", _draft_values(draft), OWNER)

    def put_template(self, template: Evidence | None) -> None:
        for (row_id,) in self._session.rows("SELECT id FROM notice_template"):
            self._recorder.delete("notice_template", row_id, OWNER)
        if template:
            register(self._session, template.sha256)
            self._recorder.insert("notice_template", {"sha256": template.sha256, "name": template.name}, OWNER)

    def _put_rules(self, table_id: int, table: ScoreTable) -> None:
        rows = self._rule_rows(table_id)
        for position, rule in enumerate(table.rules):
            values = {"position": position, "rule": _packed_rule(rule)}
            if position < len(rows):
                self._recorder.update("score_rule", rows[position], values, OWNER)
            else:
                self._recorder.insert("score_rule", {"table_id": table_id, **values}, OWNER)
        for row_id in rows[len(table.rules) :]:
            self._recorder.delete("score_rule", row_id, OWNER)

    def _rule_rows(self, table_id: int) -> list[int]:
        sql = "SELECT id FROM score_rule WHERE table_id = ? ORDER BY position, id"
        return [row_id for (row_id,) in self._session.rows(sql, [table_id])]


def _packed_rule(rule: ScoreRule) -> str:
    return pack(
        [rule.rule_id, rule.what, rule.points, rule.cap, rule.per.value, rule.event.value, rule.source, rule.group]
    )


def _rule(packed: str) -> ScoreRule:
    rule_id, what, points, cap, per, event, source, *group = json.loads(packed)
    return ScoreRule(rule_id, what, points, cap, Per(per), Event(event), source, *group)


def _case(row: tuple[Any, ...]) -> ScoreCase:
    (
        case_id, book_id, round_, unit, rule, basis, happened, evidence, key, task_id, task_number, file, state, reason,
        reply, replied_on, by_hand, holds, decided_at,
    ) = row  # fmt: skip
    return ScoreCase(
        book_id, round_, unit, _rule(rule), basis, happened, evidence, key, task_id, task_number, file,
        CaseState(state), reason, reply, day(replied_on), bool(by_hand), bool(holds), instant(decided_at), case_id,
    )  # fmt: skip


def _case_values(case: ScoreCase) -> dict[str, Any]:
    return {
        "book_id": case.book_id,
        "round": case.round,
        "unit": case.unit,
        "rule": _packed_rule(case.rule),
        "basis": case.basis,
        "happened": case.happened,
        "evidence": case.evidence,
        "key": case.key,
        "task_id": case.task_id,
        "task_number": case.task_number,
        "file": case.file,
        "state": case.state.value,
        "reason": case.reason,
        "reply": case.reply,
        "replied_on": iso(case.replied_on),
        "by_hand": int(case.by_hand),
        "holds": int(case.holds),
        "decided_at": iso(case.decided_at),
    }


def _item(row: tuple[Any, ...]) -> Rectification:
    item_id, book_id, round_, unit, what, due_on, done_on, evidence, closed_on, look_backs, case_id = row
    looks = tuple(
        LookBack(looked, bool(stays), note) for on, stays, note in json.loads(look_backs) if (looked := day(on))
    )
    return Rectification(
        book_id, round_, unit, what, day(due_on), day(done_on), evidence, day(closed_on), looks, case_id, item_id
    )


def _item_values(item: Rectification) -> dict[str, Any]:
    return {
        "book_id": item.book_id,
        "round": item.round,
        "unit": item.unit,
        "what": item.what,
        "due_on": iso(item.due_on),
        "done_on": iso(item.done_on),
        "evidence": item.evidence,
        "closed_on": iso(item.closed_on),
        "look_backs": pack([(iso(look.on), look.stays, look.note) for look in item.look_backs]),
        "case_id": item.case_id,
    }


def _draft(row: tuple[Any, ...]) -> NoticeDraft:
    draft_id, book_id, round_, written, issuer, dated_on, mend_by, with_scores = row
    parts = {Part(name): text for name, text in json.loads(written).items()}
    return NoticeDraft(book_id, round_, parts, issuer, day(dated_on), day(mend_by), bool(with_scores), draft_id)


def _draft_values(draft: NoticeDraft) -> dict[str, Any]:
    return {
        "book_id": draft.book_id,
        "round": draft.round,
        "written": pack({part.value: text for part, text in draft.written.items()}),
        "issuer": draft.issuer,
        "dated_on": iso(draft.dated_on),
        "mend_by": iso(draft.mend_by),
        "with_scores": int(draft.with_scores),
    }
