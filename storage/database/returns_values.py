"""Room: storage. How a returned file stands in its row: its facts as JSON, its rows as one text that can be searched.

Rows are parted by U+001E and their fields by U+001F: splitting 2,400 files takes a fraction of what JSON takes. The
progress is the last field, so that a searched word is looked for there alone.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from core.finding import Finding, Severity, Source
from core.intake.record import Matched, ReturnedFile, StoredRow
from core.seal import Seal
from storage.database.values import instant, iso, pack

ROW, FIELD = "\x1e", "\x1f"
_PARTS = str.maketrans({ROW: " ", FIELD: " "})


def pack_rows(rows: Iterable[StoredRow]) -> str:
    return ROW.join(_row(row) for row in rows)


def unpack_rows(packed: str) -> tuple[StoredRow, ...]:
    return tuple(_unpacked(line) for line in packed.split(ROW)) if packed else ()


def may_hold(packed: bytes, words: Sequence[str]) -> bool:
    """Whether a file is worth taking apart."""
    return all(_stands_in(word, packed) for word in words)


def _stands_in(word: str, packed: bytes) -> bool:
    """Letters with a case outside ASCII are left to `lines_with`."""
    if word.upper() == word:
        return word.encode() in packed
    return not word.isascii() or word.encode() in packed.lower()


def lines_with(packed: str, words: Sequence[str]) -> Iterator[tuple[int | None, str]]:
    """(task id, progress) of the rows in whose progress every word stands; `words` are folded."""
    cased = any(word.upper() != word for word in words)
    for line in packed.split(ROW) if cased else _lines_about(packed, max(words, key=len)):
        said = line.rpartition(FIELD)[2]
        folded = said.casefold() if cased else said
        if all(word in folded for word in words):
            task = line.split(FIELD, 2)[1]
            yield int(task) if task else None, said


def _lines_about(packed: str, word: str) -> Iterator[str]:
    """The lines in which the word stands, without taking the others apart."""
    at = packed.find(word)
    while at >= 0:
        end = packed.find(ROW, at)
        end = len(packed) if end < 0 else end
        yield packed[packed.rfind(ROW, 0, at) + 1 : end]
        at = packed.find(word, end)


def _row(row: StoredRow) -> str:
    task = "" if row.task_id is None else str(row.task_id)
    maybe = " ".join(map(str, row.maybe))
    return FIELD.join(
        (str(row.number), task, row.how.value, maybe, row.text.translate(_PARTS), row.progress.translate(_PARTS))
    )


def _unpacked(line: str) -> StoredRow:
    number, task, how, maybe, text, progress = line.split(FIELD)
    places = tuple(map(int, maybe.split())) if maybe else ()
    return StoredRow(int(number), progress, int(task) if task else None, text, Matched(how), places)


def pack_facts(file: ReturnedFile) -> str:
    """Everything that is not a column of its own; what is as usual is left out."""
    facts: dict[str, Any] = {
        "unit_reason": file.unit_reason,
        "reason": file.reason,
        "kind": file.kind,
        "problem": file.problem,
        "code": file.code,
        "head": dict(file.head),
        "title": file.title,
        "year": file.year,
        "told_unit": file.told_unit,
        "remarks": list(file.remarks),
        "picture": file.picture,
        "sealed": file.sealed,
        "seals": [_seal(seal) for seal in file.seals],
        "seal_findings": [_finding(f) for f in file.seal_findings],
        "is_ledger": file.is_ledger,
        "missing": list(file.missing),
        "findings": [_finding(f) for f in file.findings],
        "compared": {sha: None if told is None else list(told) for sha, told in file.compared.items()},
    }
    return pack({key: value for key, value in facts.items() if value or (value is False and key == "sealed")})


def facts_of(packed: str) -> dict[str, Any]:
    """The same as keywords of ReturnedFile."""
    facts = json.loads(packed)
    facts["seals"] = tuple(_seal_of(seal) for seal in facts.get("seals", ()))
    for key in ("seal_findings", "findings"):
        facts[key] = tuple(_finding_of(f) for f in facts.get(key, ()))
    facts["remarks"] = tuple(facts.get("remarks", ()))
    facts["missing"] = tuple(facts.get("missing", ()))
    compared = facts.get("compared", {})
    facts["compared"] = {sha: None if told is None else tuple(told) for sha, told in compared.items()}
    return facts


def _seal(seal: Seal) -> list[Any]:
    return [
        seal.name,
        seal.signer,
        iso(seal.signed_at),
        list(seal.pages),
        seal.digital_only,
        seal.straddles,
        seal.version,
    ]


def _seal_of(packed: list[Any]) -> Seal:
    name, signer, signed_at, pages, digital_only, straddles, version = packed
    return Seal(name, signer, instant(signed_at), tuple(pages), digital_only, straddles, version)


def _finding(f: Finding) -> list[Any]:
    return [f.severity.value, f.rule, f.message, list(f.where), f.expected, f.found, f.source.value]


def _finding_of(packed: list[Any]) -> Finding:
    severity, rule, message, where, expected, found, source = packed
    return Finding(Severity(severity), rule, message, tuple(where), expected, found, Source(source))
