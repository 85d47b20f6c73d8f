"""Appointments and what belongs to them: questions in the person's order, answers, and what changed since last time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Final

from journal.actions.symptom_days import cycle_summary
from journal.domain.imaging import Scan
from journal.domain.results import LabResult
from journal.domain.treatment import Cycle
from journal.domain.visits import Appointment, HospitalStay, Question, TeamCall
from journal.reference.analytes import analytes
from journal.rules.cycles import given_cycles
from journal.store.change import Draft
from journal.store.journal import Journal
from journal.text import dates
from journal.text.articles import articles
from journal.text.language import _

STILL_FRESH: Final = timedelta(days=21)  # an answer written down so soon after a visit was given there
MOST_SUGGESTED: Final = 3
WORSE_SUGGESTED: Final = 2


@dataclass(frozen=True)
class Asked:
    """One open question; *same* are others with equal words: they count once, and share its fate."""

    question: Question
    same: tuple[Question, ...] = ()

    @property
    def all(self) -> tuple[Question, ...]:
        """The question and its equals."""
        return (self.question, *self.same)


@dataclass(frozen=True)
class Suggestion:
    """Something that changed since the last visit, and the question that could be made of it."""

    says: str
    asks: str


@dataclass(frozen=True)
class Visits:
    """Everything that the page shows."""

    today: date
    next: Appointment | None
    coming: tuple[Appointment, ...]  # others, the next first
    last: Appointment | None  # the last visit to the team, today's included
    past: tuple[Appointment, ...]  # the last first
    questions: tuple[Asked, ...]
    answered: tuple[Question, ...]  # at the last visit
    stays: tuple[HospitalStay, ...]
    calls: tuple[TeamCall, ...]
    suggestions: tuple[Suggestion, ...] = field(default=())

    @property
    def is_empty(self) -> bool:
        """Say whether nothing was written down yet."""
        return not (self.next or self.coming or self.past or self.questions or self.stays or self.calls)


def visits(journal: Journal, today: date) -> Visits:
    """Return what the page shows on *today*."""
    appointments = journal.all(Appointment)
    coming = [each for each in appointments if each.happened_on >= today]
    past = [each for each in appointments if each.happened_on < today]
    team = [each for each in coming if each.is_team_visit]
    following = team[0] if team else coming[0] if coming else None
    seen = [each for each in appointments if each.is_team_visit and each.happened_on <= today]
    last = seen[-1] if seen else None
    questions = journal.all(Question)
    return Visits(
        today=today,
        next=following,
        coming=tuple(each for each in coming if each is not following),
        last=last,
        past=tuple(reversed(past)),
        questions=open_questions(questions),
        answered=tuple(
            each
            for each in questions
            if last is not None and each.answered_on is not None and each.appointment_id == last.id
        ),
        stays=tuple(reversed(journal.all(HospitalStay))),
        calls=tuple(reversed(journal.all(TeamCall))),
        suggestions=suggestions(journal, today, last, questions),
    )


def same_words(one: str, other: str) -> bool:
    """Say whether two questions ask the same, small letters, spaces and the question mark aside."""
    return _plain(one) == _plain(other)


def _plain(text: str) -> str:
    return " ".join(text.casefold().rstrip(" ?.!").split())


def open_questions(questions: Iterable[Question]) -> tuple[Asked, ...]:
    """Return the questions without an answer, in the person's order; equal ones once."""
    ordered = sorted(
        (each for each in questions if each.answered_on is None and each.text.strip()),
        key=lambda each: (each.position, each.happened_on, each.id),
    )
    found: dict[str, list[Question]] = {}
    for each in ordered:
        found.setdefault(_plain(each.text), []).append(each)
    return tuple(Asked(first, tuple(rest)) for first, *rest in found.values())


# Questions


def ask(draft: Draft, asked: Sequence[Asked], text: str, today: date) -> bool:
    """Put a question at the end of the list; False where it stands there already, or is blank."""
    if not text.strip() or any(same_words(text, each.question.text) for each in asked):
        return False
    last = max((each.question.position for each in asked), default=-1)
    draft.save(Question(happened_on=today, text=text.strip(), position=last + 1))
    return True


def move(draft: Draft, asked: Sequence[Asked], which: str, by: int) -> None:
    """Move the question with the id *which* up (below zero) or down; nothing happens at either end."""
    order = list(asked)
    at = next(place for place, each in enumerate(order) if each.question.id == which)
    to = max(0, min(len(order) - 1, at + by))
    order.insert(to, order.pop(at))
    for place, each in enumerate(order):
        if each.question.position != place:
            draft.save(replace(each.question, position=place))


