"""Room: core. Facts that a user may write (resources as TOML): what is written wrongly is told, never a fault of ours."""

from collections.abc import Generator
from contextlib import contextmanager

from core.errors import LedgerError


@contextmanager
def understood(what: str) -> Generator[None]:
    """Turn what a mapping of the wrong shape causes into a LedgerError; `what` names the file, such as 「单位名称」."""
    try:
        yield
    except (KeyError, TypeError, ValueError, AttributeError) as e:
        message = f"{what}资料文件写得不对，没有采用。已有数据不受影响；请改正，或删除它以恢复默认。"
        raise LedgerError(message, detail=repr(e)) from e
