"""Room: core. A finding about one request, in the place entry:12.field."""

from core.finding import Finding, Severity, Source
from core.registers.request import Request


def finding(
    request: Request,
    severity: Severity,
    rule: str,
    message: str,
    key: str = "",
    expected: object = "",
    found: object = "",
) -> Finding:
    place = f"entry:{request.entry.entry_id}"
    return Finding(severity, rule, message, (f"{place}.{key}" if key else place,), expected, found, Source.OFFICIAL)
