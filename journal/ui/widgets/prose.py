"""Running text with links: glossary words and other pages can be followed with mouse and keyboard."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from journal.text.blocks import Span, SpanKind, Spans, words_of
from journal.ui.theme.fonts import Role
from journal.ui.theme.look import colour
from journal.ui.widgets.words import LINE_HEIGHTS, Words


class Prose(Words):
    """One paragraph.  `followed` brings "glossary:TERM" or "page:PAGE"."""

    followed = Signal(str)

    def __init__(self, spans: Spans, role: Role = "lead") -> None:
        self._spans = spans
        super().__init__(words_of(spans), role)
        self.setAccessibleName(words_of(spans))
        if any(_leads_on(span) for span in spans):
            self.setTextInteractionFlags(
                Qt.TextInteractionFlag.LinksAccessibleByMouse
                | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
                | Qt.TextInteractionFlag.TextSelectableByMouse
            )
        else:
            self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.linkActivated.connect(self.followed)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Go to a link at once: the text around it is no place for the keyboard."""
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.focusNextPrevChild(event.reason() is Qt.FocusReason.TabFocusReason)

    def focusNextPrevChild(self, next: bool) -> bool:
        """Go from link to link, and on from the last one.  Before a link that begins the text, Qt finds it again."""
        before = self.selectionStart()
        moved = super().focusNextPrevChild(next)
        if moved and not next and self.hasFocus() and self.selectionStart() == before:
            return QWidget.focusNextPrevChild(self, next)
        return moved

    def _dress(self) -> None:
        super()._dress()
        self.setText(self._words)  # links carry the colour of the theme in use

    def setText(self, text: str) -> None:
        """Show the paragraph; *text* is its words, as `text` gives them."""
        self._words = text
        inside = "".join(_marked(span) for span in self._spans)
        direction = "rtl" if QApplication.isRightToLeft() else "ltr"
        height = LINE_HEIGHTS.get(self._role, 118)
        self.setTextFormat(Qt.TextFormat.RichText)
        QLabel.setText(self, f'<p dir="{direction}" style="line-height:{height}%">{inside}</p>')


def _leads_on(span: Span) -> bool:
    return span.kind in (SpanKind.TERM, SpanKind.PAGE)


def _marked(span: Span) -> str:
    words = escape(span.text)
    if span.kind is SpanKind.STRONG:
        return f"<b>{words}</b>"
    if _leads_on(span):
        return f'<a href="{span.kind.value}:{escape(span.target)}" style="color:{colour("accent").name()}">{words}</a>'
    return words
