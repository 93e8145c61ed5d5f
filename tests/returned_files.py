"""Returned ledgers of the sample county's units, for tests of the intake: any rows, any texts, any format."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from core.document import Document
from core.ledger.ledger import Head, Ledger, LedgerTask
from core.ledger.read import read_ledger
from core.ledger.standard_form import standard_form
from storage.documents.open import read_document
from tests.storage.sealed_ofd import SealMake, pack, seal_ofd, unpack

SAMPLES = Path(__file__).resolve().parents[1] / "resources" / "samples"
FORM = SAMPLES / "云岭县2026年政务公开工作要点任务落实台账（填报版）.docx"
TOWNS = ("云岭镇", "白石镇", "双桥镇", "青坪镇", "松溪乡", "麦田乡", "石门乡")


def blank_form() -> Ledger:
    ledger = read_ledger(read_document(FORM))
    assert ledger
    return ledger


def told(unit: str, tasks: Sequence[LedgerTask], *, more: str = "") -> dict[int, str]:
    """A text for each task, in words of the unit's own."""
    ways = ("已在门户网站专栏发布", "组织专班逐条核对后上墙公示", "由分管领导主持开会部署", "印成明白纸送到村组")
    return {
        t.number: f"{unit}{ways[(len(unit) + ord(unit[0]) + t.number) % 4]}{ord(unit[-2]) % 90 + t.number}条。{more}"
        for t in tasks
    }


def returned(
    form: Ledger,
    unit: str = "",
    progress: Mapping[int, str] | None = None,
    *,
    tasks: Sequence[LedgerTask] | None = None,
    contact: str = "罗建平",
) -> Document:
    rows = form.tasks if tasks is None else tuple(tasks)
    blank = replace(form, head=Head(), tasks=rows)
    return standard_form(blank, unit, contact, "0999-6215033" if contact else "", progress or {})


def sealed(ofd: bytes, seal: str, time: str = "20260708090000") -> bytes:
    return pack(seal_ofd(unpack(ofd), SealMake(name=seal), time=time))
