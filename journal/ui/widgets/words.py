"""Words on a page, and lines between them."""

from __future__ import annotations

from typing import Literal, TypeAlias

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from journal.ui.theme.fonts import Role, font
from journal.ui.theme.icons import TEXT, pixmap
from journal.ui.theme.look import follow

Tone: TypeAlias = Literal[
    "ink", "muted", "accent", "positive", "caution", "call", "call_ink", "nav_ink", "accent_ink", "raised", "key"
]


class Words(QLabel):
    """Plain text in a role of type and a colour; it wraps, unless *wraps* is False."""

    def __init__(
        self,
        text: str = "",
        role: Role = "body",
        tone: Tone = "ink",
        *,
        wraps: bool = True,
        tabular: bool = False,
        selectable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._role, self._tabular = role, tabular
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        self.setWordWrap(wraps)
        self.setProperty("tone", tone)
        if wraps:
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        else:
            self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        if selectable:
            self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        follow(self._dress)

    def _dress(self) -> None:
        self.setFont(font(self._role, tabular=self._tabular))

    def set_role(self, role: Role) -> None:
        """Set the same words in another role of type."""
        self._role = role
        self._dress()

    def set_tone(self, tone: Tone) -> None:
        """Give the words another colour."""
        self.setProperty("tone", tone)
        restyle(self)


class Picture(QLabel):
    """An icon that stands beside a word; a screen reader passes over it."""

    def __init__(self, name: str, token: str = "accent", px: float = TEXT) -> None:
        super().__init__()
        self._name, self._token, self._px = name, token, px
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        follow(self._dress)

    def _dress(self) -> None:
        self.setPixmap(pixmap(self._name, self._token, self._px))

    def set_icon(self, name: str, token: str = "") -> None:
        """Show another icon."""
        self._name, self._token = name, token or self._token
        self._dress()


class Line(QFrame):
    """A hairline between two parts of a card."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("ground", "line")


def restyle(widget: QWidget) -> None:
    """Let the style sheet look at the properties of *widget* again."""
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.update()
