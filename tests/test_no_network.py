"""No internet socket from start to exit: the program shows every page, and the system says what it opened."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from journal.actions.sample.writing import write_sample

ROOT = Path(__file__).parents[1]
INTERNET = re.compile(r"\bAF_INET6?\b")
# Of Qt, what opens sockets; import-linter forbids the rest, but knows no parts of packages that are not ours.
OF_QT = re.compile(r"\bQt(Network\w*|WebSockets|WebEngine\w*|WebView|HttpServer|Grpc|OAuth\w*|RemoteObjects|Mqtt)\b")

# The whole program: its own start, every page, a search, a line written, a printout, a settings change, a passphrase
# and a lock, and its end.
TOUR = """
import sys
import traceback
from pathlib import Path

met = []
waits = {}  # what a step has to wait for, by its number

def listen(event, arguments):
    if event.startswith("socket."):
        met.append((event, [str(each) for each in arguments]))

sys.addaudithook(listen)

from PySide6.QtCore import QTimer
import journal.app as app

fill = app.fill

def filled(window, first, frame):
    fill(window, first, frame)
    from journal.ui.pages import PAGES
    view = window.tenant.view
    over = app.QApplication.activeModalWidget
    steps = [lambda key=entry.key: view.go_to(key) for entry in PAGES]
    steps.append(view.open_search)
    waits[len(steps)] = over
    steps.append(lambda: over().field.setText("nausea"))
    steps.append(lambda: over().close())
    steps.append(view.focus_quick_line)
    steps.append(lambda: view.top_bar.quick_line.field.setText("nausea 2"))
    steps.append(view.top_bar.quick_line.field.returnPressed.emit)
    steps.append(view.undo)
    steps.append(lambda: window.grow_text(1))
    secrecy = window.tenant.secrecy  # listens for sleep on the system's own bus, which is a local file
    changes = []
    steps.append(lambda: secrecy.change("words to lock it with", changes.append))
    waits[len(steps)] = lambda: changes
    steps.append(lambda: print("changed", changes[0].problem))
    steps.append(secrecy.lock)
    waits[len(steps)] = lambda: secrecy.is_locked
    steps.append(lambda: print("locked", secrecy.is_locked))
    steps.append(window.close)
    steps = iter(list(enumerate(steps)))

    def go_on():
        for number, step in steps:
            go(number, step)
            return

    def go(number, step):
        if number in waits and not waits[number]():  # a busy computer takes its time
            QTimer.singleShot(100, window, lambda: go(number, step))
            return
        try:
            step()
        except Exception:
            traceback.print_exc()
            app.QApplication.exit(3)
        QTimer.singleShot(400, window, go_on)

    go_on()

app.fill = filled
code = app.open_window(Path(sys.argv[1]))
network = sorted(name for name in sys.modules if name.startswith(("PySide6.QtNetwork", "_socket", "ssl", "http.")))
print("toured", code, flush=True)
print("met", met, flush=True)
print("QtNetwork" if any("QtNetwork" in name for name in network) else "no QtNetwork", flush=True)
"""


def places_of(folder: Path) -> dict[str, str]:
    """Return the environment of a person who starts the program for the first time."""
    names = ("HOME", "XDG_RUNTIME_DIR", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME")
    return {**os.environ, **dict.fromkeys(names, str(folder)), "QT_QPA_PLATFORM": "offscreen"}


def toured(command: list[str], folder: Path) -> str:
    """Run *command* with the tour and a journal to show, and return what it said."""
    path = folder / "sample.journal"
    write_sample(path, date(2026, 5, 30)).close()
    done = subprocess.run(
        [*command, sys.executable, "-c", TOUR, str(path)],
        cwd=ROOT,
        env=places_of(folder),
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert "toured 0" in done.stdout, done.stderr[-2_000:]
    assert "changed None\nlocked True" in done.stdout
    return done.stdout


def test_the_window_opens_no_socket_by_python(tmp_path: Path) -> None:
    said = toured([], tmp_path)
    assert "met []" in said
    assert "no QtNetwork" in said


def test_the_window_opens_no_internet_socket_at_all(tmp_path: Path) -> None:
    """Also what C code would open: Qt, a typeface library, SQLCipher."""
    strace = shutil.which("strace")
    if strace is None:
        pytest.skip("strace is not here")
    trail = tmp_path / "sockets.txt"
    watched = [strace, "-f", "-qq", "-e", "trace=%network", "-o", str(trail)]
    if subprocess.run([*watched, "true"], capture_output=True, check=False).returncode:
        pytest.skip("strace may not watch here")
    toured(watched, tmp_path)
    assert [line for line in trail.read_text("utf-8").splitlines() if INTERNET.search(line)] == []


def test_the_watch_would_notice(tmp_path: Path) -> None:
    strace = shutil.which("strace")
    if strace is None:
        pytest.skip("strace is not here")
    trail = tmp_path / "sockets.txt"
    code = "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM).close()"
    command = [strace, "-f", "-qq", "-e", "trace=%network", "-o", str(trail), sys.executable, "-c", code]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("strace may not watch here")
    assert INTERNET.search(trail.read_text("utf-8"))


@pytest.mark.parametrize("path", sorted((ROOT / "journal").rglob("*.py")), ids=lambda path: path.stem)
def test_nothing_names_qts_network(path: Path) -> None:
    assert OF_QT.findall(path.read_text("utf-8")) == []
