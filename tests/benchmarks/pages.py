"""How long each page of the window takes with ten years in the journal: python -m tests.benchmarks.pages

Each run is a process of its own, as a person has it: the first show of a page loads what the page needs.  Beside the
time by the clock stands the window's own processor time; charts and printouts are drawn aside, and only lines that
name a preview wait for one.  "First show" ends when the first frame is painted, which is whole as far as one sees;
"with all below it" ends when nothing waits any more.  The process that draws is counted at the most it ever held,
together with the window, and then the window alone, as a minute later.  Floors of the same run: a bare page, a bare
label, sqlite3, a bare window.
"""

from __future__ import annotations

import sqlite3
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QStackedWidget, QVBoxLayout, QWidget

from journal.actions.sample.writing import Size, write_sample
from journal.app import finish_application, load_ahead, make_application
from journal.domain.notes import Note
from journal.domain.symptoms import SymptomEntry
from journal.domain.treatment import Cycle
from journal.domain.visits import Appointment, Question
from journal.settings import Settings
from journal.ui.desk import Desk
from journal.ui.journal_view import JournalView
from journal.ui.main_window import MainWindow
from journal.ui.pages import PAGES
from journal.ui.pages.paper.page import PaperPage
from journal.ui.theme.fonts import load_others
from journal.ui.widgets.chart_view import ChartView
from tests.benchmarks.libraries import most_mb, resident_mb
from tests.benchmarks.measuring import Took, as_installed, median, process, show_both, took

RUNS: Final = 5
PAGE_MS, KEY_MS, PREVIEW_MS, MEMORY_MB = 100, 16, 300, 200
LINE: Final = "nausea 2, temp 37.1 yesterday"
WAIT_S: Final = 20.0

# What a change of each kind touches: the page that is looked at meanwhile, and a record.
CHANGES: Final = (
    ("today", SymptomEntry),
    ("symptoms", SymptomEntry),
    ("treatment", Cycle),
    ("visits", Question),
    ("visits", Appointment),
    ("timeline", Note),
)
# As the program begins: before anything else comes what takes PySide6 out of the way of imports.
ONE_RUN: Final = """
import sys
from pathlib import Path
import journal.app
from tests.benchmarks.pages import measure
measure(Path(sys.argv[1]))
"""


def settle() -> None:
    """Let the window do what it has to do, painting included."""
    for _ in range(3):
        QApplication.processEvents()


def until(is_done: Callable[[], bool]) -> None:
    """Wait as a person does, with a window that lives."""
    end = time.monotonic() + WAIT_S
    while not is_done() and time.monotonic() < end:
        QApplication.processEvents()
        time.sleep(0.001)


def tell(name: str, taken: Took) -> None:
    """Print a measurement for the process that gathers them."""
    print(name, taken.wall_ms, taken.cpu_ms, sep="\t", flush=True)


def measure(path: Path) -> None:
    """Measure everything once, in this process."""
    application = finish_application(make_application())
    load_others()
    window = MainWindow(Settings(theme="light"), keep=lambda _settings: None)
    desk = Desk(window)
    window.resize(1280, 860)
    window.show()
    settle()
    _floors()
    tell("memory, bare window", Took(resident_mb(), resident_mb()))
    desk.open_path(path)
    settle()
    tell("memory, Today seen", Took(resident_mb(), resident_mb()))
    view = desk.view
    if view is None:
        raise SystemExit("The journal did not open.")
    load_ahead(window, view.live.read)
    _shows(view)
    _changes(view)
    _keys(view)
    _hover(view)
    _preview(view)
    for entry in PAGES:
        view.go_to(entry.key)
        settle()
    _memory(view)
    desk.close_journal()  # what was typed into the quick line would be asked about
    window.close()
    application.quit()


