"""Run first in both packaged programs: take our modules from the one archive beside them, program.pyz.

PyInstaller puts a whole copy into each program; two copies would cost 7 MB of the setup. The reader that PyInstaller has
made of the program's own, empty archive is turned to the shared one, so its finders need not know.
"""

import os
import sys

import pyimod01_archive  # pyright: ignore[reportMissingImports]
import pyimod02_importers  # pyright: ignore[reportMissingImports]

shared = pyimod01_archive.ZlibArchiveReader(os.path.join(sys._MEIPASS, "program.pyz"), check_pymagic=True)  # noqa: PTH118
reader = pyimod02_importers.pyz_archive
reader.toc, reader._filename, reader._start_offset = shared.toc, shared._filename, shared._start_offset
