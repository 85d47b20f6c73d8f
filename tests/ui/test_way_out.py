"""The program ends calmly, whatever its worker is at."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

# The worker counts and reads for a minute, and never looks whether anybody still wants that.
SCRIPT = """
import sys, tempfile, threading, time
from pathlib import Path
from journal import app
from journal.domain.symptoms import SymptomEntry
from PySide6.QtCore import QTimer

sample, seconds = Path(sys.argv[1]), float(sys.argv[2])
folder = tempfile.TemporaryDirectory(dir=sample.parent, prefix="private")
begun = threading.Event()
fill = app.fill

def fill_and_leave(window, first, frame):
    fill(window, first, frame)
    journal = window.tenant.view.live.read

    def work(_progress):
        begun.set()
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            try:
                len(journal.all(SymptomEntry))
            except Exception:
                sum(range(20_000))  # it is closed by now

    window.background.run(work, lambda _done: None, owner=window)
    watch = QTimer(window)
    watch.timeout.connect(lambda: window.close() if begun.is_set() else None)
    watch.start(20)

app.fill = fill_and_leave
sys.exit(app.open_window(sample))
"""


@pytest.mark.parametrize("seconds", [0.3, 60])
def test_the_program_ends_calmly_while_the_worker_works(sample_path: Path, tmp_path: Path, seconds: float) -> None:
    runtime = tmp_path / "runtime"
    runtime.mkdir(mode=0o700)
    homes = {f"XDG_{name}_HOME": str(tmp_path / name.lower()) for name in ("CONFIG", "DATA", "CACHE", "STATE")}
    environment = {**os.environ, **homes, "XDG_RUNTIME_DIR": str(runtime), "QT_QPA_PLATFORM": "offscreen"}
    ended = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(sample_path), str(seconds)],
        env=environment,
        capture_output=True,
        text=True,
        timeout=50,  # far less than the work would take
        check=False,
    )
    assert (ended.returncode, ended.stderr) == (0, "")
    assert not list(tmp_path.glob("private*"))  # what goes on the way out is gone
    assert not list(tmp_path.glob("*.lock"))
