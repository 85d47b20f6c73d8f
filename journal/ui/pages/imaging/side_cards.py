"""Beside the grid: what a scan gives, folded until the person is ready, and what one could ask."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from journal.domain.imaging import Scan
from journal.text import dates
from journal.text.articles import article_for
from journal.text.articles import question as page_question
from journal.text.language import _
from journal.text.names import modality_name
from journal.ui.pages.imaging.result_words import ScanResult, Ways, result_words
from journal.ui.pages.imaging.rule_words import RULE_CHOICE
from journal.ui.widgets.buttons import Button, icon_button
from journal.ui.widgets.card import Card, empty_out
from journal.ui.widgets.fields import ChoiceField
from journal.ui.widgets.folded import FoldedResult
from journal.ui.widgets.layouts import Column, Row
from journal.ui.widgets.words import Words

COMPARED_WITH = "result-words/compared-with"
MOST_QUESTIONS = 2


class ResultCard(Card):
    """One scan at a time, the last of the course first; nothing of it is worked out before it is opened."""

    scan_chosen = Signal(str)
    opened = Signal(str)
    folded = Signal(str)
    scan_wanted = Signal(object)
    cell_wanted = Signal(str, str)  # a row of the grid and the id of a scan
    rule_named = Signal(str)
    readings_wanted = Signal(object)

    def __init__(self, go_to: Callable[[str, str], object]) -> None:
        super().__init__(_("What the scan says"), gap=10)
        self._go_to = go_to
        self.is_read_only = False
        self._shown: tuple[ScanResult, bool] | None = None
        self.scans = ChoiceField(_("Scan"))
        self.scans.chosen.connect(lambda key: self.scan_chosen.emit(str(key)))
        self._choices: list[tuple[str, str]] = []
        self._place = Column(gap=0)
        self.result: FoldedResult | None = None
        self.add(self.scans, self._place)

    def show_result(
        self, result: ScanResult, scans: Sequence[Scan], whole: Callable[[], ScanResult], *, is_open: bool
    ) -> None:
        """Show *result*, folded or open; *scans* are those that one can turn to, oldest first.

        *whole* returns the result with all that is only looked up for one that is opened.
        """
        self.scans.setVisible(len(scans) > 1)
        choices = [(scan.id, _day(scan)) for scan in reversed(scans)]
        if choices != self._choices:
            self._choices = choices
            self.scans.set_choices(choices, result.scan.id)
        self.scans.set_value(result.scan.id)
        if (result, is_open) == self._shown:
            return
        self._shown = result, is_open
        had_keyboard = self.result is not None and self.result.button.hasFocus()
        had_choice = (choice := self._rule_choice()) is not None and choice.hasFocus()
        while self._place.count():
            empty_out(self._place.takeAt(0))
        heading = _("Scan ({kind}), {day}").format(kind=modality_name(result.scan.modality), day=_day(result.scan))

        def make() -> QWidget:
            opened = result if is_open else whole()
            self._shown = opened, True
            return result_words(opened, self._ways(opened.scan))

        self.result = FoldedResult(heading, make, is_open=is_open)
        self.result.button.clicked.connect(lambda: self._tell(result.scan.id))
        self._place.addWidget(self.result)
        choice = self._rule_choice()
        if had_keyboard or (had_choice and choice is None):
            self.result.button.setFocus(Qt.FocusReason.OtherFocusReason)
        elif had_choice and choice is not None:
            choice.setFocus(Qt.FocusReason.OtherFocusReason)

    def _rule_choice(self) -> ChoiceField | None:
        return self.result.findChild(ChoiceField, RULE_CHOICE) if self.result is not None else None

    def _ways(self, scan: Scan) -> Ways:
        return Ways(
            self._go_to,
            lambda: self.scan_wanted.emit(scan),
            self.cell_wanted.emit,
            self.rule_named.emit,
            lambda: self.readings_wanted.emit(scan),
            is_read_only=self.is_read_only,
        )

    def _tell(self, scan_id: str) -> None:
        if self.result is None or self._shown is None:
            return
        self._shown = self._shown[0], self.result.is_open
        (self.opened if self.result.is_open else self.folded).emit(scan_id)


@dataclass(frozen=True)
class Asked:
    """A question that one could ask, and the key of the page that it stands on."""

    text: str
    key: str


def questions_for(result: ScanResult) -> tuple[Asked, ...]:
    """Return what one could ask about *result*: what differs, which reading counts, then what its page proposes."""
    found = []
    if result.differs:
        found.append(Asked(_("Which of the two counts, and why?"), ""))
        compared = page_question(COMPARED_WITH)
        if compared is not None:
            found.append(Asked(compared.text, compared.key))
    if result.others:
        found.insert(1, Asked(_("The rule can be read in more than one way. Which one do you use here?"), ""))
    article = article_for(result.code) if result.code else None
    if article is not None:
        found += [Asked(asked.text, asked.key) for asked in article.questions]
    return tuple(found[:MOST_QUESTIONS])


class AskCard(Card):
    """Questions with a star each; a starred one stands among those for the next visit."""

    starred = Signal(object)

    def __init__(self) -> None:
        super().__init__(kind="personal", gap=4, padding=(20, 12))
        self.setAccessibleName(_("You could ask"))
        self._rows = Column(gap=4)
        self.stars: dict[str, Button] = {}
        self.add(Words(_("You could ask"), "small", "muted"), self._rows)

    def show_questions(self, asked: Sequence[Asked], kept: Sequence[bool], *, is_read_only: bool) -> None:
        """Show *asked*; *kept* says of each whether it is starred."""
        if list(self.stars) != [each.text for each in asked]:
            self._build(asked, is_read_only=is_read_only)
        for each, is_kept in zip(asked, kept, strict=True):
            star = self.stars[each.text]
            name = _("Take out of my questions: {text}") if is_kept else _("Keep for the next visit: {text}")
            star.set_text("", name.format(text=each.text))
            star.setToolTip(name.format(text=each.text))
            star.set_icon("star-fill" if is_kept else "star", "accent")

    def _build(self, asked: Sequence[Asked], *, is_read_only: bool) -> None:
        while self._rows.count():
            empty_out(self._rows.takeAt(0))
        self.stars = {}
        for each in asked:
            star = icon_button("star", each.text, lambda each=each: self.starred.emit(each), bare=True)  # type: ignore[misc]
            self.stars[each.text] = star
            row = Row(Words(_("“{words}”").format(words=each.text), "strong"), star, gap=8)
            row.setStretch(0, 1)
            self._rows.addLayout(row)
            star.setVisible(not is_read_only)


def _day(scan: Scan) -> str:
    return dates.day(scan.happened_on, scan.precision)
