"""Hunts for crashes: python -m tests.ui.monkey --seed N --minutes M

Wanders about the window at random, as a child with a keyboard and a mouse would: clicks, keys, words, other pages,
other looks, other window sizes, windows closed while charts are drawn.  One seed always does the same, as far as the
worker lets it.  Faults and Qt's complaints are printed with the steps that led there; a crash leaves its steps in a
file (--trail).  At the end each journal is whole, and all of it can be taken back and brought back.
"""

from __future__ import annotations

import argparse
import faulthandler
import os
import random
import sys
import tempfile
import time
import traceback
from collections import Counter, deque
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Final

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QMessageLogContext, QPoint, Qt, QTimer, QtMsgType, QUrl, qInstallMessageHandler
from PySide6.QtGui import QDesktopServices
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMenu, QWidget

from journal.actions.sample.writing import write_sample
from journal.app import finish_application, make_application
from journal.domain.problems import Problem
from journal.settings import TEXT_SIZES, Settings
from journal.store.integrity import check
from journal.store.journal import Journal
from journal.store.opening import create, open_journal
from journal.ui.desk import Desk
from journal.ui.main_window import MainWindow
from journal.ui.messages import Message
from journal.ui.pages import PAGES
from journal.ui.theme.fonts import load_others
from journal.ui.theme.look import look
from tests.ui.seeing import CONTROLS, StrayWindows

NOW: Final = datetime(2026, 11, 13, 8, 20, 31, 724_519).astimezone()
KEYS: Final = tuple(
    getattr(Qt.Key, f"Key_{name}")
    for name in (
        *("Tab", "Backtab", "Return", "Space", "Escape", "Up", "Down", "Left", "Right", "Home", "End"),
        *("Delete", "Backspace", "PageUp", "PageDown", "F2", "F6", "F10", "0", "1", "2", "3", "4"),
    )
)
SHORTCUTS: Final = tuple(
    getattr(Qt.Key, f"Key_{letter}") for letter in ("Z", "Y", "L", "K", "A", "V", "Plus", "Minus", *"0123456789")
)
WORDS: Final = (
    *("nausea 2", "temp 38,1", "12", "3.5", "-4", "1e9", "yesterday", "2026-02-30", "12 May 2026", "CEA 5.4 ng/mL"),
    *("ask: can I travel?", "chemo given", "<b>&amp;", "שלום", "x" * 300, "999999999999", "½", "0", "", "\t7\t8\n9"),
)
LANGUAGES: Final = ("en", "qps", "qps-rtl")
SIZES: Final = ((1024, 700), (1280, 860), (1900, 1000))
LAST_STEPS: Final = 40
PAGE_EVERY: Final = 6  # steps, until it was on every page
PAUSE_MS: Final = 1
DEEPEST: Final = 6  # questions upon questions, each with an event loop of its own
KNOWN: Final = ("This plugin does not support", "QFont::setPixelSize", "propagateSizeHints")


