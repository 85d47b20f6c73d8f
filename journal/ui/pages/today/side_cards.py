"""Beside the check-in: how it was last time, what came in, and the questions for the next visit."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from journal.actions.where_we_are import LastTime
from journal.domain.finding import Finding
from journal.domain.imaging import Scan
from journal.domain.results import LabResult
from journal.domain.treatment import TreatmentLine
from journal.domain.visits import Appointment
from journal.reference.analytes import analytes
from journal.store.journal import Journal
from journal.text import dates
from journal.text.language import _, ngettext
from journal.text.names import analyte_name, modality_name, symptom_name
from journal.text.sayings import say
from journal.ui.widgets.buttons import link
from journal.ui.widgets.card import Card
from journal.ui.widgets.fields import NoteField
from journal.ui.widgets.folded import FoldedResult
from journal.ui.widgets.layouts import Column, Flow, Row
from journal.ui.widgets.words import Line, Picture, Words


def last_time_card(found: LastTime, own_names: Mapping[str, str]) -> Card:
    """Return the card that says when a symptom was worst; it tells what was."""
    card = Card(_("Last time"), icon="calendar-blank")
    name = symptom_name(found.symptom, own_names)
    days = (
        _("day {day}").format(day=found.first_day)
        if found.first_day == found.last_day
        else _("days {first} to {last}").format(first=found.first_day, last=found.last_day)
    )
    first, second = found.cycles
    card.add(
        Words(
            _("In cycles {first} and {second}, this was worst on {days}: {symptom}.").format(
                first=first, second=second, days=days, symptom=name.lower() if name.isascii() else name
            )
        )
    )
    card.add(
        why(
            _(
                "It rests on two cycles: {logged} of {days} days are written down. It tells what was, not what comes."
            ).format(logged=found.logged, days=found.out_of)
        )
    )
    return card


def why(words: str) -> QWidget:
    """Return the link that shows what a sentence rests on."""
    said = Words(words, "small", "muted", selectable=True)
    holder = QWidget()
    holder.setLayout(
        Column(Flow(link(_("Why does it say this?"), lambda: said.setVisible(said.isHidden()))), said, gap=4)
    )
    said.hide()
    return holder


def news_card(
    journal: Journal,
    scan: Scan | None,
    markers: tuple[LabResult, ...],
    today: date,
    is_open: Callable[[str], bool],
    on_turned: Callable[[str, bool], object],
) -> Card:
    """Return the card that says what came in; what it means is folded, unless *is_open* says otherwise of its id."""
    card = Card(_("What is new"), icon="file-text", gap=12)

    def add(record_id: str, heading: str, make: Callable[[], QWidget]) -> None:
        result = FoldedResult(heading, make, is_open=is_open(record_id))
        result.button.clicked.connect(lambda: on_turned(record_id, result.is_open))
        card.add(result)

    if scan is not None:
        heading = _("Scan ({kind}), {day}").format(
            kind=modality_name(scan.modality), day=dates.short_day(scan.happened_on)
        )
        add(scan.id, heading, lambda: _scan_words(journal, today))
    for place, marker in enumerate(markers):
        if place or scan is not None:
            card.add(Line())
        heading = _("{name}, {day}").format(
            name=analyte_name(marker.analyte, marker.name), day=dates.short_day(marker.happened_on)
        )
        add(marker.id, heading, lambda marker=marker: _marker_words(journal, marker, today))  # type: ignore[misc]
    return card


def _scan_words(journal: Journal, today: date) -> QWidget:
    from journal.actions.beside_sizes import answers_beside_sizes
    from journal.actions.explain import last_scan  # results start folded: all rules for scans, and few starts need one
    from journal.ui.widgets.last_scan import last_scan_words

    answer = last_scan(journal, today)
    if answer is None:
        return QWidget()
    read = answers_beside_sizes(journal, answer.scan)
    findings = [] if answer.verdict is None else [answer.verdict.finding]
    return _with_reason(last_scan_words(answer, read), [*findings, *(each.finding for each in read)])


def _marker_words(journal: Journal, marker: LabResult, today: date) -> QWidget:
    from journal.rules.markers.last_values import marker_findings

    results = journal.between(LabResult, until=today, analyte=marker.analyte)
    is_ctdna = analytes()[marker.analyte].is_ctdna  # only markers of the catalogue come in as new
    findings = marker_findings(results, journal.all(TreatmentLine), is_ctdna)
    said = QWidget()
    said.setLayout(Column(*(Words(say(finding)) for finding in findings), gap=8))
    return _with_reason(said, findings)


def _with_reason(said: QWidget, findings: Sequence[Finding]) -> QWidget:
    """Return *said* with the working and the rule's source behind a link."""
    longer = [words for finding in findings if (words := say(finding, long=True)) != say(finding)]
    sources = dict.fromkeys(finding.source for finding in findings if finding.source)
    longer += [_("Rule: {source}.").format(source=source) for source in sources]
    if not longer:
        return said
    holder = QWidget()
    holder.setLayout(Column(said, why("\n".join(longer)), gap=8))
    return holder


class VisitCard(Card):
    """Leads to the questions, and keeps the one sentence that must not be lost at the next visit."""

    def __init__(self, on_questions: Callable[[], object], on_main_point: Callable[[str], object]) -> None:
        super().__init__(padding=(22, 12))
        self.words = Words("", "strong")
        row = Row(
            Picture("chat-circle-text"),
            Column(self.words, Flow(link(_("See or add"), on_questions)), gap=0),
            gap=14,
        )
        row.setStretch(1, 1)
        self.point = NoteField(_("My main point"), hint=_("The one thing that must not be lost"))
        self.point.finished.connect(on_main_point)
        self.point_words = Words("", "small", "muted")
        self.point_words.setBuddy(self.point)
        self.add(row, self.point_words, self.point)

    def show_visit(self, visit: Appointment | None, open_questions: int) -> None:
        """Show how many questions are open, and what the main point of *visit* is."""
        day = dates.short_day(visit.happened_on) if visit is not None else ""
        if not open_questions:
            self.words.setText(_("No question is written down yet."))
        elif visit is not None:
            many = ngettext("{count} question for {day}", "{count} questions for {day}", open_questions)
            self.words.setText(many.format(count=open_questions, day=day))
        else:
            many = ngettext("{count} open question", "{count} open questions", open_questions)
            self.words.setText(many.format(count=open_questions))
        self.point.setVisible(visit is not None)
        self.point_words.setVisible(visit is not None)
        if visit is not None:
            self.point_words.setText(_("My main point on {day}").format(day=day))
            if not self.point.hasFocus():
                self.point.set_text(visit.main_point)
