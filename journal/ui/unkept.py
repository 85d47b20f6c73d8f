"""What stands in a form and is not kept yet: nobody leaves it behind without being asked."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from journal.text.language import _
from journal.ui.messages import ask


def typed_in(form: QWidget) -> tuple[str, ...]:
    """Return what stands in the fields of *form*; a form compares it with what stood there at first."""
    texts: list[str] = []
    for child in form.findChildren(QWidget):
        if isinstance(child, QLineEdit):
            texts.append(child.text())
        elif isinstance(child, QPlainTextEdit):
            texts.append(child.toPlainText())
    return tuple(texts)


def unkept_in(view: QWidget) -> QWidget | None:
    """Return the form in *view* that says that something in it waits to be kept (`is_unkept`)."""
    for child in view.findChildren(QWidget):
        says = getattr(child, "is_unkept", None)
        if says is not None and says():
            return child
    return None


def may_leave(view: QWidget | None, window: QWidget) -> bool:
    """Ask about what is not kept in *view*, where there is something; say whether it may go."""
    if view is None or unkept_in(view) is None:
        return True
    question = _("Something that you typed is not kept yet. Throw it away?")
    return ask(window, question, _("Throw it away"), _("Go on typing"))
