"""None outlives any number of Qt calls; without help it does not in Python 3.11, which shows when the help may go."""

from __future__ import annotations

import subprocess
import sys

import pytest

CALLS = """
{first}
from PySide6.QtCore import QObject
thing = QObject()
for _ in range(40_000):
    thing.setObjectName("x")
print("alive", flush=True)
"""


def run(first: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", CALLS.format(first=first)], capture_output=True, text=True, check=False
    )


def test_none_outlives_forty_thousand_calls() -> None:
    done = run("import journal.ui.widgets")
    assert (done.stdout, done.returncode) == ("alive\n", 0)


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None never runs out there")
def test_the_help_is_still_needed() -> None:
    # Where this fails, PySide6 was mended: take out journal/ui/lasting_none.py.
    assert run("").returncode != 0
