"""Slot 3: what changed since the last visit, the most serious kind first, each with its date."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from journal.domain.medicines import Intake, Medicine
from journal.domain.record import Record
from journal.domain.treatment import Procedure, ProcedureKind, TreatmentLine
from journal.domain.visits import Appointment, HospitalStay, TeamCall
from journal.reports.printable import typed
from journal.reports.visit.changes import Change, because, listed
from journal.reports.visit.doses import dose_changes
from journal.reports.visit.giving_way import GivesWay, gives_way
from journal.reports.visit.reading import Reading
from journal.text import dates
from journal.text.language import _, ngettext
from journal.text.treatment import line_name, procedure_name, why_ended

BLOOD_GIVEN = ProcedureKind.TRANSFUSION


@dataclass(frozen=True)
class SinceLastVisit:
    """The changes; *nothing* is said where there are none."""

    title: str
    nothing: str
    changes: GivesWay[Change]


def since_last_visit(reading: Reading) -> SinceLastVisit:
    """Return every change since the last visit, in the order in which they may give way: the last one first."""
    changes = [
        *_stays(reading),
        *_procedures(reading),
        *_treatment(reading),
        *dose_changes(reading),
        *_calls(reading),
        *_medicines(reading),
        *_blood(reading),
        *_others(reading),
        *_missed(reading),
    ]
    return SinceLastVisit(
        title=_title(reading),
        nothing=_("No change was written down."),
        changes=gives_way(
            changes,
            notice=lambda count: ngettext(
                "{count} more change: in the journal", "{count} more changes: in the journal", count
            ).format(count=count),
            foot=lambda count: ngettext("{count} change", "{count} changes", count).format(count=count),
            weights=[change.records for change in changes],
        ),
    )


def _title(reading: Reading) -> str:
    if reading.since is None:
        return _("Since the journal began")
    return _("Since the last visit ({day})").format(day=reading.day(reading.since))


def _stays(reading: Reading) -> Iterator[Change]:
    stays = [
        stay
        for stay in reading.so_far(HospitalStay)
        if reading.is_recent(min(stay.ended_on or stay.happened_on, reading.today))
        or reading.is_recent(stay.happened_on)
    ]
    for stay in reading.shown(stays):
        ended = stay.ended_on
        if ended is None:
            when, lead = reading.day(stay.happened_on), _("Hospital, no end written down:")
        else:
            when = reading.days(stay.happened_on, ended)
            nights = max(0, (ended - stay.happened_on).days)
            lead = ngettext("Hospital, {count} night:", "Hospital, {count} nights:", nights).format(count=nights)
        yield Change(when, lead, listed(stay.reason, stay.note, stay.place) or _("no reason written down"))


def _procedures(reading: Reading) -> Iterator[Change]:
    for done in reading.recent(Procedure):
        if done.kind is not BLOOD_GIVEN:
            lead = _("{kind}:").format(kind=procedure_name(done.kind))
            when = reading.days(done.happened_on, done.ended_on or done.happened_on)
            yield Change(when, lead, listed(done.name, done.site, done.note) or _("nothing more written down"))


def _treatment(reading: Reading) -> Iterator[Change]:
    lines = reading.so_far(TreatmentLine)
    for line in lines:
        name = typed(line.name) or _("Treatment without a name")
        if line.ended_on is not None and reading.is_recent(line.ended_on):
            text = _("{treatment} ended ({why})") if why_ended(line.why_ended) else _("{treatment} ended")
            words = text.format(treatment=name, why=why_ended(line.why_ended))
            yield Change(reading.day(line.ended_on), _("Treatment:"), words)
        if reading.since is not None and reading.is_recent(line.happened_on):
            words = _("{treatment} began ({line})").format(treatment=name, line=line_name(line.number))
            yield Change(reading.day(line.happened_on), _("Treatment:"), words)


def _calls(reading: Reading) -> Iterator[Change]:
    calls = reading.recent(TeamCall)
    if len(calls) == 1:
        (call,) = calls
        at = dates.clock(call.happened_at) if call.happened_at is not None else ""
        lead = _("Called the team at {time}:").format(time=at) if at else _("Called the team:")
        yield Change(
            reading.day(call.happened_on), lead, listed(call.reason, call.outcome) or _("no reason written down")
        )
    elif calls:
        lead = ngettext("Called the team {count} time:", "Called the team {count} times:", len(calls))
        reasons = listed(*(call.reason for call in calls)) or _("no reasons written down")
        yield Change(_span(reading, calls), lead.format(count=len(calls)), reasons, len(calls))


def _medicines(reading: Reading) -> Iterator[Change]:
    # Without an earlier visit, every medicine that was ever taken would be news.
    started = reading.recent(Medicine) if reading.since is not None else []
    started.sort(key=lambda medicine: (medicine.happened_on, medicine.name.casefold()))
    if started:
        yield Change(
            _span(reading, started),
            _("Started:"),
            listed(*(_medicine(medicine) for medicine in started)),
            len(started),
        )
    stopped = [
        (medicine.stopped_on, medicine)
        for medicine in reading.so_far(Medicine)
        if medicine.stopped_on is not None and reading.is_recent(medicine.stopped_on)
    ]
    if stopped:
        stopped.sort(key=lambda pair: (pair[0], pair[1].name.casefold()))
        reading.shown([medicine for _on, medicine in stopped])
        yield Change(
            reading.days(stopped[0][0], stopped[-1][0]),
            _("Stopped:"),
            listed(*(because(typed(medicine.name), medicine.why_stopped) for _on, medicine in stopped)),
            len(stopped),
        )


def _medicine(medicine: Medicine) -> str:
    name = " ".join(part for part in (typed(medicine.name), typed(medicine.dose)) if part)
    if medicine.when_needed and name:
        return _("{medicine} when needed").format(medicine=name)
    return name


def _blood(reading: Reading) -> Iterator[Change]:
    given = [done for done in reading.recent(Procedure) if done.kind is BLOOD_GIVEN]
    if given:
        words = listed(*(" ".join(filter(None, (typed(done.name), typed(done.note)))) for done in given))
        lead = _("{kind}:").format(kind=procedure_name(BLOOD_GIVEN))
        yield Change(_span(reading, given), lead, words or _("nothing more written down"), len(given))


def _others(reading: Reading) -> Iterator[Change]:
    seen = [visit for visit in reading.recent(Appointment) if not visit.is_team_visit]
    if seen:
        words = listed(*(because(typed(visit.who or visit.what_for), visit.decisions) for visit in seen))
        yield Change(_span(reading, seen), _("Seen by others:"), words or _("nothing more written down"), len(seen))


def _missed(reading: Reading) -> Iterator[Change]:
    missed = [intake for intake in reading.recent(Intake) if not intake.taken]
    if not missed:
        return
    names = {medicine.id: typed(medicine.name) for medicine in reading.all(Medicine)}
    times: dict[str, int] = {}
    for intake in missed:
        name = names.get(intake.medicine_id) or _("a medicine without a name")
        times[name] = times.get(name, 0) + 1
    words = listed(
        *(
            ngettext("{medicine}, {count} time", "{medicine}, {count} times", count).format(medicine=name, count=count)
            for name, count in times.items()
        )
    )
    yield Change(_span(reading, missed), _("Not taken:"), words, len(missed))


def _span(reading: Reading, records: Sequence[Record]) -> str:
    """Return the day of one record, or from the first to the last of several."""
    return reading.days(records[0].happened_on, records[-1].happened_on)
