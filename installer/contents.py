"""What goes into the packaged program beside our own code, and what is left out. Used by app.spec and by the tests."""

import re

# (in the checkout, in the program)
DATA = [
    ("resources", "resources"),
    ("docs/用户手册.md", "docs"),
    ("docs/pictures", "docs/pictures"),
    ("CHANGELOG.md", "docs"),
]

# Never imported by the program; listed so that no library's optional import brings them in.
EXCLUDED = [
    "pip", "setuptools", "pkg_resources", "wheel", "_distutils_hack",
    "numpy", "pandas", "PIL", "matplotlib", "scipy", "IPython", "brotli", "brotlicffi", "zopfli", "uharfbuzz", "skia",
    "tkinter", "_tkinter", "unittest", "doctest", "pydoc", "pydoc_data", "pdb", "lib2to3", "idlelib", "ensurepip", "venv",
    "test", "xmlrpc", "curses", "readline", "turtledemo", "turtle", "ftplib", "smtplib", "imaplib", "poplib",
    "multiprocessing", "_multiprocessing", "tzdata",
    "ssl", "_ssl", "asyncio", "_asyncio", "_overlapped", "winsound", "_msi",
    "sqlite_utils.cli", "lxml.html.clean", "lxml.html.diff", "lxml.isoschematron", "lxml.objectify",
    "pytest", "_pytest", "hypothesis", "docx", "chinesecalendar",
    "PySide6.QtNetwork", "PySide6.QtQml", "PySide6.QtQuick", "PySide6.QtSql", "PySide6.QtDBus", "PySide6.QtTest",
]  # fmt: skip

_PLUGINS = {
    "platforms": {"qwindows", "qxcb", "qoffscreen", "qwayland-generic", "qwayland-egl"},
    "styles": {"qmodernwindowsstyle"},
    "iconengines": {"qsvgicon"},
    "imageformats": {"qsvg", "qico", "qjpeg", "qgif"},
    "printsupport": {"cupsprintersupport"},  # Linux; on Windows printing is inside Qt6PrintSupport
    "platforminputcontexts": {"ibusplatforminputcontextplugin", "composeplatforminputcontextplugin"},
    "platformthemes": {"qxdgdesktopportal"},
    "xcbglintegrations": {"qxcb-egl-integration", "qxcb-glx-integration"},
    "wayland-shell-integration": {"xdg-shell"},
    "wayland-decoration-client": {"bradient"},
}
# Software OpenGL (20 MB), Qt's parts for the network and for QML, Windows' C runtime (part of Windows 10), second copies
# of rapidfuzz for newer processors (it takes the plain ones then).
_LEFT_OUT = re.compile(
    r"opengl32sw|d3dcompiler|qt6(network|qml|quick|pdf|virtualkeyboard|sql|test)|libssl|ucrtbase|api-ms-win"
    r"|tzdata|\.dist-info/|_ssl\.|_asyncio\.|_overlapped\.|(^|/)(test|tests)/|isoschematron|_avx2\.|qoffscreen\.dll",
    re.IGNORECASE,
)


def is_wanted(name: str) -> bool:
    """Whether a collected file, by its place in the program, ships."""
    place = name.replace("\\", "/")
    if _LEFT_OUT.search(place):
        return False
    if "PySide6" in place and "/translations/" in place:
        return place.endswith("/qtbase_zh_CN.qm")
    plugin = re.search(r"PySide6/(?:Qt/)?plugins/([^/]+)/(?:lib)?([^/.]+)\.(?:dll|so)", place)
    if plugin:
        return plugin[2] in _PLUGINS.get(plugin[1], set())
    return True
