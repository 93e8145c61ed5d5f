"""Room: core. What a person mended of files that were read, carried over when more files are read with them."""

from dataclasses import replace

from core.intake.judge import judge
from core.intake.taken import ReadFile, ReadIntake


def carry_over(before: ReadIntake, fresh: ReadIntake) -> ReadIntake:
    """`fresh` with units, days, columns, rows and versions as they were decided in `before`, by the files' content."""
    mended = {f.sha256: f for f in before.files if f.sha256}
    files = tuple(_carried(f, mended.get(f.sha256)) for f in fresh.files)
    names = {f.name for f in files}
    chosen = {unit: name for unit, name in before.chosen.items() if name in names} | dict(fresh.chosen)
    settled = fresh.settled | (before.settled & names)
    if files == fresh.files and chosen == fresh.chosen and settled == fresh.settled:
        return fresh
    return judge(replace(fresh, files=files, chosen=chosen, settled=settled))


def _carried(file: ReadFile, mended: ReadFile | None) -> ReadFile:
    if mended is None:
        return file
    return replace(mended, place=file.place, inside=file.inside, arrived=replace(mended.arrived, name=file.name))
