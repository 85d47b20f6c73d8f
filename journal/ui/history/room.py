"""How the dialogs of this room stand: what is read scrolls, the buttons below it stay in reach at any text size."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFrame, QLayout, QScrollArea, QWidget

from journal.ui.theme.look import size
from journal.ui.widgets.layouts import Column

AROUND = 40  # px of the window behind that stay in sight


def stand(
    dialog: QDialog, inside: Column, buttons: QLayout, *, width: int, height: int, behind: QWidget | None
) -> QScrollArea:
    """Put *inside*, which scrolls, above *buttons*; as large as *width*, *height* (px at 100 %) and *behind* allow."""
    ground = QWidget()
    ground.setProperty("ground", "clear")
    ground.setLayout(inside)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(ground)
    column = Column(area, buttons, gap=12, padding=(22, 20))
    column.setStretch(0, 1)
    dialog.setLayout(column)
    wide, high = size(width), size(height)
    if behind is not None:
        room = behind.window().size()
        wide, high = min(wide, room.width() - AROUND), min(high, room.height() - AROUND)
    dialog.resize(wide, high)
    return area
