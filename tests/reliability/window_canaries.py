"""The same search after a tour of the window: titles, logs, temporary files, settings, previews; locked at its end."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path
from typing import Final

from journal.store.opening import unlocked
from tests.reliability.canaries import CANARY, MARKS, PASSPHRASE, look_through, places_for, without_core_limit
from tests.reliability.figures import Figures

LATER_PASSPHRASE: Final = "qxzother phrase of six words"
TITLES: Final = "title: "

# Goes through every page with a journal full of canaries, locks and opens again, changes the passphrase, shows the
# recovery sheet, lets things go wrong, and dies with the window locked by a signal that would leave a core dump.
TOUR: Final = """
import logging, os, signal, sys, time
from pathlib import Path
logging.basicConfig(filename="program.log", level=logging.DEBUG)
from tests.reliability.canaries import filled_records, with_kept_files
from journal import settings as remembered
from journal.app import make_application
from journal.store.opening import create, open_journal
path, old, new = Path("anna.journal").absolute(), Path("words").read_text(), Path("later").read_text()
with create(path, old, author="Anna") as journal, journal.change("Add") as draft:
    draft.save_all(with_kept_files(journal, filled_records()))
from PySide6.QtWidgets import QApplication, QDialog
from journal.ui.attachments.opened_files import OPENED
from journal.ui.desk import Desk
from journal.ui.faults import Faults
from journal.ui.main_window import MainWindow
from journal.ui.pages import PAGES
from journal.ui.pages.settings.passphrase_change import PassphraseChange, Way
from journal.ui.pages.settings.recovery_dialog import RecoveryDialog
application = make_application()
faults = Faults()
faults.install()
window = MainWindow(remembered.load())
window.windowTitleChanged.connect(lambda text: print("title:", text))
desk = Desk(window)
window.show()

def settle(seconds=0.15):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        application.processEvents()
        time.sleep(0.005)

def wait_for(there):
    until = time.monotonic() + 60
    while not there():
        settle(0.05)
        if time.monotonic() > until:
            sys.exit("waited in vain")

def close_dialogs():
    for each in application.topLevelWidgets():
        if isinstance(each, QDialog) and each.isVisible():
            each.close()

desk.take(open_journal(path, old), old, "today")
for entry in PAGES:
    desk.view.go_to(entry.key)
    settle(0.3)
wait_for(lambda: desk.view._pages["paper"].printout is not None)
desk.view.open_search()
settle()
application.activeModalWidget().field.setText("QXZCANARY")
settle()
close_dialogs()
desk.view.top_bar.quick_line.field.setText("QXZCANARY nausea 2")
desk.view.top_bar.quick_line.field.returnPressed.emit()
try:
    desk.view.write("QXZCANARY", lambda draft: draft.save_all(filled_records(stray=True)))
except Exception:
    sys.excepthook(*sys.exc_info())
settle()
close_dialogs()
desk.import_files([path])
settle()
close_dialogs()
sheet = RecoveryDialog(desk.view, path, window)
sheet.open()
sheet.field.field.setText("wrong")
sheet.make()
sheet.field.field.setText(old)
sheet.make()
wait_for(lambda: sheet.printout is not None)
sheet.close()
change = PassphraseChange(Way.CHANGE, desk.secrecy, window)
change.open()
change.present.field.setText(old)
change.chosen.field.field.setText(new)
change.chosen.again.field.setText(new)
change.finish()
wait_for(lambda: desk.passphrase == new)
settle()
close_dialogs()
desk.view.focus_quick_line()
desk.view.top_bar.quick_line.field.setText("QXZCANARY")
for phrase in ("QXZCANARY", new):
    desk.secrecy.lock()
    settle()
    desk.window.centralWidget().field.field.setText(phrase)
    desk.window.centralWidget().unlock()
    settle()
assert not desk.secrecy.is_locked
copy = OPENED.place_for("attached.txt")  # as another program would show it
copy.write_text("QXZCANARY")
window.set_settings(remembered.replace(window.settings, text_size=125))
desk.view.edit_care_sheet()
settle()
desk.secrecy.lock()
settle()
sys.stdout.flush()
os.kill(os.getpid(), signal.SIGABRT)
"""


def canaries_in_the_window(folder: Path, runs: int, chance: random.Random) -> Figures:
    """Search everything that a tour of the window leaves behind, and its titles."""
    work, environment = places_for(folder)
    environment |= {"QT_QPA_PLATFORM": "offscreen", "XDG_RUNTIME_DIR": str(folder / "tmp")}
    (work / "words").write_text(PASSPHRASE, "utf-8")
    (work / "later").write_text(LATER_PASSPHRASE, "utf-8")
    ran = subprocess.run(
        [sys.executable, "-c", TOUR],
        cwd=work,
        env=environment,
        capture_output=True,
        check=False,
        preexec_fn=without_core_limit,
    )
    if ran.returncode != -6:
        raise RuntimeError(f"the tour did not get to its end: {ran.stderr.decode()[-2000:]}")
    for name in ("words", "later"):
        (work / name).unlink()
    key = unlocked(work / "anna.journal", LATER_PASSPHRASE)
    marks = (*MARKS, LATER_PASSPHRASE.encode(), key.key_hex.encode(), bytes.fromhex(key.key_hex))
    figures = look_through(folder, marks)
    printed = ran.stdout + ran.stderr
    figures.tried["bytes printed"] = len(printed)
    figures.faults["found outside"] += sum(mark in printed for mark in marks)
    titles = {line.removeprefix(TITLES) for line in ran.stdout.decode().splitlines() if line.startswith(TITLES)}
    figures.tried["titles"] = len(titles)
    figures.faults["titles with more than the file's name"] = len(titles - {"anna", "anna.journal"})
    figures.faults["found outside"] += any(CANARY in title for title in titles)
    return figures
