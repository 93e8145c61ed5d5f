"""Room: storage. Keeps a library's own cries from the terminal: a Rust panic prints there before Python can catch it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

STDERR = 2


@contextmanager
def quiet() -> Iterator[None]:
    """Nothing reaches standard error inside; a program without a terminal has none to keep."""
    try:
        kept, nowhere = os.dup(STDERR), os.open(os.devnull, os.O_WRONLY)
    except OSError:
        yield
        return
    try:
        os.dup2(nowhere, STDERR)
        yield
    finally:
        os.dup2(kept, STDERR)
        os.close(kept)
        os.close(nowhere)
