"""What stands in a form and is not kept yet: nobody leaves it behind without being asked."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QLineEdit, QPlainTextEdit, QWidget

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
        elif isinstance(child, QComboBox):
            texts.append(child.currentText())
        elif isinstance(child, QCheckBox):
            texts.append(str(child.isChecked()))
    return tuple(texts)


def unkept_in(place: QWidget) -> QWidget | None:
    """Return the form in *place*, or the open dialog over it, that says that something in it waits to be kept.

    A form says so by `is_unkept`; what is no typing has a question of its own, `question_on_leaving`.
    """
    for child in (place, *place.findChildren(QWidget)):
        says = getattr(child, "is_unkept", None)
        if says is not None and not _is_closed(child) and says():
            return child
    return None


def _is_closed(widget: QWidget) -> bool:
    """Say whether *widget* stands in a dialog that was closed; it may live on, and nobody sees it."""
    window = widget.window()
    return isinstance(window, QDialog) and not window.isVisible()


def may_leave(place: QWidget | None, window: QWidget | None = None) -> bool:
    """Ask about what is not kept in *place*, where there is something; say whether it may go."""
    form = unkept_in(place) if place is not None else None
    if place is None or form is None:
        return True
    asks, over = getattr(form, "question_on_leaving", None), window or place.window()
    if asks is not None:  # nothing was typed there
        return ask(over, asks(), _("Leave them out"), _("Wait"), loses=True)
    question = _("Something that you typed is not kept yet. Throw it away?")
    return ask(over, question, _("Throw it away"), _("Go on typing"), loses=True)
