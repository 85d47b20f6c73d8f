"""Beside the check-in: how it was last time, what came in, and the questions for the next visit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from PySide6.QtWidgets import QWidget

from journal.actions.explain import last_scan
from journal.actions.where_we_are import LastTime
from journal.domain.imaging import Scan
from journal.domain.results import LabResult
from journal.domain.treatment import TreatmentLine
from journal.reference.analytes import analytes
from journal.rules.markers.last_values import marker_findings
from journal.store.journal import Journal
from journal.text import dates
from journal.text.language import _, ngettext
from journal.text.names import analyte_name, modality_name, symptom_name
from journal.text.sayings import say
from journal.ui.widgets.buttons import link
from journal.ui.widgets.card import Card
from journal.ui.widgets.folded import FoldedResult
from journal.ui.widgets.last_scan import last_scan_words
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
    why = Words(
        _(
            "It rests on two cycles: {logged} of {days} days are written down. It tells what was, not what comes."
        ).format(logged=found.logged, days=found.out_of),
        "small",
        "muted",
    )
    why.hide()
    card.add(Flow(link(_("Why does it say this?"), lambda: why.setVisible(why.isHidden()))), why)
    return card


def news_card(journal: Journal, scan: Scan | None, markers: tuple[LabResult, ...], today: date, is_open: bool) -> Card:
    """Return the card that says what came in; what it means is folded, unless the person keeps results open."""
    card = Card(_("What is new"), icon="file-text", gap=12)
    if scan is not None:
        heading = _("Scan ({kind}), {day}").format(
            kind=modality_name(scan.modality), day=dates.short_day(scan.happened_on)
        )
        card.add(FoldedResult(heading, lambda: _scan_words(journal, today), is_open=is_open))
    for place, marker in enumerate(markers):
        if place or scan is not None:
            card.add(Line())
        heading = _("{name}, {day}").format(
            name=analyte_name(marker.analyte, marker.name), day=dates.short_day(marker.happened_on)
        )
        card.add(FoldedResult(heading, lambda marker=marker: _marker_words(journal, marker, today), is_open=is_open))  # type: ignore[misc]
    return card


def _scan_words(journal: Journal, today: date) -> QWidget:
    answer = last_scan(journal, today)
    return last_scan_words(answer) if answer is not None else QWidget()


def _marker_words(journal: Journal, marker: LabResult, today: date) -> QWidget:
    results = journal.between(LabResult, until=today, analyte=marker.analyte)
    is_ctdna = analytes()[marker.analyte].is_ctdna  # only markers of the catalogue come in as new
    findings = marker_findings(results, journal.all(TreatmentLine), is_ctdna)
    holder = QWidget()
    holder.setLayout(Column(*(Words(say(finding)) for finding in findings), gap=8))
    return holder


def questions_card(count: int, visit: date | None, go: Callable[[], object]) -> Card:
    """Return the card that leads to the questions."""
    card = Card(padding=(22, 12))
    if not count:
        words = _("No question is written down yet.")
    elif visit is not None:
        words = ngettext("{count} question for {day}", "{count} questions for {day}", count).format(
            count=count, day=dates.short_day(visit)
        )
    else:
        words = ngettext("{count} open question", "{count} open questions", count).format(count=count)
    row = Row(
        Picture("chat-circle-text"), Column(Words(words, "strong"), Flow(link(_("See or add"), go)), gap=0), gap=14
    )
    row.setStretch(1, 1)
    card.add(row)
    return card
