"""A few words to the person: something said, or something asked."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from journal.text.language import _
from journal.ui.widgets.buttons import primary, quiet
from journal.ui.widgets.dialog import Dialog
from journal.ui.widgets.layouts import Flow, Row
from journal.ui.widgets.words import Picture, Words


def tell(parent: QWidget | None, words: str, title: str = "") -> None:
    """Show *words* about something that the person can mend, until they close it."""
    Message(words, title, parent).open()


class Message(Dialog):
    """A few words that the person closes; with *yes*, a question.

    Where yes *loses* something, Enter says no.
    """

    def __init__(
        self,
        words: str,
        title: str = "",
        parent: QWidget | None = None,
        *,
        yes: str = "",
        no: str = "",
        loses: bool = False,
    ) -> None:
        super().__init__(title or _("Treatment Journal"), parent, width=480)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.words = Words(words, selectable=True)
        self.setAccessibleDescription(words)
        icon = "question" if yes else "info"
        picture = Picture(icon, "accent", 28)
        line = Row(picture, self.words, gap=16)
        line.setAlignment(picture, Qt.AlignmentFlag.AlignTop)  # beside the first line of many
        self.words.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)
        line.setStretch(1, 1)
        if loses:
            buttons = [primary(no or _("Cancel"), self.reject), quiet(yes, self.accept)]
        else:
            buttons = [primary(yes or _("Close"), self.accept)]
            buttons += [quiet(no or _("Cancel"), self.reject)] if yes else []
        head = [Words(title, "h3")] if title else []
        self.fill(*head, line, foot=Flow(*buttons, gap=12), gap=20)
        buttons[0].setDefault(True)


def ask(parent: QWidget | None, words: str, yes: str, no: str = "", title: str = "", *, loses: bool = False) -> bool:
    """Ask a question, and say whether the answer was *yes*; where that *loses* something, Enter says no."""
    question = Message(words, title, parent, yes=yes, no=no, loses=loses)
    return question.exec() == QDialog.DialogCode.Accepted
