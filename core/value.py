"""Room: core. Values: frozen dataclasses that are made in large numbers when a document is read."""

from dataclasses import dataclass, field
from inspect import signature
from typing import Any, TypeVar, dataclass_transform

Class = TypeVar("Class", bound=type[Any])


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def value(cls: Class) -> Class:
    """`@dataclass(frozen=True, slots=True)` with an `__init__` of half the cost: a frozen dataclass looks up
    `object.__setattr__` for each field, this one calls the setters of its slots. (tools/bench_reader.py shows it.)"""
    made = dataclass(frozen=True, slots=True)(cls)
    names: tuple[str, ...] = tuple(made.__slots__)
    defaults = made.__init__.__defaults__
    assert tuple(signature(made).parameters) == names, "every field is an argument, in order"
    setters = {f"set_{name}": getattr(made, name).__set__ for name in names}
    body = "".join(f"\n    set_{name}(self, {name})" for name in names)
    exec(f"def __init__(self, {', '.join(names)}):{body}", setters)
    init = setters["__init__"]
    init.__defaults__, init.__qualname__ = defaults, f"{made.__qualname__}.__init__"
    init.__annotations__ = made.__init__.__annotations__
    made.__init__ = init
    return made
