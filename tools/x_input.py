"""Keys and clicks as the X server sends them (its XTEST extension, what xdotool uses), for tools/e2e.py."""

import ctypes
import ctypes.util
from typing import Protocol

KEYSYMS = {
    "ctrl": 0xFFE3,
    "alt": 0xFFE9,
    "shift": 0xFFE1,
    "return": 0xFF0D,
    "escape": 0xFF1B,
    "tab": 0xFF09,
    "down": 0xFF54,
    "f1": 0xFFBE,
    "f8": 0xFFC5,
}


class Hands(Protocol):
    """`click`: a place on the screen in pixels. `press`: "ctrl+f", "down", "3"."""

    def click(self, x: int, y: int) -> None: ...
    def press(self, keys: str) -> None: ...


class XHands:
    """OSError where there is no XTEST library or no display."""

    def __init__(self) -> None:
        self._x = ctypes.CDLL(ctypes.util.find_library("X11") or "libX11.so.6")
        self._test = ctypes.CDLL(ctypes.util.find_library("Xtst") or "libXtst.so.6")
        self._x.XOpenDisplay.restype = ctypes.c_void_p
        self._x.XKeysymToKeycode.restype = ctypes.c_ubyte
        self._display = ctypes.c_void_p(self._x.XOpenDisplay(None))
        if not self._display:
            raise OSError("no X display")

    def click(self, x: int, y: int) -> None:
        self._test.XTestFakeMotionEvent(self._display, -1, x, y, ctypes.c_ulong(0))
        for down in (1, 0):
            self._test.XTestFakeButtonEvent(self._display, 1, down, ctypes.c_ulong(0))
        self._x.XFlush(self._display)

    def press(self, keys: str) -> None:
        codes = [self._code(name) for name in keys.split("+")]
        for down, order in ((1, codes), (0, reversed(codes))):
            for code in order:
                self._test.XTestFakeKeyEvent(self._display, code, down, ctypes.c_ulong(0))
        self._x.XFlush(self._display)

    def _code(self, name: str) -> int:
        keysym = KEYSYMS.get(name) or ord(name)
        return int(self._x.XKeysymToKeycode(self._display, ctypes.c_ulong(keysym)))
