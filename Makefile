# The words a newcomer needs; each does its own set-up.   make PYTHON=python3.12 … takes another Python.
PYTHON ?= python3
ARGS ?=
PY := .venv/bin/python
LOCK := $(PY) -m uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-annotate \
	--no-config --quiet --custom-compile-command "make lock"

# pyright: the locked node rather than any other, and no look for a newer version.
export PYRIGHT_PYTHON_GLOBAL_NODE := 0
export PYRIGHT_PYTHON_IGNORE_WARNINGS := 1

.PHONY: venv run test e2e check ruff format-check types imports rooms screenshots bench fuzz faults installer installer-test installer-linux lock

venv:
	@$(PYTHON) tools/setup.py

run: venv
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ]; then $(PY) main.py; \
	else $(PY) main.py demo demo-out && $(PY) tools/screenshots.py demo-out; fi

# One process a core, a file's tests in one of them.
test: venv
	$(PY) -m pytest -n auto --maxprocesses 4 --dist loadfile $(ARGS)

# Ten steps in the real window under Xvfb, with keys and clicks from the X server; skips with the reason without it.
e2e: venv
	@$(PY) tools/e2e.py

# `make -k check` goes on after the first that fails.
check: ruff format-check types imports rooms

ruff: venv
	$(PY) -m ruff check

format-check: venv
	$(PY) -m ruff format --check

types: venv
	$(PY) -m pyright

imports: venv
	.venv/bin/lint-imports --no-logo

rooms: venv
	$(PY) -m pytest -q tests/test_rooms.py

# The pictures in docs/, from the sample county.
screenshots: venv
	$(PY) tools/screenshots.py

bench: venv
	$(PY) tools/bench.py $(ARGS)

# Damaged and hostile files through every door: ARGS="--seed 1 --count 20000", or ARGS="--one SEED" for one of them.
fuzz: venv
	@$(PY) -m tools.fuzz $(ARGS)

# Killed at random moments of its work, and then looked at: ARGS="--kills 200 --seed 1".
faults: venv
	@$(PY) -m tools.faults $(ARGS)

# dist/明账-<version>-setup.exe and the portable .zip, from the last commit: installer/README.md. ARGS=--twice proves that
# two builds are the same. Here it takes about 5 minutes, with wine 10 to be fetched twice that.
installer: venv
	@command -v makensis >/dev/null || { [ "$$(id -u)" = 0 ] && apt-get install -q -y nsis >/dev/null; } || { echo "makensis is not here: apt-get install nsis" >&2; exit 2; }
	@$(PY) installer/build.py $(ARGS)

# What the setup does on Windows, under wine 10; skips with the reason where that is not to be had.
installer-test: venv
	@$(PY) installer/lifecycle.py $(ARGS)

# The same spec as a program for this Linux: smoke start, the chain, and how fast it starts against the source.
installer-linux: venv
	@$(PY) installer/linux_check.py $(ARGS)

# Keeps the versions that are locked where it can; `make lock ARGS=--upgrade` takes the newest.
lock: venv
	$(LOCK) $(ARGS) -o requirements/run.txt
	$(LOCK) $(ARGS) --group dev -c requirements/run.txt -o requirements/dev.txt
	echo "pyinstaller" | $(subst pyproject.toml,-,$(LOCK)) $(ARGS) -o installer/lock/build.txt
