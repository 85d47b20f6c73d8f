"""Dialogs are as large as their words ask for."""

from __future__ import annotations

from PySide6.QtWidgets import QScrollArea, QWidget
from pytestqt.qtbot import QtBot

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
