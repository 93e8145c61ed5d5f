"""Room: core. The shelf of the registers' entries, as actions and the window need it."""

from typing import Protocol

from core.registers.register import Entry


class ReadRegisters(Protocol):
    def of(self, register: str) -> tuple[Entry, ...]:
        """In the order in which they were entered."""
        ...

    def get(self, entry_id: int) -> Entry: ...


class Registers(ReadRegisters, Protocol):
    def add(self, entry: Entry) -> int: ...
    def put(self, entry: Entry) -> None: ...
    def remove(self, entry_id: int) -> None: ...
