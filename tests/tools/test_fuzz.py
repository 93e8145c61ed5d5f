"""300 damaged files through every door; `make fuzz` tries as many as one likes. A fault's seed: make fuzz ARGS="--one SEED"."""

from pathlib import Path
from random import Random

import pytest

from tools.fuzz import run
from tools.fuzzing.mutate import mutated


@pytest.mark.skipif("sys.platform == 'win32'", reason="the limits of the workers are POSIX")
@pytest.mark.timeout(600)
def test_no_damaged_file_breaks_the_program(tmp_path: Path) -> None:
    assert run(tmp_path / "fuzz", seed=1, count=300) == []


def test_a_seed_is_the_same_damage_on_every_run() -> None:
    data = b"<?xml version='1.0'?><a><b c=\"1\">text</b></a>" * 9
    made = [[mutated(data, Random(seed), "file:///x") for seed in range(40)] for _ in range(2)]
    assert made[0] == made[1]
    assert len(set(made[0])) > 30
