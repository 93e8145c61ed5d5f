"""core is pure: nothing but core, rapidfuzz and a short list of the standard library, and no clock of its own.

import-linter holds a list of what is forbidden; this test holds the list of what is allowed, so that a new library
cannot slip in unseen. A module that core really needs is added to ALLOWED, with a thought for what it can reach.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
CORE = ROOT / "core"

# Computing only: none of these can reach a file, a process, the network or the clock.
ALLOWED = frozenset(
    """
    __future__ abc array base64 bisect calendar collections contextlib copy dataclasses datetime decimal difflib enum
    fractions functools graphlib hashlib heapq itertools math numbers operator re statistics string textwrap threading
    types typing unicodedata
    rapidfuzz core
    """.split()
)
CLOCKS = frozenset({"now", "today", "utcnow"})
OUTSIDE = frozenset({"__import__", "breakpoint", "eval", "exec", "input", "open", "print"})


def imported(node: ast.AST) -> list[str]:
    """Top-level names that an import statement brings in; a relative import stays in core."""
    if isinstance(node, ast.Import):
        return [alias.name.partition(".")[0] for alias in node.names]
    if isinstance(node, ast.ImportFrom) and node.level == 0:
        return [(node.module or "").partition(".")[0]]
    return []


def is_clock(node: ast.AST) -> bool:
    """`anything.now()`, and `date.today` handed on as a default without being called."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        return node.func.attr in CLOCKS
    if not (isinstance(node, ast.Attribute) and node.attr in CLOCKS):
        return False
    owner = node.value
    return (owner.attr if isinstance(owner, ast.Attribute) else getattr(owner, "id", "")) in {"date", "datetime"}


def breaches(source: str) -> Iterator[str]:
    """Each reason, with its line, why this source may not stand in core."""
    for node in ast.walk(ast.parse(source)):
        line = getattr(node, "lineno", 0)
        yield from (f"line {line}: imports {name}" for name in imported(node) if name not in ALLOWED)
        if is_clock(node):
            yield f"line {line}: reads the clock"
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in OUTSIDE:
            yield f"line {line}: calls {node.func.id}()"


def test_core_reaches_for_nothing_outside_its_room() -> None:
    files = sorted(CORE.rglob("*.py"))
    assert CORE / "document.py" in files
    found = [f"{file.relative_to(ROOT)}, {why}" for file in files for why in breaches(file.read_text("utf-8"))]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("room", ["core", "storage", "gui", "cli"])
def test_every_folder_with_code_is_a_package_so_that_import_linter_sees_it(room: str) -> None:
    folders = {file.parent for file in (ROOT / room).rglob("*.py")}
    assert folders
    assert not [str(f.relative_to(ROOT)) for f in folders if not (f / "__init__.py").is_file()]


@pytest.mark.parametrize(
    "source",
    [
        "import sqlite3",
        "import os.path",
        "from lxml import etree",
        "from xml.etree import ElementTree",
        "import re, socket",
        "def f():\n    import time\n    return time.time()",
        "from storage.database import store",
        "if TYPE_CHECKING:\n    from PySide6.QtCore import QObject",
        "import datetime as dt\nx = dt.datetime.now()",
        "from datetime import date\nx = date.today()",
        "from datetime import date as day\nx = day.today()",
        "from datetime import date\nx = field(default_factory=date.today)",
        "x = open('a.txt')",
        "x = __import__('os')",
        "print('x')",
    ],
)
def test_a_breach_is_caught(source: str) -> None:
    assert list(breaches(source))


@pytest.mark.parametrize(
    "source",
    [
        "import re\nfrom datetime import date\nfrom rapidfuzz import process",
        "from core.document import Document\nfrom . import finding\nfrom .units import Unit",
        "def late(task, today):\n    return task.due_on < today",
        "def late(task, case):\n    return task.due_on < case.today",
    ],
)
def test_what_core_may_do_is_let_through(source: str) -> None:
    assert not list(breaches(source))
