"""Room: storage. The shelf of annual reports, and of what the last roll-up of a year was made from."""

import json
from collections.abc import Mapping
from typing import Any

from core.accepted import AcceptedFinding
from core.finding import Change
from core.report.record import NoteKind, ReportContent, ReportHead, ReportNote, ReportVersion
from core.report.report import ReportSection
from storage.database.acceptances import Acceptances, ReadAcceptances, Shelf
from storage.database.journal import Recorder, of_report
from storage.database.kept import register
from storage.database.reading import in_bulk, one
from storage.database.session import Session
from storage.database.values import day, instant, iso, pack

ACCEPTED = Shelf("report_accepted", "report_id")
_HEAD = "id, year, unit, form, title, preamble, original, original_name, imported_at, compared_with, reference, plan, plan_name"
_NOTE = "id, report_id, kind, changes, reason, who, noted_at"
_VERSION = "id, report_id, number, published_on, title, preamble, cells, sections, correction, version_code"


class ReadReports:
    def __init__(self, session: Session) -> None:
        self._session = session
        self._accepted = ReadAcceptances(session, ACCEPTED)

    def all(self) -> tuple[ReportHead, ...]:
        rows = self._session.rows(f"SELECT {_HEAD} FROM report ORDER BY year DESC, id")
        return tuple(_head(row) for row in rows)

    def get(self, report_id: int) -> ReportHead:
        return _head(one(self._session, f"SELECT {_HEAD} FROM report WHERE id = ?", report_id))

    def content(self, report_id: int) -> ReportContent:
        sql = "SELECT cell, text FROM report_cell WHERE report_id = ? AND text <> '' ORDER BY id"
        with in_bulk():
            cells: dict[str, str] = dict(self._session.rows(sql, [report_id]))
        rows = self._session.rows(
            "SELECT number, title, text FROM report_section WHERE report_id = ? ORDER BY number", [report_id]
        )
        return ReportContent(cells, tuple(ReportSection(*row) for row in rows))

    def notes(self, report_id: int) -> tuple[ReportNote, ...]:
        rows = self._session.rows(f"SELECT {_NOTE} FROM report_note WHERE report_id = ? ORDER BY id", [report_id])
        return tuple(_note(row) for row in rows)

    def versions(self, report_id: int) -> tuple[ReportVersion, ...]:
        rows = self._session.rows(
            f"SELECT {_VERSION} FROM report_version WHERE report_id = ? ORDER BY number", [report_id]
        )
        return tuple(_version(row) for row in rows)

    def acceptances(self, report_id: int) -> tuple[AcceptedFinding, ...]:
        return self._accepted.of(report_id)

    def rolled(self, year: int) -> dict[str, Mapping[str, str]]:
        rows = self._session.rows("SELECT unit, cells FROM rolled_unit WHERE year = ? ORDER BY id", [year])
        return {unit: json.loads(cells) for unit, cells in rows}


