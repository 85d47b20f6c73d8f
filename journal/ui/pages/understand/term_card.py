"""What a word means, below the paragraph it stands in."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from journal.text.articles import articles
from journal.text.glossary import Term
from journal.text.language import _
from journal.ui.widgets.buttons import icon_button, link
from journal.ui.widgets.card import Card
from journal.ui.widgets.layouts import Flow
from journal.ui.widgets.words import Words


class TermCard(Card):
    """A word and its meaning; Escape or the cross closes it."""

    closed = Signal()

    def __init__(self, term: Term, go: Callable[[str], object], *, can_close: bool = True) -> None:
        self.close_button = icon_button("x", _("Close: {word}").format(word=term.name), self._close, bare=True)
        super().__init__(
            term.name, kind="info", padding=(18, 8), action=self.close_button if can_close else None, gap=4
        )
        self.title.set_role("h3")
        self.setAccessibleName(_("{word}: {meaning}").format(word=term.name, meaning=term.text))
        self.add(Words(term.text))
        page = articles().get(term.page)
        if page is not None:
            self.add(Flow(link(_("Read more: {page}").format(page=page.title), lambda: go(page.key))))

    def _close(self) -> None:
        self.closed.emit()
        self.hide()
        self.deleteLater()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._close()
        else:
            super().keyPressEvent(event)
