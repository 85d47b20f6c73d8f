"""Beside the line: all treatments, and how much of the plan was given in its time."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from journal.actions.treatment_course import Course, Intensity
from journal.domain.treatment import TreatmentLine
from journal.text import dates, numbers
from journal.text.language import _, ngettext
from journal.text.treatment import line_name, why_ended
from journal.ui.widgets.buttons import Button, link
from journal.ui.widgets.card import Card, empty_out
from journal.ui.widgets.layouts import Column, Flow, Row
from journal.ui.widgets.records_card import joined
from journal.ui.widgets.words import Line, Picture, Words

SHOWN_AT_FIRST = 5


class LinesCard(Card):
    """Every line, newest first; a click shows it."""

    def __init__(self, show: Callable[[str], object]) -> None:
        super().__init__(_("All treatments"), gap=8)
        self._show = show
        self._shows_all = False
        self._lines: tuple[TreatmentLine, ...] = ()
        self._shown_id = ""
        self.links: dict[str, Button] = {}
        self._rows = Column(gap=8)
        self.all_button = link("", self._show_all)
        self.add(self._rows, Flow(self.all_button))

    def show_lines(self, lines: Sequence[TreatmentLine], shown_id: str) -> None:
        """Show *lines*; the one with *shown_id* is the one on the page."""
        ordered = tuple(sorted(lines, key=lambda line: line.happened_on, reverse=True))
        if (ordered, shown_id) == (self._lines, self._shown_id) and self.links:
            return
        self._lines, self._shown_id = ordered, shown_id
        self._fill()

    def _fill(self) -> None:
        while self._rows.count():
            empty_out(self._rows.takeAt(0))
        self.links = {}
        seen = [
            line
            for place, line in enumerate(self._lines)
            if self._shows_all or place < SHOWN_AT_FIRST or line.id == self._shown_id
        ]
        for place, line in enumerate(seen):
            if place:
                self._rows.addWidget(Line())
            self._rows.addWidget(self._row(line))
        left = len(self._lines) - len(seen)
        words = ngettext("Show {count} earlier treatment", "Show {count} earlier treatments", left)
        self.all_button.set_text(words.format(count=left))
        self.all_button.setVisible(left > 0)

    def _row(self, line: TreatmentLine) -> QWidget:
        holder = QWidget()
        words = Words(joined(line_name(line.number), _period(line), why_ended(line.why_ended)), "small", "muted")
        if line.id == self._shown_id:
            name = Row(Words(line.name, "strong"), Picture("check", px=18), gap=8)
            name.setStretch(0, 1)
            holder.setLayout(Column(name, words, gap=0))
        else:
            button = link(line.name, lambda: self._show(line.id))
            button.setAccessibleName(_("Show {name}").format(name=joined(line.name, _period(line))))
            self.links[line.id] = button
            holder.setLayout(Column(Flow(button), words, gap=0))
        return holder

    def _show_all(self) -> None:
        self._shows_all = True
        self._fill()


def _period(line: TreatmentLine) -> str:
    first = dates.day(line.happened_on, line.precision)
    if line.ended_on is None:
        return _("since {day}").format(day=first)
    return _("{first} to {last}").format(first=first, last=dates.day(line.ended_on))


class IntensityCard(Card):
    """How much of each drug was given in its time; the team chooses it, and what it rests on is said."""

    def __init__(self, go_to_article: Callable[[], object]) -> None:
        super().__init__(_("How much was given"), gap=8)
        self._rows = Column(gap=4)
        self._shown: tuple[Intensity, ...] = ()
        self.why = link(_("Why does it say this?"), self._turn_why)
        self._reasons = QWidget()
        self._rests_on = Words("", "small", "muted")
        self._reasons.setLayout(
            Column(
                Words(
                    _(
                        "This is the relative dose intensity: what was given in each week, compared with the plan. "
                        "Lower doses and longer gaps both make it smaller."
                    ),
                    "small",
                    "muted",
                ),
                self._rests_on,
                Words(
                    _("Source: as W. M. Hryniuk defined it. We have not checked it against his paper."),
                    "small",
                    "muted",
                ),
                Flow(link(_("A later or lower dose"), go_to_article)),
                gap=8,
            )
        )
        self._reasons.hide()
        self.add(
            self._rows,
            Words(_("Your team chooses this to keep you safe.")),
            Flow(self.why),
            self._reasons,
        )

    def show_course(self, course: Course | None) -> None:
        """Show how much was given in *course*; hidden where that cannot be said."""
        shown = course.intensities() if course is not None else ()
        self.setVisible(bool(shown))
        if shown == self._shown:
            return
        self._shown = shown
        while self._rows.count():
            empty_out(self._rows.takeAt(0))
        for each in shown:
            row = Row(Words(each.drug.name), Words(percent(each), "strong", wraps=False, tabular=True), gap=12)
            row.setStretch(0, 1)
            self._rows.addLayout(row)
        self._rests_on.setText("\n".join(rests_on(each) for each in shown))

    def _turn_why(self) -> None:
        self._reasons.setVisible(self._reasons.isHidden())


def percent(each: Intensity) -> str:
    """Return a share as whole percent; it is no measurement that decimals belong to."""
    return _("{number} %").format(number=numbers.number(each.share * 100, 0)).replace(" ", numbers.NO_BREAK)


def rests_on(each: Intensity) -> str:
    """Return on how many cycles a share rests."""
    words = ngettext(
        "{drug}: doses of {known} of {count} cycle are written down.",
        "{drug}: doses of {known} of {count} cycles are written down.",
        each.given,
    )
    return words.format(drug=each.drug.name, known=each.known, count=each.given)
