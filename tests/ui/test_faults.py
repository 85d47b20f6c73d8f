"""A fault shows a calm dialog; its report helps to mend it and holds nothing of the journal."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import qInstallMessageHandler
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from journal.domain.problems import N_, Problem
from journal.text.sayings import say_problem
from journal.ui.fault_dialog import FaultDialog, report_of
from journal.ui.faults import Faults
from journal.ui.messages import Message
from tests.ui.seeing import nameless, too_low

SECRET = "nausea of Marianne"


def broken(secret: str) -> None:
    values = {"said": secret}
    raise ValueError(f"cannot read {values['said']}")


def caught() -> BaseException:
    try:
        try:
            broken(SECRET)
        except ValueError as error:
            raise KeyError(SECRET) from error
    except KeyError as error:
        return error
    raise AssertionError


@pytest.fixture
def faults(qapp: QApplication) -> Iterator[Faults]:
    hooks = sys.excepthook, threading.excepthook
    made = Faults()
    yield made
    sys.excepthook, threading.excepthook = hooks
    qInstallMessageHandler(None)
    if made.dialog is not None:
        made.dialog.close()
        made.dialog.deleteLater()


def test_a_report_says_where_and_never_what() -> None:
    report = report_of(caught(), ("QtWarningMsg: a b",))
    assert "KeyError" in report
    assert "ValueError" in report
    assert "tests/ui/test_faults.py" in report
    assert " broken" in report
    for word in (SECRET, "Marianne", "cannot read", "/root", "/home"):
        assert word not in report


def test_a_fault_shows_one_dialog(qtbot: QtBot, faults: Faults, capsys: pytest.CaptureFixture[str]) -> None:
    faults.install()
    error = caught()
    sys.excepthook(type(error), error, error.__traceback__)
    sys.excepthook(type(error), error, error.__traceback__)
    qtbot.waitUntil(lambda: faults.dialog is not None and faults.dialog.isVisible())
    assert isinstance(faults.dialog, FaultDialog)
    assert len([w for w in QApplication.topLevelWidgets() if isinstance(w, FaultDialog) and w.isVisible()]) == 1
    assert SECRET not in faults.dialog.report
    assert SECRET not in capsys.readouterr().err
    assert nameless(faults.dialog) == []
    assert too_low(faults.dialog) == []
    faults.dialog.copy.click()
    assert QGuiApplication.clipboard().text() == faults.dialog.report
    faults.dialog.go_on.click()
    assert not faults.dialog.isVisible()


def test_a_fault_on_another_thread_shows_too(qtbot: QtBot, faults: Faults) -> None:
    faults.install()

    def work() -> None:
        raise ZeroDivisionError

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: faults.dialog is not None and faults.dialog.isVisible())
    assert faults.dialog is not None
    assert "ZeroDivisionError" in faults.dialog.report


def test_what_a_person_can_mend_is_said_in_its_own_words(qtbot: QtBot, faults: Faults) -> None:
    problem = Problem(
        N_("There is no room left for “{file}”. Nothing was lost. Free some space, then try again."), file="a"
    )
    faults.met.emit(problem)
    qtbot.waitUntil(lambda: bool(visible_messages()))
    shown = visible_messages()
    assert shown[0].words.text() == say_problem(problem)
    shown[0].close()


def visible_messages() -> list[Message]:
    return [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, Message) and widget.isVisible()]


def test_qts_own_complaints_are_kept_short(faults: Faults) -> None:
    from PySide6.QtCore import QMessageLogContext, QtMsgType

    faults._on_message(QtMsgType.QtWarningMsg, QMessageLogContext(), f"could not open the file /home/anna/{SECRET}")
    assert list(faults.messages) == ["QtWarningMsg: could not open the"]
