"""The environment of a Windows pipe in China, for a child process."""

import os


def gbk_pipe() -> dict[str, str]:
    return {**os.environ, "PYTHONIOENCODING": "gbk", "PYTHONUTF8": "0"}
