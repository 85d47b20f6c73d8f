"""The real program as a screen reader meets it: read, written into and pressed through AT-SPI, on a screen of its own.

It needs what a Debian desktop has (xvfb, dbus, at-spi2-core, python3-gi, gir1.2-atspi-2.0), and is skipped without.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from journal.actions.sample.writing import write_sample
from journal.domain.results import VitalSign
from journal.domain.symptoms import SymptomEntry
from journal.store.opening import open_journal

ROOT = Path(__file__).parents[2]
READER = Path(__file__).with_name("reading_through_at_spi.py")
SYSTEM_PYTHON = Path("/usr/bin/python3")
LAUNCHERS = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher")
SPOKEN = ("push button", "check box", "text", "combo box", "slider", "table", "list", "spin button")

# The bus of the screen reader, then the program, then whoever reads it; the program ends with them.
SESSION = """
"$1" --launch-immediately &
"$2" -m journal open "$3" &
program=$!
"$4" "${@:5}"
code=$?
kill $program
wait $program
exit $code
"""


@dataclass(frozen=True)
class Node:
    """One thing that a screen reader finds."""

    depth: int
    role: str
    name: str
    description: str
    focusable: bool
    value: float | None


@dataclass(frozen=True)
class Read:
    """What was read of two pages, and the journal after what was done between."""

    today: list[Node]
    scans: list[Node]
    journal: Path


def launcher() -> str:
    """Return what starts the bus of screen readers; skip the tests where something is missing."""
    missing = [name for name in ("xvfb-run", "dbus-run-session", "bash") if shutil.which(name) is None]
    found = [path for path in LAUNCHERS if Path(path).exists()]
    if missing or not found or not SYSTEM_PYTHON.exists():
        pytest.skip(f"not here: {', '.join(missing) or 'at-spi2-core or /usr/bin/python3'}")
    can_read = "import gi; gi.require_version('Atspi', '2.0')"
    if subprocess.run([SYSTEM_PYTHON, "-c", can_read], capture_output=True, check=False).returncode:
        pytest.skip("not here: python3-gi with gir1.2-atspi-2.0")
    return found[0]


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Read:
    """Read Today, write a temperature, press "Same as yesterday", turn to Scans, and read that."""
    starter = launcher()
    folder = tmp_path_factory.mktemp("screen_reader")
    path = folder / "sample.journal"
    write_sample(path, date.today()).close()
    steps = (
        f"tree:{folder / 'today.txt'}",
        "fill:Temperature, °C=36,9",
        "press:Same as yesterday",
        "press:Scans",
        "wait:Add a scan",
        f"tree:{folder / 'scans.txt'}",
    )
    names = ("HOME", "XDG_RUNTIME_DIR", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME")
    environment = {
        **os.environ,
        **dict.fromkeys(names, str(folder)),
        "QT_QPA_PLATFORM": "xcb",
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
    }
    screen = ["xvfb-run", "-a", "-s", "-screen 0 1400x1000x24", "dbus-run-session", "--", "bash", "-c", SESSION, "-"]
    done = subprocess.run(
        [*screen, starter, sys.executable, str(path), str(SYSTEM_PYTHON), str(READER), path.stem, *steps],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    if "Could not load the Qt platform plugin" in done.stderr:
        pytest.skip("what Qt needs of X11 is not here")
    assert done.returncode == 0, done.stderr[-2_000:]
    return Read(nodes_of(folder / "today.txt"), nodes_of(folder / "scans.txt"), path)


def nodes_of(path: Path) -> list[Node]:
    return [Node(**json.loads(line)) for line in path.read_text("utf-8").splitlines()]


def names(nodes: list[Node], role: str) -> list[str]:
    return [node.name for node in nodes if node.role == role]


def test_everything_that_can_be_worked_says_its_name(read: Read) -> None:
    for nodes in (read.today, read.scans):
        spoken = [node for node in nodes if node.role in SPOKEN]
        assert len(spoken) > 15
        assert [node for node in spoken if node.focusable and not (node.name or node.description).strip()] == []


def test_today_is_read_in_the_order_it_is_seen(read: Read) -> None:
    buttons = names(read.today, "push button")
    said = names(read.today, "label")
    assert buttons[1:4] == ["Today", "Treatment", "Symptoms"]
    assert [node.description for node in read.today if node.name == "Today" and node.role == "push button"] == [
        "this page"
    ]
    assert said.index("How is today?") < said.index("Temperature") < said.index("Weight")
    steps = [node for node in read.today if node.role == "slider"]
    blank = [node for node in steps if "nothing chosen" in node.name]
    assert len(blank) >= 5
    assert all(node.value == -1 for node in blank)
    assert len(steps) - len(blank) == 1  # who scores is always chosen


def test_scans_are_read_as_a_table_with_whole_sentences(read: Read) -> None:
    cells = [name for name in names(read.scans, "table cell") if name]
    assert names(read.scans, "table") == ["Sizes: spots down, scans across"]
    assert any(cell.startswith("Liver, segment 6, ") and cell.endswith("32\u00a0mm") for cell in cells)
    choices = [node for node in read.scans if node.role == "combo box"]
    assert choices
    assert all(choice.description not in ("", choice.name) for choice in choices)  # its name; its text is the choice
    results = [name for name in names(read.scans, "label") if "disease" in name or "response" in name]
    assert results == []  # folded: nothing gives them away


def test_a_field_filled_and_a_button_pressed_are_in_the_journal(read: Read) -> None:
    today = date.today()
    with open_journal(read.journal) as journal:
        written = [sign.printed for sign in journal.between(VitalSign, today, today)]
        levels = journal.between(SymptomEntry, today, today)
    assert "36,9" in written
    assert len(levels) >= 5
