"""Room: core. Drafts 六（一）“工作要点落实情况” from what the ledger records: the unit's own words, nothing added."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Progress:
    """One task: the topic it stands under and what was recorded of it."""

    topic: str
    progress: str


def draft_progress(tasks: Iterable[Progress], year: int | None) -> str:
    """Paragraphs for section six, one a topic in the order met; tasks without a record are left out.

    "" when nothing is recorded. The text is a draft to be read, cut and checked by a person.
    """
    topics: dict[str, list[str]] = {}
    for task in tasks:
        if text := "".join(task.progress.split()):
            topics.setdefault(task.topic.strip(), []).append(
                text if text[-1] in "。！？" else text.rstrip("，；、") + "。"
            )
    if not topics:
        return ""
    head = f"（一）{year or ''}{'年' if year else ''}政务公开工作要点落实情况。"
    lines = [f"{i}.{_headed(topic)}{''.join(texts)}" for i, (topic, texts) in enumerate(topics.items(), 1)]
    return "\n".join([head, *lines])


def _headed(topic: str) -> str:
    return f"{topic.rstrip('。')}。" if topic else ""