class Monkey:
    """Takes one random step after the other; `faults` holds what went wrong."""

    def __init__(self, application: QApplication, seed: int, folder: Path, trail: Path) -> None:
        self.random = random.Random(seed)
        self.faults: Counter[str] = Counter()
        self.examples: dict[str, tuple[str, ...]] = {}
        self.steps: deque[str] = deque(maxlen=LAST_STEPS)
        self.count = 0
        self._folder, self._trail = folder, trail.open("w", encoding="utf-8")
        self._journals = [folder / "sample.journal", folder / "empty.journal"]
        write_sample(self._journals[0], NOW.date()).close()
        create(self._journals[1]).close()
        self.visited: list[str] = []
        self._strays = StrayWindows(application)
        self._depth = 0
        self._until = 0.0
        self._most = 0
        self.desk = self._new_desk()
        self._acts: tuple[tuple[int, Callable[[], str]], ...] = (
            (30, self._click),
            (30, self._press_key),
            (14, self._write),
            (10, self._turn),
            (6, self._shortcut),
            (4, self._scroll),
            (3, self._look),
            (2, self._resize),
            (3, self._wait),
            (1, self._other_window),
            (1, self._open_other),
        )

    # Walking

    def walk(self, seconds: float, most: int) -> None:
        """Take steps until *seconds* or *most* steps are over."""
        self._until, self._most = time.monotonic() + seconds, most
        while not self._is_over:
            QTimer.singleShot(PAUSE_MS, self._step)
            QTest.qWait(PAUSE_MS * 3)

    @property
    def _is_over(self) -> bool:
        return time.monotonic() > self._until or self.count >= self._most

    def _step(self) -> None:
        """Take one step; a question it opens has a loop of its own, so the next step is on its way before."""
        self._depth += 1
        again = QTimer()
        again.setSingleShot(True)
        again.setInterval(200)
        again.timeout.connect(self._step_within)
        again.start()
        try:
            self._act()
        except Exception as error:  # the monkey's own: an act on what is gone already
            self.note_error(type(error), error, error.__traceback__)
        finally:
            again.stop()
            self._depth -= 1

    def _step_within(self) -> None:
        """Go on within a question; leave it where they lie too deep, or the walk is over."""
        if self._depth >= DEEPEST or self._is_over:
            self._leave_dialogs()
        else:
            self._step()
        if self._depth and QApplication.activeModalWidget() is not None:
            QTimer.singleShot(50, self._step_within)

    def _leave_dialogs(self) -> None:
        for widget in (QApplication.activePopupWidget(), QApplication.activeModalWidget()):
            if widget is not None:
                self._say(f"leave {type(widget).__name__}")
                widget.close()

    def _act(self) -> None:
        self.count += 1
        if not self.desk.window.isVisible():
            self._say("the window was closed: a new one")
            self.desk = self._new_desk()
        if self.count % PAGE_EVERY == 0 and len(set(self.visited)) < len(PAGES):
            self._turn()
            return
        weights = [weight for weight, _ in self._acts]
        (chosen,) = self.random.choices([act for _, act in self._acts], weights)
        chosen()

    def _say(self, words: str) -> None:
        self.steps.append(words)
        self._trail.write(f"{self.count} {words}\n")
        self._trail.flush()

    # What it does

    @property
    def _target(self) -> QWidget:
        """The window that takes keys and clicks: a menu, a dialog, or the window itself."""
        return QApplication.activePopupWidget() or QApplication.activeModalWidget() or self.desk.window

    def _seen(self) -> list[QWidget]:
        inside = [each for each in self._target.findChildren(QWidget) if each.isVisible() and each.isEnabled()]
        controls = [each for each in inside if isinstance(each, CONTROLS)]
        return [*controls] if controls and self.random.random() < 0.8 else inside

    def _click(self) -> str:
        target = self._target
        if isinstance(target, QMenu):
            actions = [each for each in target.actions() if each.isEnabled() and not each.isSeparator()]
            if not actions:
                return ""
            action = self.random.choice(actions)
            self._say(f"menu {action.text()}")
            QTest.mouseClick(target, Qt.MouseButton.LeftButton, pos=target.actionGeometry(action).center())
            return ""
        seen = self._seen()
        if not seen:
            return ""
        widget = self.random.choice(seen)
        place = QPoint(self.random.randrange(max(1, widget.width())), self.random.randrange(max(1, widget.height())))
        act = QTest.mouseDClick if self.random.random() < 0.15 else QTest.mouseClick
        self._say(f"{act.__name__} {type(widget).__name__} “{widget.accessibleName()}” at {place.x()}, {place.y()}")
        act(widget, Qt.MouseButton.LeftButton, pos=place)
        return ""

    def _keyboard(self) -> QWidget:
        return QApplication.activePopupWidget() or QApplication.focusWidget() or self._target

    def _press_key(self) -> str:
        key, at = self.random.choice(KEYS), self._keyboard()
        self._say(f"{key.name} on {type(at).__name__} “{at.accessibleName()}”")
        QTest.keyClick(at, key)
        return ""

    def _write(self) -> str:
        words, at = self.random.choice(WORDS), self._keyboard()
        self._say(f"write {words[:30]!r} into {type(at).__name__} “{at.accessibleName()}”")
        if not words.isascii() or "\t" in words:
            QApplication.clipboard().setText(words)
            QTest.keyClick(at, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        else:
            QTest.keyClicks(at, words)
        return ""

    def _turn(self) -> str:
        if self._target is self.desk.window and self.desk.view is not None:
            keys = [entry.key for entry in PAGES]
            key = self.random.choice([key for key in keys if key not in self.visited] or keys)
            self._say(f"go to {key}")
            self.desk.view.go_to(key)
            self.visited.append(key)
        return ""

    def _shortcut(self) -> str:
        key = self.random.choice(SHORTCUTS)
        shift = Qt.KeyboardModifier.ShiftModifier if self.random.random() < 0.2 else Qt.KeyboardModifier.NoModifier
        self._say(f"Ctrl {key.name} {shift.name}")
        QTest.keyClick(self._keyboard(), key, Qt.KeyboardModifier.ControlModifier | shift)
        return ""

    def _scroll(self) -> str:
        page = self.desk.view.page if self.desk.view is not None else None
        if page is not None:
            bar = page.scroll_area.verticalScrollBar()
            self._say("scroll")
            bar.setValue(self.random.randrange(bar.maximum() + 1))
        return ""

    def _look(self) -> str:
        settings = replace(
            self.desk.settings,
            theme=self.random.choice(("light", "dark", "white", "black")),
            text_size=self.random.choice(TEXT_SIZES),
            language=self.random.choice((self.desk.settings.language or "en", self.random.choice(LANGUAGES))),
        )
        self._say(f"look {settings.theme} {settings.text_size} {settings.language}")
        self.desk.set_settings(settings)
        return ""

    def _resize(self) -> str:
        width, height = self.random.choice(SIZES)
        self._say(f"resize {width} {height}")
        self.desk.window.resize(width, height)
        return ""

    def _wait(self) -> str:
        self._say("wait")
        QTest.qWait(self.random.choice((5, 50, 300)))
        return ""

    def _other_window(self) -> str:
        """Close the window, whatever the worker is at, and open another."""
        if self._depth == 1 and self._target is self.desk.window:
            self._say("close the window")
            self.desk.window.close()
        return ""

    def _open_other(self) -> str:
        if self._depth == 1 and self._target is self.desk.window:
            if self.random.random() < 0.3:
                self._say("back to the welcome")
                self.desk.back_to_welcome()
            else:
                path = self.random.choice(self._journals)
                self._say(f"open {path.stem}")
                self.desk.open_path(path)
        return ""

    # Windows

    def _new_desk(self) -> Desk:
        if hasattr(self, "desk"):
            self.desk.window.deleteLater()
        window = MainWindow(Settings(theme="light"), keep=lambda settings: None, clock=lambda: NOW)
        desk = Desk(window)
        window.resize(*SIZES[1])
        window.show()
        if not desk.open_path(self.random.choice(self._journals)):
            desk.show_welcome()
        window.activateWindow()
        return desk

    def close_all(self) -> None:
        """Leave everything: the walk is over."""
        self.steps.append("the end: close all")
        answering = QTimer()
        answering.setInterval(20)
        answering.timeout.connect(self._answer)
        answering.start()
        for _ in range(DEEPEST):
            self._leave_dialogs()
            QTest.qWait(5)
        answering.stop()
        self.desk.close_journal()  # it may not wait for an answer any more
        self.desk.window.close()
        self.desk.window.deleteLater()
        QTest.qWait(20)
        QApplication.instance().removeEventFilter(self._strays)  # type: ignore[union-attr]
        self._trail.close()
        for each in dict.fromkeys(self._strays.seen):
            self._note(f"stood alone on the screen: {each}", "")

    def _answer(self) -> None:
        """Say yes to whatever is asked, such as whether what was typed may go: nobody else is there any more."""
        question = QApplication.activeModalWidget()
        if isinstance(question, Message):
            question.accept()

    def look_over(self) -> None:
        """Note where a journal is not whole, or does not come back from being taken back."""
        for path in self._journals:
            try:
                check(path)
                with open_journal(path) as journal:
                    if (wrong := wrong_with_undo(journal)) is not None:
                        self._note(f"{path.stem}: {wrong}", "")
            except Problem as problem:
                self._note(f"{path.stem}: {type(problem).__name__}", "")

    # What goes wrong

    def note_error(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Keep a fault, with the steps that led to it."""
        words = "".join(traceback.format_exception(kind, error, trace))
        place = "\n".join(words.strip().splitlines()[-7:])
        self._note(place, words)

    def note_message(self, kind: QtMsgType, _context: QMessageLogContext, text: str | None) -> None:
        """Keep a complaint of Qt's."""
        if kind is not QtMsgType.QtDebugMsg and not any(known in (text or "") for known in KNOWN):
            self._note(f"{kind.name}: {text}", "".join(traceback.format_stack(limit=8)))

    def _note(self, what: str, more: str) -> None:
        self.faults[what] += 1
        self.examples.setdefault(what, (more, *self.steps))
        if not self._trail.closed:
            self._trail.write(f"!!! {what}\n")
            self._trail.flush()


def wrong_with_undo(journal: Journal) -> str | None:
    """Take back everything and bring it back; say what is wrong then, None where nothing is."""
    before = {(type(record), record.id): record for record in journal.everything()}
    steps = 0
    while journal.undo() is not None:
        steps += 1
    if any(True for _record in journal.everything()):
        return "something stays when everything is taken back"
    for _ in range(steps):
        journal.redo()
    if {(type(record), record.id): record for record in journal.everything()} != before:
        return "what is brought back is not what was taken back"
    return None


def choose_files_itself(folder: Path, put: Callable[[type, str, object], object] = setattr) -> None:
    """Answer the system's own dialogs, which nobody here can see; *put* sets the answers in their place."""

    def name(*_arguments: object, **_more: object) -> tuple[str, str]:
        return str(folder / f"chosen-{random.randrange(5)}"), ""

    def nothing(*_arguments: object, **_more: object) -> tuple[str, str]:
        return "", ""

    def choose_folder(*_arguments: object, **_more: object) -> str:
        return str(folder)

    def leave(_dialog: QPrintDialog) -> QDialog.DialogCode:
        return QDialog.DialogCode.Rejected

    def open_url(_url: QUrl) -> bool:
        return True

    put(QFileDialog, "getSaveFileName", staticmethod(name))
    put(QFileDialog, "getOpenFileName", staticmethod(nothing))
    put(QFileDialog, "getOpenFileNames", staticmethod(nothing))
    put(QFileDialog, "getExistingDirectory", staticmethod(choose_folder))
    put(QPrintDialog, "exec", leave)
    put(QDesktopServices, "openUrl", staticmethod(open_url))


def main(arguments: list[str]) -> int:
    """Let a monkey walk; return 1 where it met a fault."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--minutes", type=float, default=1)
    parser.add_argument("--steps", type=int, default=1 << 30)
    parser.add_argument("--trail", type=Path, help="where to write the steps; they show what led to a crash")
    given = parser.parse_args(arguments)
    faulthandler.enable()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        os.environ["XDG_RUNTIME_DIR"] = os.environ["XDG_CONFIG_HOME"] = os.environ["XDG_DOCUMENTS_DIR"] = name
        os.environ["XDG_DATA_HOME"] = name
        os.environ["HOME"] = name
        application = finish_application(make_application())
        application.setQuitOnLastWindowClosed(False)
        load_others()
        look().choose("light", 100)
        choose_files_itself(folder)
        monkey = Monkey(application, given.seed, folder, given.trail or folder / "trail.txt")
        sys.excepthook = monkey.note_error
        qInstallMessageHandler(monkey.note_message)
        monkey.walk(given.minutes * 60, given.steps)
        monkey.close_all()
        qInstallMessageHandler(None)
        sys.excepthook = sys.__excepthook__
        monkey.look_over()
        for what, times in monkey.faults.most_common():
            more, *steps = monkey.examples[what]
            sys.stdout.write(f"--- {times} times: {what}\n{more}\n  " + "\n  ".join(steps[-12:]) + "\n")
        sys.stdout.write(f"seed {given.seed}: {monkey.count} steps, {len(monkey.faults)} kinds of fault\n")
        return 1 if monkey.faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
