"""The locked requirements: complete, of one mind, hashed, and silent about where they come from."""

import re
import tomllib
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
RUN, DEV = ROOT / "requirements" / "run.txt", ROOT / "requirements" / "dev.txt"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def locked(file: Path) -> dict[str, list[Requirement]]:
    """Name -> its pins; a package may be pinned once for each kind of machine or Python."""
    pins: dict[str, list[Requirement]] = {}
    for line in re.findall(r"^[a-zA-Z0-9].*", file.read_text("utf-8"), re.MULTILINE):
        pin = Requirement(line.rstrip(" \\"))
        pins.setdefault(canonicalize_name(pin.name), []).append(pin)
    return pins


def unmet(wanted: list[str], pins: dict[str, list[Requirement]]) -> list[str]:
    def is_met(requirement: Requirement) -> bool:
        return any(
            requirement.specifier.contains(specifier.version, prereleases=True)
            for pin in pins.get(canonicalize_name(requirement.name), [])
            for specifier in pin.specifier
        )

    return [text for text in wanted if not is_met(Requirement(text))]


def test_everything_the_project_asks_for_is_locked() -> None:
    assert not unmet(PROJECT["project"]["dependencies"], locked(RUN)), "run `make lock`"
    assert not unmet(PROJECT["dependency-groups"]["dev"], locked(DEV)), "run `make lock`"


def test_a_dependency_that_is_not_locked_would_be_noticed() -> None:
    assert unmet(["lxml", "left-pad", "PySide6-Essentials==6.12.0"], locked(RUN)) == [
        "left-pad",
        "PySide6-Essentials==6.12.0",
    ]


def test_developers_run_the_very_versions_that_ship() -> None:
    run, dev = locked(RUN), locked(DEV)
    assert {name: pins for name, pins in dev.items() if name in run} == run


def test_every_pin_is_exact_and_has_a_hash() -> None:
    for file in (RUN, DEV):
        entries = re.split(r"\n(?=\S)", file.read_text("utf-8").partition("\n#")[2].partition("\n")[2].strip())
        assert len(entries) == sum(len(pins) for pins in locked(file).values())
        assert not [entry for entry in entries if "==" not in entry or "--hash=sha256:" not in entry]


def test_the_lock_says_what_and_never_where_from() -> None:
    for file in (RUN, DEV):
        assert not re.search(r"://|index|find-links|trusted-host", file.read_text("utf-8"))
