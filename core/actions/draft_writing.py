"""Room: core. Writes what comes of an intake into one folder: the summary workbook, and the drafts beside it in Word."""

from collections.abc import Iterator, Sequence

from core.actions.documents import Documents
from core.document import Document
from core.intake.drafts import by_task_document, reminder_document, send_back_document, to_mend
from core.intake.returned import Intake
from core.intake.summary import summary_of
from core.ledger.fill import safe_name
from core.notice.compose import notice_document
from core.notice.propose import Proposal, deductions
from core.notice.rules import ScoreTable

SUMMARY = "汇总台账.xlsx"


def write_drafts(
    documents: Documents, folder: str, intake: Intake, proposals: Sequence[Proposal], scores: ScoreTable | None
) -> tuple[str, ...]:
    """The places written, the summary first. Raises LedgerError where one cannot be written; each file is whole."""
    documents.make_folder(folder)
    places = [f"{folder}/{SUMMARY}"]
    documents.write_summary(summary_of(intake, deductions(proposals)), places[0])
    for stem, document in _drafts(intake, proposals, scores):
        places.append(f"{folder}/{stem}.docx")
        documents.convert(document, places[-1])
    return tuple(places)


def _drafts(intake: Intake, proposals: Sequence[Proposal], scores: ScoreTable | None) -> Iterator[tuple[str, Document]]:
    yield "汇总（按任务）", by_task_document(intake)
    yield "通报（送审稿）", notice_document(intake, proposals, scores)
    if intake.missing:
        yield "催报名单", reminder_document(intake)
    for unit in intake.back:
        if to_mend(unit):
            yield safe_name(f"退回修改单-{unit.name}"), send_back_document(unit, intake)