def _floors() -> None:
    def shown(widget: QWidget) -> None:
        stack.addWidget(widget)
        stack.setCurrentWidget(widget)
        settle()

    stack = QStackedWidget()
    stack.resize(1044, 860)
    stack.show()
    for _ in range(3):
        page, label = QWidget(), QLabel("Today")
        QVBoxLayout(page).addWidget(QLabel("Today"))
        bare_page, bare_label = took(lambda page=page: shown(page)), took(lambda label=label: shown(label))  # type: ignore[misc]
    tell("bare page", bare_page)
    tell("bare label", bare_label)
    stack.deleteLater()
    with tempfile.TemporaryDirectory() as folder:
        plain = sqlite3.connect(Path(folder) / "plain.db", isolation_level=None)
        plain.execute("PRAGMA journal_mode = WAL")
        plain.execute("PRAGMA synchronous = FULL")
        plain.execute("CREATE TABLE note (id TEXT PRIMARY KEY, words TEXT)")

        def insert() -> None:
            plain.execute("BEGIN IMMEDIATE")
            plain.execute("INSERT INTO note VALUES (hex(randomblob(16)), 'x')")
            plain.execute("COMMIT")

        tell("sqlite3, one row", median(took(insert) for _ in range(9)))
        plain.close()


class _Frame(QObject):
    """Notes when a window has painted its next frame: what waits for that has not begun then."""

    def __init__(self, window: QWidget) -> None:
        super().__init__()
        self.painted: Took | None = None
        self._start = (time.perf_counter(), time.thread_time())
        self._window = window
        window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.UpdateRequest:
            # The frame is painted while this event is handled; what is posted now comes next, before any timer.
            QApplication.postEvent(self, QEvent(QEvent.Type.User), Qt.EventPriority.HighEventPriority.value)
        return False

    def event(self, event: QEvent) -> bool:
        """Take the note when the frame is painted."""
        if event.type() == QEvent.Type.User and self.painted is None:
            wall, cpu = time.perf_counter() - self._start[0], time.thread_time() - self._start[1]
            self.painted = Took(wall * 1_000, cpu * 1_000)
            self._window.removeEventFilter(self)
        return super().event(event)


def _turn(view: JournalView, key: str) -> None:
    view.go_to(key)
    settle()


def _shown(view: JournalView, key: str) -> tuple[Took, Took]:
    """Turn to a page; return how long that took until all in view was painted, and until nothing more waited."""
    frame = _Frame(view.window())

    def whole() -> None:
        _turn(view, key)
        until(lambda: not view._pages[key]._waiting)

    all_of_it = took(whole)
    return frame.painted or all_of_it, all_of_it


def quiet(view: JournalView) -> None:
    """Wait until nothing is drawn aside any more: what the worker does would count as the window's."""
    is_idle: list[bool] = []
    view.background.run(lambda _progress: None, lambda _nothing: is_idle.append(True), owner=view)
    until(lambda: bool(is_idle))
    settle()


def _shows(view: JournalView) -> None:
    quiet(view)
    for entry in PAGES[1:]:
        first, whole = _shown(view, entry.key)
        tell(f"first show, {entry.key}", first)
        tell(f"with all below it, {entry.key}", whole)
        quiet(view)
    for entry in PAGES:
        page = view._pages[entry.key]
        page.refresh_soon()  # as after a change of what it shows
        tell(f"shown anew, {entry.key}", _shown(view, entry.key)[0])
        quiet(view)


def _changes(view: JournalView) -> None:
    for key, kind in CHANGES:
        _turn(view, key)
        quiet(view)
        record = view.live.read.latest(kind, date.today())[0]

        def save(record: object = record) -> None:
            view.write("Changed", lambda draft: (draft.delete(record), None))

        tell(f"save, {key}, {kind.__name__}", took(save))
        tell(f"refresh after it, {key}, {kind.__name__}", took(settle))
        view.undo()
        settle()
        quiet(view)


def _keys(view: JournalView) -> None:
    _turn(view, "today")
    quiet(view)
    line = view.top_bar.quick_line
    line.field.setFocus()
    settle()
    taken = []
    for letter in LINE:

        def press(letter: str = letter) -> None:
            QTest.keyClicks(line.field, letter)
            settle()

        taken.append(took(press))
    tell("quick line, first key", taken[0])
    tell("quick line, a key (median)", median(taken[1:]))
    tell("quick line, a key (worst)", max(taken[1:], key=lambda each: each.cpu_ms))
    line.field.set_text("")
    line.close_answer()


