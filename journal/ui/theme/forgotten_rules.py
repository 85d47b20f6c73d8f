"""Forgets what the style sheet says of widgets out of sight; those in sight are asked anew at once.

Qt keeps the answer for every widget that was ever shown, in tables with room for 48 answers each where most hold one:
10 kB for a widget (measured with Qt 6.12), 15 MB after all pages were seen.  Fonts, colours and sizes that widgets were
given stay as they are.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QWidget

AFTER_MS: Final = 50  # after a page was turned: it is painted then


def forget_rules(window: QWidget) -> None:
    """Let go of what the style sheet said of each widget, and paint *window*, so that nothing in sight waits later."""
    application = QCoreApplication.instance()
    if isinstance(application, QApplication) and application.styleSheet():
        application.style().unpolish(application)
        window.update()
