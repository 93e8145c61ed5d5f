"""A store on real files in tmp_path, with one small ledger in it. The clock stands at `NOW`."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.actions.importing import import_ledger
from core.actions.ports import Store
from storage.database.store import open_store
from tests.storage.ledgers import NOW, form


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "明账数据"


@pytest.fixture
def store(data: Path) -> Iterator[Store]:
    opened = open_store(data, NOW)
    yield opened
    opened.close()


@pytest.fixture
def book(store: Store) -> int:
    """A ledger of three tasks: 1 with progress, 2 blank, 3 不涉及."""
    return import_ledger(store, form(), "", NOW).book_id
