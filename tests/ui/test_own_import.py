"""What the window loads is loaded by Python alone; without help PySide6 reads each source, too."""

from __future__ import annotations

import subprocess
import sys

SOURCES_READ = """
import PySide6.QtWidgets
{first}
import linecache
before = len(linecache.cache)
import cmd, colorsys, sched
from PySide6.QtCore import Qt
from PySide6.QtGui import *
print(len(linecache.cache) - before, Qt.AlignmentFlag.AlignLeft.name, QColor("#ffffff").name(), sched.__name__)
"""


def read(first: str) -> str:
    code = SOURCES_READ.format(first=first)
    return subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code], capture_output=True, text=True, check=True
    ).stdout


def test_no_source_is_read_to_import_a_module() -> None:
    assert read("import journal.ui") == "0 AlignLeft #ffffff sched\n"


def test_the_help_is_still_needed() -> None:
    # Where this fails, PySide6 was mended: take out journal/ui/own_import.py.
    assert not read("").startswith("0 ")
