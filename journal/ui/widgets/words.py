"""Words on a page, and lines between them."""

from __future__ import annotations

import re
from typing import Final, Literal, TypeAlias

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QSizePolicy, QWidget

from journal.text.direction import in_line
from journal.text.language import current_language
from journal.ui.theme.fonts import Role, font, width_of
from journal.ui.theme.icons import TEXT, pixmap
from journal.ui.theme.look import follow, size

Tone: TypeAlias = Literal[
    "ink", "muted", "accent", "positive", "caution", "call", "call_ink", "nav_ink", "accent_ink", "raised", "key"
]


ONE_LINE: Final = 30  # letters that hardly ever wrap
WIDEST: Final = 520  # px at 100 %, before a layout gives more
ROOM: Final = 3  # px that words on one line are wider than Qt measures them
USUAL_LETTERS: Final = re.compile("[ -~\u00a0-ÿ–—‘’‚“”„†‡•…]+")  # those of the typefaces in use; others are higher
LINE_HEIGHTS: Final[dict[Role, int]] = {  # percent
    "cover": 84,
    "lead": 122,
    "body": 118,
    "strong": 118,
    "small": 112,
}
WIDE: Final = 100_000  # px; no line is that long


# `html.escape` would do it as well; its module takes longer to load than a start's paragraphs to show.
_ESCAPED: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;", "\n": "<br>"})
_line_heights: dict[tuple[object, ...], int] = {}


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
        self._words = ""
        self._heights: dict[int, int] = {}  # by width: a layout asks dozens of times, and setting a text takes long
        self.setWordWrap(wraps)
        self.setText(text)
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
        # Else a label goes by the direction of its text, and a name or number in another script stands on its own side.
        side = Qt.AlignmentFlag.AlignRight if QApplication.isRightToLeft() else Qt.AlignmentFlag.AlignLeft
        self.setAlignment(side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute)
        self._heights.clear()

    def sizeHint(self) -> QSize:
        if not self.wordWrap():
            return super().sizeHint()
        # As wide as on one line: Qt would guess a column, and wrap where there is room.
        width = min(self._line_width() + ROOM, size(WIDEST))
        return QSize(width, self.heightForWidth(width))

    def heightForWidth(self, width: int) -> int:
        height = self._heights.get(width)
        if height is None:
            height = self._heights[width] = self._height_at(width)
        return height

    def _height_at(self, width: int) -> int:
        """Return how high the words are; on one line as high as all that are set alike, which is most of them."""
        has_own_height = self.property("tone") == "key" or self.minimumHeight() > 0  # Qt counts the least height in
        is_alike = not has_own_height and USUAL_LETTERS.fullmatch(self._words) is not None
        if not is_alike or width < self._line_width() + ROOM:
            self.ensurePolished()  # the style sheet may add padding
            return super().heightForWidth(width)
        # By the font that it has: while the text size changes, those that come later still have the old one.
        alike = (self._role, self._tabular, self.textFormat(), self.font().pixelSize(), current_language())
        height = _line_heights.get(alike)
        if height is None:
            self.ensurePolished()
            # Where all of them fit: while the text size changes, these may need more than one line of *width*.
            height = _line_heights[alike] = super().heightForWidth(WIDE)
        return height

    def _line_width(self) -> int:
        lines = self._words.split("\n")
        return max(width_of(line, self._role, tabular=self._tabular) for line in lines)

    def text(self) -> str:
        """Return the words as they were given."""
        return self._words

    def setText(self, text: str) -> None:
        """Show *text*, which is plain whatever stands in it."""
        self._words = text
        text = in_line(text)
        long_enough = len(self._words) > ONE_LINE or self._role == "cover"
        is_paragraph = self.wordWrap() and long_enough and self._role in LINE_HEIGHTS
        self.setTextFormat(Qt.TextFormat.RichText if is_paragraph else Qt.TextFormat.PlainText)
        if is_paragraph:
            # Only rich text has a line height; Qt counts it from the font's own line.
            inside = text.translate(_ESCAPED)
            direction = "rtl" if QApplication.isRightToLeft() else "ltr"
            text = f'<p dir="{direction}" style="line-height:{LINE_HEIGHTS[self._role]}%">{inside}</p>'
        super().setText(text)
        self._heights.clear()

    def set_role(self, role: Role) -> None:
        """Set the same words in another role of type."""
        self._role = role
        self._dress()
        self.setText(self._words)

    def set_tone(self, tone: Tone) -> None:
        """Give the words another colour."""
        if tone == self.property("tone"):
            return
        self.setProperty("tone", tone)
        restyle(self)
        self._heights.clear()


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
    """Let the style sheet look at the properties of *widget* again; for the first time, it does that by itself."""
    if not widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        return
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.update()
