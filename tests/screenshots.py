"""Pictures of every page, to look at: python -m tests.screenshots FOLDER [--only today,welcome] [--looks rtl]

Those of the README: python -m tests.screenshots packaging/pictures --readme

Each page in light, dark and both high contrasts, at 100, 150, 200 and 250 %, from right to left; empty, with the
sample, and crowded (ten years).  1280 by 860, without a screen.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from datetime import datetime
from pathlib import Path
from typing import Final

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from journal.actions.sample.writing import Size, write_sample
from journal.app import finish_application, make_application
from journal.settings import Settings
from journal.store.opening import create
from journal.text.language import SOURCE, set_language
from journal.ui.desk import Desk
from journal.ui.journal_view import JournalView
from journal.ui.main_window import MainWindow
from journal.ui.pages import PAGES
from journal.ui.theme.fonts import load_others

NOW: Final = datetime(2026, 11, 10, 8, 20).astimezone()
LOOKS: Final = {
    "light-100": Settings(theme="light"),
    "dark-100": Settings(theme="dark"),
    "white-100": Settings(theme="white"),
    "black-100": Settings(theme="black"),
    "light-150": Settings(theme="light", text_size=150),
    "light-200": Settings(theme="light", text_size=200),
    "dark-200": Settings(theme="dark", text_size=200),
    "light-250": Settings(theme="light", text_size=250),
    "rtl": Settings(theme="light", language="qps-rtl"),
}
FILLINGS: Final = ("sample", "empty", "crowded")
SETTLE_S: Final = 0.25  # charts are drawn beside the window
FIRST_CHART_S: Final = 5.0  # the first one loads what draws it
ROUNDS: Final = 3
OPENED: Final = Settings(theme="light", keep_results_open=True)
README: Final = (
    (OPENED, ["imaging", "paper"]),
    (Settings(theme="light"), ["today", "symptoms", "understand"]),
    (Settings(theme="dark", keep_results_open=True), ["results"]),
)


def settle(application: QApplication, seconds: float = SETTLE_S) -> None:
    """Let the window lay itself out, and the worker draw."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        application.processEvents()
        time.sleep(0.01)


def wait_for_worker(application: QApplication, view: JournalView) -> None:
    """Let everything arrive that is read and drawn beside the window: one answer may ask for the next."""
    for _ in range(ROUNDS):
        arrived: list[object] = []
        view.background.run(lambda _progress: None, arrived.append, owner=view)
        until = time.monotonic() + FIRST_CHART_S
        while not arrived and time.monotonic() < until:
            settle(application, 0.02)
        settle(application, SETTLE_S)


def take(
    application: QApplication,
    settings: Settings,
    journal: Path | None,
    keys: list[str],
    stem: str,
    seconds: float = SETTLE_S,
) -> None:
    """Take one picture for each of the pages *keys* (of the welcome, without a journal)."""
    set_language(SOURCE)  # whatever the picture before spoke
    window = MainWindow(settings, keep=lambda settings: None, clock=lambda: NOW)
    desk = Desk(window)
    window.resize(1280, 860)
    window.show()
    if journal is None:
        desk.show_welcome()
    elif not desk.open_path(journal):
        raise SystemExit(f"{journal} did not open")
    for key in keys:
        if desk.view is not None:
            desk.view.go_to(key)
        settle(application, seconds)
        if desk.view is not None:
            wait_for_worker(application, desk.view)
        page = desk.view.page if desk.view is not None else None
        while page is not None and not page.is_whole:
            settle(application, 0.05)
        focused = application.focusWidget()
        if focused is not None:
            focused.clearFocus()  # without a screen, the first control has the keyboard at once, and wears the ring
            settle(application, 0.05)
        window.grab().save(f"{stem}{key}.png")
    window.close()
    window.deleteLater()
    settle(application)


def main(arguments: list[str]) -> int:
    """Take the pictures that were asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", default="", help="keys of pages, divided by commas; welcome is one")
    parser.add_argument("--looks", default="", help=f"some of {', '.join(LOOKS)}")
    parser.add_argument("--fillings", default="sample", help=f"some of {', '.join(FILLINGS)}, or all")
    parser.add_argument("--readme", action="store_true", help="the pictures of the README, and no others")
    given = parser.parse_args(arguments)
    given.folder.mkdir(parents=True, exist_ok=True)
    keys = [key for key in given.only.split(",") if key] or ["welcome", *(entry.key for entry in PAGES)]
    looks = [look for look in given.looks.split(",") if look] or list(LOOKS)
    fillings = FILLINGS if given.fillings == "all" else given.fillings.split(",")
    application = finish_application(make_application())
    application.setQuitOnLastWindowClosed(False)
    load_others()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_RUNTIME_DIR"] = os.environ["XDG_DATA_HOME"] = folder
        if given.readme:
            journal = filled(Path(folder) / "Marianne.journal", "sample")
            for settings, pages in README:
                take(application, settings, journal, pages, f"{given.folder}/", FIRST_CHART_S)
            return 0
        for look in looks:
            settings = LOOKS[look]
            if "welcome" in keys:
                take(application, settings, None, ["welcome"], f"{given.folder / look}-")
            for filling in fillings:
                journal = filled(Path(folder) / f"{filling}.journal", filling)
                pages = [key for key in keys if key != "welcome"]
                if pages:
                    take(application, settings, journal, pages, f"{given.folder / look}-{filling}-")
    return 0


def filled(path: Path, filling: str) -> Path:
    """Return a journal that is filled like that."""
    if not path.exists():
        if filling == "empty":
            create(path).close()
        else:
            write_sample(path, NOW.date(), Size.CROWDED if filling == "crowded" else Size.USUAL).close()
    return path


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
