"""How long looking back takes with ten years of changes: python -m tests.benchmarks.past

A journal kept day by day for ten years, with entries mended, taken out and taken back.  Measured on the worker: the
history of one entry, the bin, the journal as it was, what differs, emptying the bin.  Measured on the window's thread:
opening each of their dialogs, and the longest time in which the window answers nobody while they fill.  The floors of
the same run: plain sqlite3 that reads the same rows of history, or writes the same rows of entries; a bare dialog.
"""

from __future__ import annotations

import json
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from datetime import time as clock_time
from itertools import groupby
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QApplication, QDialog, QLabel, QVBoxLayout

from journal.actions.bin import empty, in_the_bin
from journal.actions.entry_words import known_names
from journal.actions.looking_back import apart_from, journal_as_it_was
from journal.actions.sample.writing import Size, sample_records
from journal.actions.time_machine import moments_of
from journal.app import finish_application, make_application
from journal.domain.notes import Note
from journal.domain.record import Record
from journal.settings import Settings
from journal.store.change import inflated
from journal.store.journal import Journal
from journal.store.opening import create, open_journal
from journal.store.tables import BY_KIND, KINDS
from journal.ui.background import Background
from journal.ui.desk import Desk
from journal.ui.journal_view import JournalView
from journal.ui.main_window import MainWindow
from journal.ui.theme.fonts import load_others
from tests.benchmarks.measuring import Took, as_installed, median, process, show_both, took

CHANGES_A_DAY: Final = 3
MENDED_EACH, TAKEN_OUT_EACH, UNDONE_EACH = 5, 40, 60  # changes
WINDOW_MS, WORKER_MS = 100, 1_000
RUNS: Final = 3
WAIT_S: Final = 60.0


