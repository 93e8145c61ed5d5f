"""Room: core. Findings of an intake: whose, in which file, at which task."""

from collections.abc import Iterable

from core.finding import Finding, Severity, Source


def tell(
    severity: Severity,
    rule: str,
    message: str,
    *,
    unit: str = "",
    files: Iterable[str] = (),
    tasks: Iterable[int] = (),
    expected: object = "",
    found: object = "",
    source: Source = Source.DERIVED,
) -> Finding:
    """`tasks` are numbers as the plan prints them. Derived: it follows from the files, no office's rule and no advice."""
    where = [f"file:{name}" for name in files] + [f"task:{n}" for n in tasks]
    return Finding(severity, rule, message, (*([f"unit:{unit}"] if unit else []), *where), expected, found, source)


def numbers(found: Iterable[int]) -> str:
    return "、".join(map(str, found))


def place_names(names: Iterable[str]) -> str:
    return "、".join(f"「{name}」" for name in names)
