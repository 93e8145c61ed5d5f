"""Room: core. 依申请公开: one request as the register keeps it, and the day from which its answer term counts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from core.registers.register import Choice, Entry
from core.report.form import Form

REGISTER = "requests"
LINES_BESIDE_RESULTS = frozenset({"new", "carried_in", "done", "carried_out"})
REVIEW, SUIT, SUIT_AFTER = "review", "suit", "suit_after"
REVIEWS, SUITS = ("review", "review2"), ("suit", "suit2")  # fields of an entry; a second one after an answer anew
PENDING = "pending"


class Channel(StrEnum):
    """How a request came; it decides which day is 收到之日 (条例第三十一条)."""

    IN_PERSON = "in_person"
    SIGNED_MAIL = "signed_mail"
    PLAIN_MAIL = "plain_mail"
    ONLINE = "online"
    FAX = "fax"


CONFIRMED = frozenset({Channel.PLAIN_MAIL, Channel.ONLINE, Channel.FAX})


@dataclass(frozen=True, slots=True)
class Dispute:
    """`group` is a group of table 四; `result` one of its columns, PENDING while it is not concluded; `key` begins
    the names of its fields."""

    group: str
    filed_on: date
    result: str
    ended_on: date | None
    key: str = ""

    def counted_as(self, year: int) -> str:
        """The column it stands in for that year, "" where it is not that year's."""
        if self.filed_on.year > year or (self.ended_on and self.ended_on.year < year):
            return ""
        ended = self.ended_on is not None and self.ended_on.year == year
        told = self.result not in ("", PENDING)
        return (self.result if told else "other") if ended else PENDING


@dataclass(frozen=True, slots=True)
class Request:
    """`entry` holds the rest of what was typed; days that were not understood are None here."""

    entry: Entry
    applicant_kind: str = ""
    channel: str = ""
    arrived_on: date | None = None
    confirmed_on: date | None = None
    correction_sent_on: date | None = None
    correction_due_on: date | None = None
    correction_back_on: date | None = None
    opinion_sent_on: date | None = None
    opinion_back_on: date | None = None
    extended_days: int = 0
    extension_told_on: date | None = None
    reason_asked_on: date | None = None
    delayed_until: date | None = None
    fee_notice_on: date | None = None
    fee_paid_on: date | None = None
    answered_on: date | None = None
    result: str = ""

    @property
    def received_on(self) -> date | None:
        """收到之日 by its channel: the day it was handed over or signed for, else the day both sides confirmed it."""
        return self.confirmed_on if self.channel in CONFIRMED else self.arrived_on

    @property
    def counted_on(self) -> date | None:
        """The day that decides its year, also before it is confirmed."""
        return self.received_on or self.arrived_on

    @property
    def open(self) -> bool:
        return self.answered_on is None

    def open_at(self, day: date) -> bool:
        """Whether it was received by the end of that day and not answered by then."""
        received = self.counted_on
        return received is not None and received <= day and (self.answered_on is None or self.answered_on > day)

    @property
    def disputes(self) -> tuple[Dispute, ...]:
        return tuple(_disputes(self.entry))


def request_of(entry: Entry) -> Request:
    return Request(
        entry,
        entry.text("applicant_kind"),
        entry.text("channel"),
        entry.day("arrived_on"),
        entry.day("confirmed_on"),
        entry.day("correction_sent_on"),
        entry.day("correction_due_on"),
        entry.day("correction_back_on"),
        entry.day("opinion_sent_on"),
        entry.day("opinion_back_on"),
        entry.count("extended_days"),
        entry.day("extension_told_on"),
        entry.day("reason_asked_on"),
        entry.day("delayed_until"),
        entry.day("fee_notice_on"),
        entry.day("fee_paid_on"),
        entry.day("answered_on"),
        entry.text("result"),
    )


def _disputes(entry: Entry) -> Iterator[Dispute]:
    reviews = [filed for key in REVIEWS if (filed := entry.day(f"{key}_filed_on"))]
    for key in (*REVIEWS, *SUITS):
        filed = entry.day(f"{key}_filed_on")
        if filed:
            suited = SUIT_AFTER if any(review <= filed for review in reviews) else SUIT
            group = REVIEW if key in REVIEWS else suited
            yield Dispute(group, filed, entry.text(f"{key}_result"), entry.day(f"{key}_ended_on"), key)


def choices_of(form: Form) -> Mapping[str, tuple[Choice, ...]]:
    """The rows of table 三 that are results ("3") and the columns of table 四 ("4"), as the form prints them."""
    tables = {table.table_id: table for table in form.tables}
    results: list[Choice] = []
    for line in tables["3"].lines if "3" in tables else ():
        if line.key.split(".")[-1] not in LINES_BESIDE_RESULTS:
            labels = [label for label in line.labels if "办理结果" not in label]
            results.append(Choice(line.key.split(".")[-1], "·".join(labels), (*_short(labels), *line.alias)))
    outcomes = [Choice(key, label) for key, label in (tables["4"].columns if "4" in tables else ()) if key != "total"]
    return {"3": tuple(results), "4": tuple(outcomes)}


def _short(labels: list[str]) -> tuple[str, ...]:
    """The innermost label without its number: 属于国家秘密, 予以公开."""
    last = labels[-1].split("（区分")[0].lstrip("（一二三四五六七八九十）0123456789.．、") if labels else ""
    return (last,) if last and last != "其他" else ()