def live_through(path: Path, today: date) -> None:
    """Write a journal as ten years of days would, at most some changes a day."""
    now = [datetime(2000, 1, 1, tzinfo=UTC)]
    records = sample_records(today, Size.CROWDED)
    heads = {parent for kind in KINDS for parent in BY_KIND[kind].parents.values()}
    first = [record for record in records if BY_KIND[type(record)].name in heads]
    rest = sorted((r for r in records if BY_KIND[type(r)].name not in heads), key=lambda each: each.happened_on)
    count = 0
    with create(path, author="Marianne", clock=lambda: now[0]) as journal:
        now[0] = _evening(rest[0].happened_on)
        _save(journal, first)
        for day, of_day in groupby(rest, lambda each: each.happened_on):
            now[0] = max(now[0], _evening(day))
            of_this_day = list(of_day)
            size = -(-len(of_this_day) // CHANGES_A_DAY)
            for start in range(0, len(of_this_day), size):
                count += 1
                now[0] += timedelta(minutes=1)
                part = of_this_day[start : start + size]
                _save(journal, part)
                _think_again(journal, part, count)


def _evening(day: date) -> datetime:
    return datetime.combine(day, clock_time(19), UTC)


def _save(journal: Journal, records: list[Record]) -> None:
    with journal.change("Written") as draft:
        draft.save_all(records)


def _think_again(journal: Journal, records: list[Record], count: int) -> None:
    """Mend, take out or take back what was just written, now and then."""
    if count % MENDED_EACH == 0:
        _save(journal, [replace(records[0], author="Tom")])
    if count % TAKEN_OUT_EACH == 0:
        with journal.change("Taken out") as draft:
            draft.delete(records[-1])
    if count % UNDONE_EACH == 0:
        journal.undo()


def plain_history(path: Path, journal: Journal) -> sqlite3.Connection:
    """Return a plain SQLite file with the same history."""
    plain = sqlite3.connect(path, isolation_level=None)
    plain.execute("CREATE TABLE history (seq INTEGER PRIMARY KEY, target INTEGER, entries BLOB)")
    with journal._readers.lend() as connection:
        rows = connection.execute("SELECT seq, target, entries FROM history").fetchall()
    plain.execute("BEGIN")
    plain.executemany("INSERT INTO history VALUES (?, ?, ?)", rows)
    plain.execute("COMMIT")
    return plain


def read_all(plain: sqlite3.Connection) -> list[object]:
    """Read the whole of a history as JSON, as whoever tells it must."""
    return [json.loads(inflated(entries)) for _seq, _target, entries in plain.execute("SELECT * FROM history")]


def write_rows(folder: Path, records: tuple[Record, ...]) -> None:
    """Write as many rows of text as there are *records* into a new plain file."""
    path = folder / "rows.db"
    path.unlink(missing_ok=True)
    plain = sqlite3.connect(path, isolation_level=None)
    plain.execute("CREATE TABLE rows (id TEXT PRIMARY KEY, words TEXT)")
    rows = [(record.id, json.dumps(BY_KIND[type(record)].encode(record), default=str)) for record in records]
    plain.execute("BEGIN")
    plain.executemany("INSERT OR REPLACE INTO rows VALUES (?, ?)", rows)
    plain.execute("COMMIT")
    plain.close()


def on_the_worker(path: Path, folder: Path) -> None:
    """Measure what the worker does, in this thread."""
    with open_journal(path) as journal:
        plain = plain_history(folder / "plain.db", journal)
        read = median(took(lambda: read_all(plain)) for _ in range(RUNS))
        mended = next(change for change in journal.history() if change.author == "Marianne" and change.entries)
        record = mended.after()[0]
        middle = journal.began_at()
        assert middle is not None
        middle += (datetime.now(UTC) - middle) / 2
        print(f"{journal.count_changes()} changes, {sum(1 for _each in journal.everything())} entries standing")
        floor = "read as JSON by sqlite3"
        for name, work in (
            ("history of one entry", lambda: (moments_of(journal, [record]), known_names(journal))),
            ("bin listed", lambda: (in_the_bin(journal), known_names(journal))),
        ):
            work()
            show_both(name, median(took(work) for _ in range(RUNS)), floor, read, f"{WORKER_MS} ms")
        rows = journal.as_it_was(middle)
        write = median(took(lambda: write_rows(folder, rows)) for _ in range(RUNS))
        both, as_both = Took(read.wall_ms + write.wall_ms, read.cpu_ms + write.cpu_ms), "read, and written by sqlite3"
        taken, pasts = [], []
        for number in range(RUNS):
            place = folder / f"past {number}"
            place.mkdir()
            taken.append(took(lambda place=place: pasts.append(journal_as_it_was(journal, middle, place))))  # type: ignore[misc]
        show_both(f"as it was, {len(rows)} entries", median(taken), as_both, both, f"{WORKER_MS} ms")
        differs = median(took(lambda: apart_from(pasts[0], journal)) for _ in range(RUNS))
        show_both("what differs from then", differs, floor, read, f"{WORKER_MS} ms")
        for past in pasts:
            past.close()
        journal.make_ready()  # as the window does ahead of the first change
        show_both("bin emptied", took(lambda: empty(journal)), as_both, both, f"{WORKER_MS} ms")
        plain.close()


# The window


def settle() -> None:
    """Let the window do what it has to do, painting included."""
    for _ in range(3):
        QApplication.processEvents()


@contextmanager
def longest_turn() -> Iterator[list[Took]]:
    """Find out for how long at most the window answers nobody: the longest turn of its loop."""
    found = [Took(0, 0)]
    yield found
    end = time.monotonic() + WAIT_S
    quiet_turns = 0
    while time.monotonic() < end and quiet_turns < 50:
        turn = took(QApplication.processEvents)
        found[0] = max(found[0], turn, key=lambda each: each.cpu_ms)
        quiet_turns = 0 if turn.cpu_ms > 1 or not _is_idle() else quiet_turns + 1
        time.sleep(0.001)


def _is_idle() -> bool:
    return all(job.is_idle for job in _BACKGROUNDS)


_BACKGROUNDS: list[Background] = []


def measure_window(path: Path) -> None:
    """Measure what the window does, once, in this process."""
    application = finish_application(make_application())
    load_others()
    window = MainWindow(Settings(theme="light"), keep=lambda _settings: None)
    desk = Desk(window)
    _BACKGROUNDS.append(window.background)
    window.resize(1280, 860)
    window.show()
    settle()
    _tell("bare dialog", took(lambda: _bare_dialog(window)))
    desk.open_path(path)
    with longest_turn():
        pass
    view = desk.view
    if view is None:
        raise SystemExit("The journal did not open.")
    note = view.live.read.all(Note)[-1]
    for round_number in range(2):
        name = ", again" if round_number else ""
        _measure(f"history of an entry{name}", lambda: view.history.show([note]))
        _measure(f"bin{name}", view.history.open_bin)
        _measure(f"choosing a day{name}", desk.looking_back.choose)
    _look_back(desk, view)
    desk.close_journal()
    window.close()
    application.quit()


def _bare_dialog(window: MainWindow) -> None:
    dialog = QDialog(window)
    QVBoxLayout(dialog).addWidget(QLabel("History"))
    dialog.open()
    settle()
    dialog.close()
    dialog.deleteLater()


def _look_back(desk: Desk, view: JournalView) -> None:
    began = view.live.read.began_at()
    assert began is not None
    middle = began + (datetime.now(UTC) - began) / 2
    _measure("journal as it was", lambda: desk.looking_back.look(middle), close=False)
    if not desk.looking_back.is_on:
        raise SystemExit("The earlier day did not come.")
    _measure("what differs", desk.looking_back.show_apart)
    _measure("back to today", desk.looking_back.back, close=False)


def _measure(name: str, act: Callable[[], object], *, close: bool = True) -> None:
    """Tell how long the window was busy with *act* at once, and at most while it filled."""

    def whole() -> None:
        act()
        settle()

    _tell(f"{name}: opened", took(whole))
    start = time.perf_counter()
    with longest_turn() as longest:
        pass
    _tell(f"{name}: longest turn", longest[0])
    _tell(f"{name}: filled after", Took((time.perf_counter() - start) * 1_000, 1))
    for dialog in QApplication.topLevelWidgets() if close else ():
        if isinstance(dialog, QDialog) and dialog.isVisible():
            dialog.reject()
    settle()


def _tell(name: str, taken: Took) -> None:
    print(name, taken.wall_ms, taken.cpu_ms, sep="\t", flush=True)


def main() -> None:
    """Build the journal, measure in this process and in others, and print the medians."""
    with tempfile.TemporaryDirectory() as outer:
        folder = Path(outer)
        as_installed(folder)
        path = folder / "ten years.journal"
        built = took(lambda: live_through(path, date.today()))
        print(f"ten years written, day by day, in {built.wall_ms / 1_000:.0f} s; {path.stat().st_size / 1e6:.0f} MB")
        found: dict[str, list[Took]] = {}
        code = "import sys, pathlib; from tests.benchmarks import past; past.measure_window(pathlib.Path(sys.argv[1]))"
        for run in range(RUNS + 1):
            _start, lines = process(code, str(path))
            for line in lines if run else ():  # the first run compiles
                name, wall, cpu = line.split("\t")
                found.setdefault(name, []).append(Took(float(wall), float(cpu)))
        on_the_worker(path, folder)
        floor = median(found.pop("bare dialog"))
        for name, taken in found.items():
            if name.endswith("filled after"):
                print(f"{name:<44} {median(taken).wall_ms:8.1f} ms by the clock")
            else:
                show_both(name, median(taken), "bare dialog", floor, f"{WINDOW_MS} ms")


if __name__ == "__main__":
    main()
