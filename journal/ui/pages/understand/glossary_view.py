"""All words from A to Z: a field that finds them, and one letter at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from journal.reference.tables import folded
from journal.text.glossary import Term, glossary
from journal.text.language import _
from journal.ui.pages.understand.term_card import TermCard
from journal.ui.widgets.buttons import Button
from journal.ui.widgets.card import empty_out
from journal.ui.widgets.fields import TextField
from journal.ui.widgets.layouts import Column, Flow
from journal.ui.widgets.words import Words


class GlossaryView(QWidget):
    """The glossary.  `led_to` brings the key of a page."""

    led_to = Signal(str)

    def __init__(self, term: str = "") -> None:
        super().__init__()
        self.terms = sorted(glossary().terms.values(), key=lambda term: folded(term.name))
        self.field = TextField(_("Find a word"), hint=_("A word from a letter or a report"))
        self.field.textChanged.connect(self._find)
        self.letters = Flow(*(self._letter(letter) for letter in self._initials()), gap=4)
        self.shown = Column(gap=8)
        self.setLayout(Column(Words(_("All words, A to Z"), "h1"), self.field, self.letters, self.shown, None, gap=14))
        known = glossary().terms.get(term)
        first = known or self.terms[0]
        self._show([known] if known is not None else self._of(_initial(first)))

    def _initials(self) -> list[str]:
        return list(dict.fromkeys(_initial(term) for term in self.terms))

    def _letter(self, letter: str) -> Button:
        name = _("Words with {letter}").format(letter=letter)
        return Button(letter, self._chooses(letter), kind="quiet", name=name)

    def _chooses(self, letter: str) -> Callable[[], None]:
        def choose() -> None:
            self.field.clear()
            self._show(self._of(letter))

        return choose

    def _of(self, letter: str) -> list[Term]:
        return [term for term in self.terms if _initial(term) == letter]

    def _find(self, typed: str) -> None:
        wanted = folded(typed)
        if not wanted:
            self._show(self._of(_initial(self.terms[0])))
            return
        named = [term for term in self.terms if any(folded(name).startswith(wanted) for name in term.names)]
        inside = [t for t in self.terms if t not in named and any(wanted in folded(name) for name in t.names)]
        self._show([*named, *inside][:20])

    def _show(self, terms: Iterable[Term]) -> None:
        while self.shown.count():
            empty_out(self.shown.takeAt(0))
        found = list(terms)
        if not found:
            self.shown.addWidget(Words(_("This word is not in the list. Your team can explain it."), tone="muted"))
        for term in found:
            self.shown.addWidget(TermCard(term, self.led_to.emit, can_close=False))


def _initial(term: Term) -> str:
    letter = folded(term.name)[:1].upper()
    return letter if letter.isalpha() else "0–9"