def reword(draft: Draft, asked: Asked, text: str) -> None:
    """Ask it in other words."""
    draft.save(replace(asked.question, text=text.strip(), author="", written_at=None))
    for same in asked.same:
        draft.delete(same)


def answer(draft: Draft, asked: Asked, words: str, visit: Appointment | None, today: date) -> None:
    """Write down the answer, given at *visit* or without one; from then on the question is not open."""
    question = asked.question
    draft.save(
        replace(
            question,
            answer=words.strip(),
            answered_on=visit.happened_on if visit is not None else today,
            appointment_id=visit.id if visit is not None else "",
            author="",
            written_at=None,
        )
    )
    for same in asked.same:
        draft.delete(same)


def reopen(draft: Draft, question: Question, asked: Sequence[Asked]) -> None:
    """Ask an answered question again, at the end of the list."""
    last = max((each.question.position for each in asked), default=-1)
    draft.save(
        replace(question, answer="", answered_on=None, appointment_id="", position=last + 1, author="", written_at=None)
    )


def take_out(draft: Draft, asked: Asked) -> None:
    """Take a question out, with its equals."""
    for each in asked.all:
        draft.delete(each)


def answered_at(visits: Visits) -> Appointment | None:
    """Return the visit that an answer written down now belongs to; None where the last was too long ago."""
    last = visits.last
    return last if last is not None and visits.today - last.happened_on <= STILL_FRESH else None


def where_from(question: Question) -> str:
    """Return where a question comes from, in words."""
    article = articles().get(question.starred_from.partition("/")[0]) if question.starred_from else None
    if article is not None:
        return _("Starred in “{page}”").format(page=article.title)
    return _("Written on {day}").format(day=dates.day(question.happened_on))


# What changed


def suggestions(
    journal: Journal, today: date, last: Appointment | None, questions: Iterable[Question]
) -> tuple[Suggestion, ...]:
    """Return what changed since the last visit, as questions that are neither open nor answered since then.

    It says that something came in, never what it showed.
    """
    since = last.happened_on if last is not None else date.min
    known = [each.text for each in questions if each.answered_on is None or each.answered_on >= since]
    found = [*_worse(journal, today), *_came_in(journal, since, today), *_happened(journal, since, today)]
    fresh = [each for each in found if not any(same_words(each.asks, text) for text in known)]
    return tuple(fresh[:MOST_SUGGESTED])


def _worse(journal: Journal, today: date) -> list[Suggestion]:
    summary = cycle_summary(journal, today)
    if summary is None:
        return []
    worse = [each for each in summary.symptoms if each.change == 1][:WORSE_SUGGESTED]
    return [
        Suggestion(
            _("{symptom}: worse than in cycle {number}.").format(symptom=each.name, number=summary.before),
            _("{symptom}: what can help?").format(symptom=each.name),
        )
        for each in worse
    ]


def _came_in(journal: Journal, since: date, today: date) -> list[Suggestion]:
    found = []
    scans = [scan for scan in journal.between(Scan, since, today) if scan.happened_on > since]
    if scans:
        day = dates.day(scans[-1].happened_on)
        found.append(
            Suggestion(
                _("A scan came in: {day}.").format(day=day),
                _("What does the scan of {day} mean for me?").format(day=day),
            )
        )
    markers = [
        result
        for result in journal.between(LabResult, since, today)
        if result.happened_on > since and result.analyte in analytes() and analytes()[result.analyte].is_marker
    ]
    if markers:
        found.append(Suggestion(_("Markers came in since the last visit."), _("What do the new marker values mean?")))
    return found


def _happened(journal: Journal, since: date, today: date) -> list[Suggestion]:
    found = []
    stays = [stay for stay in journal.between(HospitalStay, since, today) if stay.happened_on > since]
    if stays:
        found.append(
            Suggestion(
                _("You were in hospital: {day}.").format(day=dates.day(stays[-1].happened_on)),
                _("Does the stay in hospital change the plan?"),
            )
        )
    late = [
        cycle
        for cycle in given_cycles(journal.between(Cycle, since, today))
        if cycle.happened_on > since and cycle.days_late > 0
    ]
    if late:
        number = late[-1].number
        found.append(
            Suggestion(
                _("Cycle {number} began later than planned.").format(number=number),
                _("Does it matter that cycle {number} began later?").format(number=number),
            )
        )
    return found