class Reports(ReadReports):
    def __init__(self, session: Session, recorder: Recorder) -> None:
        super().__init__(session)
        self._recorder = recorder
        self._acceptances = Acceptances(session, recorder, ACCEPTED, of_report)

    def add(self, head: ReportHead, content: ReportContent) -> int:
        self._register(head)
        report_id = self._recorder.insert("report", _head_values(head), own=of_report)
        for cell, text in content.cells.items():
            values = {"report_id": report_id, "cell": cell, "text": text}
            self._recorder.insert("report_cell", values, of_report(report_id))
        for section in content.sections:
            self.put_section(report_id, section)
        return report_id

    def put_head(self, head: ReportHead) -> None:
        self.get(head.report_id)
        self._register(head)
        self._recorder.update("report", head.report_id, _head_values(head), of_report(head.report_id))

    def put_cells(self, report_id: int, texts: Mapping[str, str]) -> None:
        """A row stays when its cell is emptied: only changes of one row are joined to one step of undo."""
        self.get(report_id)
        sql = "SELECT cell, id FROM report_cell WHERE report_id = ?"
        rows: dict[str, int] = dict(self._session.rows(sql, [report_id]))
        for cell, text in texts.items():
            if cell in rows:
                self._recorder.update("report_cell", rows[cell], {"text": text}, of_report(report_id))
            elif text:
                values = {"report_id": report_id, "cell": cell, "text": text}
                self._recorder.insert("report_cell", values, of_report(report_id))

    def put_section(self, report_id: int, section: ReportSection) -> None:
        sql = "SELECT id FROM report_section WHERE report_id = ? AND number = ?"
        rows = self._session.rows(sql, [report_id, section.number])
        values = {"title": section.title, "text": section.text}
        if rows:
            self._recorder.update("report_section", rows[0][0], values, of_report(report_id))
        else:
            values |= {"report_id": report_id, "number": section.number}
            self._recorder.insert("report_section", values, of_report(report_id))

    def remove(self, report_id: int) -> None:
        """Children first: nothing cascades, so that the journal sees every row."""
        self.get(report_id)
        for table in ("report_version", "report_note", "report_accepted", "report_section", "report_cell"):
            for (row_id,) in self._session.rows(f"SELECT id FROM {table} WHERE report_id = ?", [report_id]):
                self._recorder.delete(table, row_id, of_report(report_id))
        self._recorder.delete("report", report_id, of_report(report_id))

    def add_note(self, note: ReportNote) -> int:
        values = {
            "report_id": note.report_id,
            "kind": note.kind.value,
            "changes": pack([(c.cell, c.before, c.after) for c in note.changes]),
            "reason": note.reason,
            "who": note.who,
            "noted_at": note.noted_at.isoformat(),
        }
        return self._recorder.insert("report_note", values, of_report(note.report_id))

    def add_version(self, version: ReportVersion) -> int:
        values = {
            "report_id": version.report_id,
            "number": version.number,
            "published_on": version.published_on.isoformat(),
            "title": version.title,
            "preamble": version.preamble,
            "cells": pack(dict(version.content.cells)),
            "sections": pack([(s.number, s.title, s.text) for s in version.content.sections]),
            "correction": version.correction,
            "version_code": version.version_code,
        }
        return self._recorder.insert("report_version", values, of_report(version.report_id))

    def accept(self, accepted: AcceptedFinding) -> int:
        return self._acceptances.add(accepted)

    def take_back(self, accepted_id: int) -> None:
        self._acceptances.remove(accepted_id)

    def keep_rolled(self, year: int, units: Mapping[str, Mapping[str, str]]) -> None:
        rows: dict[str, int] = dict(self._session.rows("SELECT unit, id FROM rolled_unit WHERE year = ?", [year]))
        for unit, row_id in rows.items():
            if unit not in units:
                self._recorder.delete("rolled_unit", row_id, of_report(0))
        for unit, cells in units.items():
            packed = {"cells": pack(dict(cells))}
            if unit in rows:
                self._recorder.update("rolled_unit", rows[unit], packed, of_report(0))
            else:
                self._recorder.insert("rolled_unit", {"year": year, "unit": unit, **packed}, of_report(0))

    def _register(self, head: ReportHead) -> None:
        for kept in filter(None, (head.original, head.plan)):
            register(self._session, kept)


def _head(row: tuple[Any, ...]) -> ReportHead:
    report_id, year, unit, form, title, preamble, original, name, imported_at, compared_with, reference, *plan = row
    return ReportHead(
        report_id, year, unit, form, title, preamble, original or "", name, instant(imported_at),
        compared_with, bool(reference), *plan,
    )  # fmt: skip


def _head_values(head: ReportHead) -> dict[str, Any]:
    return {
        "year": head.year,
        "unit": head.unit,
        "form": head.form_id,
        "title": head.title,
        "preamble": head.preamble,
        "original": head.original or None,
        "original_name": head.original_name,
        "imported_at": iso(head.imported_at),
        "compared_with": head.compared_with,
        "reference": int(head.reference),
        "plan": head.plan,
        "plan_name": head.plan_name,
    }


def _note(row: tuple[Any, ...]) -> ReportNote:
    note_id, report_id, kind, changes, reason, who, noted_at = row
    made = tuple(Change(*change) for change in json.loads(changes))
    at = instant(noted_at)
    assert at is not None
    return ReportNote(report_id, NoteKind(kind), made, reason, who, at, note_id)


def _version(row: tuple[Any, ...]) -> ReportVersion:
    version_id, report_id, number, published_on, title, preamble, cells, sections, correction, code = row
    on = day(published_on)
    assert on is not None
    content = ReportContent(json.loads(cells), tuple(ReportSection(*s) for s in json.loads(sections)))
    return ReportVersion(report_id, number, on, title, preamble, content, correction, code, version_id)
