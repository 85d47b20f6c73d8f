"""What the page for the next visit says, in final words, as one frozen value."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from journal.reports.visit import counts as blood
from journal.reports.visit import questions as asked
from journal.reports.visit import scans_and_markers, vital_signs
from journal.reports.visit import since_last_visit as changed
from journal.reports.visit import symptoms as felt
from journal.reports.visit import who as person
from journal.reports.visit.foot import Foot, Running, foot, running
from journal.reports.visit.reading import Reading, last_visit, next_visit
from journal.text import dates
from journal.text.language import _

if TYPE_CHECKING:  # the process that draws opens no journal
    from journal.store.journal import Journal


@dataclass(frozen=True)
class VisitContent:
    """The slots of the visit page, from top to bottom.  Nothing in it advises or judges."""

    title: str
    description: str
    who: person.Who
    treatment: person.WhereInTreatment
    main_point: person.MainPoint
    since_last_visit: changed.SinceLastVisit
    symptoms: felt.Symptoms
    counts: blood.Counts
    facts: tuple[vital_signs.Fact, ...]
    marker: scans_and_markers.ChartSlot
    scans: scans_and_markers.ChartSlot
    questions: asked.Questions
    foot: Foot
    running: Running
    made_at: datetime | None


def visit_content(
    journal: Journal,
    today: date,
    since: date | None = None,
    now: datetime | None = None,
    open_results: bool = True,
) -> VisitContent:
    """Return what the visit page says on *today* of everything *since* the last visit to the team.

    *now* is the local time of printing.  Without *open_results* the last scan and new marker values stay folded:
    nobody meets a result unasked in a preview.
    """
    patient = journal.patient()
    visit = next_visit(journal, today)
    reading = Reading(journal, today, since if since is not None else last_visit(journal, today))
    head = person.who(patient, visit, today)
    since_then = changed.since_last_visit(reading)
    symptoms = felt.symptoms(reading)
    counts = blood.counts(reading)
    facts = vital_signs.facts(reading)
    marker = scans_and_markers.marker(reading, open_results)
    scans = scans_and_markers.scans(reading, open_results)
    questions = asked.questions(reading)
    return VisitContent(
        title=_("Visit summary: {name}").format(name=head.name),
        description=_("One page for the visit, as of {day}").format(day=dates.day(today)),
        who=head,
        treatment=person.where_in_treatment(reading, patient),
        main_point=person.main_point(visit, today),
        since_last_visit=since_then,
        symptoms=symptoms,
        counts=counts,
        facts=facts,
        marker=marker,
        scans=scans,
        questions=questions,
        running=running(head),
        foot=foot(reading.authors, patient, symptoms.scored, today, now),
        made_at=now,
    )
