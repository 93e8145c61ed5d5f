"""Room: core. Whom a group's name leaves out: 各乡镇（除云岭镇外）, 除财政局以外的政府各部门, 县直各单位（税务局除外）."""

import re

_OUT = "(?:以外|之外|外)"
_WITHOUT = "(?:除|不含|不包括|不包含)"
_INSIDE = re.compile(f"[（(](?:{_WITHOUT}(?P<out>[^（）()]+?){_OUT}?|(?P<also>[^（）()]+?)除外)[）)]")
_BEFORE = re.compile(f"^除了?(?P<out>.+?){_OUT}[，,]?的?(?P<rest>.+)$")
_BEHIND = re.compile(f"^(?P<rest>.+?)[，,]?(?:除(?P<out>.+?){_OUT}|(?:不含|不包括|不包含)(?P<also>.+))$")
_BETWEEN = re.compile("[、，,和及与]")


def without_exceptions(name: str) -> tuple[str, tuple[str, ...]]:
    """The group's name alone, and the names it leaves out; () where it leaves nobody out."""
    inside = _INSIDE.search(name)
    if inside:
        return name[: inside.start()] + name[inside.end() :], _names(inside)
    m = _BEFORE.match(name) or _BEHIND.match(name)
    return (m["rest"], _names(m)) if m else (name, ())


def _names(m: re.Match[str]) -> tuple[str, ...]:
    also = m.groupdict().get("also")
    return tuple(part for part in _BETWEEN.split(m["out"] or also or "") if part)
