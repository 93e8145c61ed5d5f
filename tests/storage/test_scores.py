"""The bundled tables of scores: examples propose nothing until an office publishes its own."""

from core.notice.rules import Event, score_table
from storage.resources import load_folder


def test_every_bundled_table_is_read_and_none_is_in_force() -> None:
    tables = [score_table(raw) for raw in load_folder("scores")]
    assert len(tables) == 3
    assert not any(t.in_force for t in tables)
    examples = [t for t in tables if t.rules]
    assert len(examples) == 2
    assert all(t.source.startswith("http") and all(r.points < 0 for r in t.rules) for t in examples)


def test_no_rule_about_likeness_is_proposed_by_the_program() -> None:
    rules = [r for raw in load_folder("scores") for r in score_table(raw).rules]
    assert any("雷同" in r.what for r in rules)
    assert all(r.event is Event.NONE for r in rules if "雷同" in r.what)