def _hover(view: JournalView) -> None:
    _turn(view, "symptoms")
    charts = [chart for chart in view.findChildren(ChartView) if chart.isVisible()]
    until(lambda: any(chart.picture._spots for chart in charts))
    picture = next(chart.picture for chart in charts if chart.picture._spots)
    taken = []
    for step in range(20):
        spot = picture._spots[step * (len(picture._spots) - 1) // 19]
        place = picture._place(spot)

        def move(place: QPointF = place) -> None:
            none, no = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
            event = QMouseEvent(QEvent.Type.MouseMove, place, picture.mapToGlobal(place), none, none, no)
            QApplication.sendEvent(picture, event)
            settle()

        taken.append(took(move))
    tell("hover over a chart", median(taken))


def _preview(view: JournalView) -> None:
    _turn(view, "paper")
    page = view.page
    if not isinstance(page, PaperPage):
        raise SystemExit("The page Paper is missing.")
    until(lambda: page.printout is not None)
    quiet(view)
    taken = []
    for _ in range(3):
        page.printout = None

        def draw() -> None:
            page._choose()
            until(lambda: page.printout is not None)
            settle()

        taken.append(took(draw))
    tell("click to preview", median(taken))


def _memory(view: JournalView) -> None:
    """Tell what is held once all was seen: with the process that draws at its most, and when it is gone."""
    quiet(view)
    pid = view.background.drawing.pid
    if pid is None:
        raise SystemExit("Nobody drew.")
    aside = most_mb(pid)
    tell("memory, all pages seen, and what drew them", Took(resident_mb() + aside, aside))
    view.background.forget_drawings()  # as after a minute in which nothing is drawn
    quiet(view)
    tell("memory, all pages seen", Took(resident_mb(), resident_mb()))
    tell("Paper after a rest, until its new preview", took(lambda: _drawn_anew(view)))


def _drawn_anew(view: JournalView) -> None:
    _turn(view, "paper")
    page = view.page
    if isinstance(page, PaperPage):
        page.printout = None
        page._choose()
        until(lambda: page.printout is not None)
        settle()


def budget_of(name: str) -> str:
    """Return the budget of the measurement called *name*, with its unit; nothing where it has none."""
    ends = {
        ("first show", "shown anew", "refresh"): f"{PAGE_MS} ms",
        ("quick line", "hover", "save"): f"{KEY_MS} ms",
        ("click to preview",): f"{PREVIEW_MS} ms",
        ("memory",): f"{MEMORY_MB} MB",
    }
    return next((budget for starts, budget in ends.items() if name.startswith(starts)), "")


def _has_no_budget(name: str) -> bool:
    """The libraries are a floor; what draws is there for a minute."""
    return "libraries" in name or "what drew" in name


def main() -> None:
    """Measure in several processes and print the medians."""
    found: dict[str, list[Took]] = {}
    with tempfile.TemporaryDirectory() as folder:
        as_installed(Path(folder))
        for run in range(RUNS + 1):
            path = Path(folder) / f"sample {run}.journal"
            write_sample(path, date.today(), Size.CROWDED).close()
            _start, lines = process(ONE_RUN, str(path))
            for line in lines if run else ():  # the first run compiles
                name, wall, cpu = line.split("\t")
                found.setdefault(name, []).append(Took(float(wall), float(cpu)))
        _start, libraries = process("import tests.benchmarks.libraries as l; l.measure()")
        for line in libraries:
            name, held, _held = line.split("\t")
            found[name] = [Took(float(held), float(held))]
    medians = {name: median(taken) for name, taken in found.items()}
    floors = {"save": "sqlite3, one row", "quick line": "bare label", "hover": "bare label"}
    for name, taken in medians.items():
        floor = next((floor for start, floor in floors.items() if name.startswith(start)), "bare page")
        if name.startswith("memory"):
            print(f"{name:<44} {taken.wall_ms:8.1f} MB" + ("" if _has_no_budget(name) else f"   budget {MEMORY_MB} MB"))
        else:
            show_both(name, taken, floor, medians[floor], budget_of(name))


if __name__ == "__main__":
    main()
