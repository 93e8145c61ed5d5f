"""The county's tasks of the year, from tasks.toml."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Task:
    """`number` is the one the ledger prints; `plan` the wording of the plan; units as each of the two prints them."""

    number: int
    subtopic: str
    text: str
    indicator: str
    units: str
    due: str
    plan: str = ""
    lead: str = ""
    responsible: str = ""


@dataclass(frozen=True, slots=True)
class Topic:
    title: str
    tasks: tuple[Task, ...]


@dataclass(frozen=True, slots=True)
class Section:
    title: str
    topics: tuple[Topic, ...]

    @property
    def tasks(self) -> Iterator[Task]:
        return (task for topic in self.topics for task in topic.tasks)


def load(name: str) -> dict[str, Any]:
    """A text file of this folder."""
    return tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))


def sections() -> tuple[Section, ...]:
    return tuple(Section(s["title"], tuple(_topic(t) for t in s["topics"])) for s in load("tasks")["sections"])


def _topic(data: dict[str, Any]) -> Topic:
    tasks = (Task(**task) for task in data["tasks"])
    return Topic(data["title"], tuple(replace(task, plan=task.plan or task.text) for task in tasks))
