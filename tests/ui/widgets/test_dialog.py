"""Dialogs are as large as their words ask for."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from journal.ui.messages import Message
from journal.ui.widgets.buttons import primary
from journal.ui.widgets.dialog import Dialog
from journal.ui.widgets.layouts import Column, Flow
from journal.ui.widgets.words import Words
from tests.ui.acting import settle

LONG = "A page with the key of this journal. It opens the file when the passphrase is lost."


def test_a_dialog_with_room_does_not_scroll_when_a_mistake_comes_in(qtbot: QtBot) -> None:
    dialog = Dialog("Recovery sheet", width=760)
    qtbot.addWidget(dialog)
    mistake, inside = Words("This is not the present passphrase."), QWidget()
    mistake.hide()
    inside.setLayout(Column(Words(LONG), Words(LONG), mistake, gap=14))
    dialog.fill(Words("Recovery sheet", "h2"), inside, foot=Flow(primary("Show the sheet", lambda: None)))
    dialog.show()
    settle()
    mistake.show()
    settle()
    (scroll,) = dialog.findChildren(QScrollArea)
    assert scroll.verticalScrollBar().maximum() == 0
    assert mistake.isVisible()


@pytest.mark.parametrize(
    ("loses", "answer"), [(True, QDialog.DialogCode.Rejected), (False, QDialog.DialogCode.Accepted)]
)
def test_enter_loses_nothing(qtbot: QtBot, loses: bool, answer: QDialog.DialogCode) -> None:
    question = Message("What you typed is not kept yet.", yes="Throw it away", no="Go on typing", loses=loses)
    qtbot.addWidget(question)
    question.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    question.open()
    qtbot.keyClick(question, Qt.Key.Key_Return)
    assert question.result() == answer
    assert not question.isVisible()
