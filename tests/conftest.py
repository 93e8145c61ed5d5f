"""What every test stands on: Qt without a screen, a fixed hypothesis profile, no unexpected warning in the log.

Qt is not imported here, so that a test of core alone needs none of our windows.
"""

import logging
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

os.environ["QT_QPA_PLATFORM"] = "offscreen"

# Ours are "ci" (always the same 50 examples) and, by hand, `pytest --hypothesis-profile thorough`.
NO_CLOCK = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", NO_CLOCK, derandomize=True, max_examples=50)
settings.register_profile("thorough", NO_CLOCK, max_examples=2000)
settings.load_profile("ci")

ROOT = Path(__file__).resolve().parent.parent
SHARED_FIXTURES = ROOT.parent / "shared" / "fixtures"


@pytest.fixture(scope="session")
def shared_fixtures() -> Path:
    """Real documents that stand beside the checkout and may not be part of it; skips where they are absent."""
    if not SHARED_FIXTURES.is_dir():
        pytest.skip("the real documents in ../shared/fixtures are not on this machine")
    return SHARED_FIXTURES


@pytest.fixture(autouse=True)
def _log_is_quiet(request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fail a test that logs a warning it does not expect (mark it `expects_log` when it does)."""
    yield
    if request.node.get_closest_marker("expects_log"):
        return
    records = [r for when in ("setup", "call") for r in caplog.get_records(when) if r.levelno >= logging.WARNING]
    assert not records, f"unexpected log records: {[f'{r.name}: {r.getMessage()}' for r in records]}"


_ENDED: list[int] = []


def pytest_sessionfinish(exitstatus: int) -> None:
    _ENDED.append(int(exitstatus))


@pytest.hookimpl(trylast=True)
def pytest_unconfigure() -> None:
    """Leave before the interpreter takes Qt apart: after a thousand windows PySide 6.8 may crash in that, and the
    crash would be taken for the suite's result. What was tested has been told by now, with its own exit code."""
    if _ENDED and "PySide6.QtWidgets" in sys.modules:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(_ENDED[-1])
