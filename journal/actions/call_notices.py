"""Lines of the care sheet that are met: what has to be shown, what is kept of it, and what the person answered.

A notice goes into the journal together with the entry that met the line, as one step: taking the entry back takes the
notice back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Final, TypeVar

from journal.domain.finding import Finding
from journal.domain.late_dataclass import dataclass
from journal.domain.patient import CallRule, CareSheet, Urgency
from journal.domain.quantity import Quantity
from journal.domain.record import Record
from journal.domain.results import LabResult, VitalSign
from journal.domain.symptoms import SymptomEntry
from journal.domain.visits import LEVEL, CallAnswer, CallNotice, Question, TeamCall
from journal.rules.call_rules import LATELY, RESULTS_LATELY, lines_met, urgency_of
from journal.store.change import Draft
from journal.store.journal import Journal
from journal.text.findings.calls import wrote
from journal.text.language import _

COMPARED: Final[tuple[type[Record], ...]] = (VitalSign, SymptomEntry, LabResult)  # what a line can be about
READ_FOR: Final[tuple[type[Record], ...]] = (*COMPARED, CareSheet, CallRule, CallNotice)  # what decides on a card
R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class OpenCall:
    """A line that is met and not answered: the finding, when the entry was, and when the card was first shown."""

    finding: Finding
    entry: Record
    notice: CallNotice

    @property
    def urgency(self) -> Urgency:
        """How soon the sheet says to act."""
        return urgency_of(self.finding)


def open_calls(journal: Journal, now: datetime, *, only_noticed: bool = False) -> tuple[OpenCall, ...]:
    """Return what has to be shown at *now*, most urgent first.

    A notice that is not in the journal yet (the entry came in without the window) is made as of *now*.  Where notices
    are kept with each change, *only_noticed* saves the reading of everything else while none is open.
    """
    today = now.date()
    notices = _notices(journal, today)
    if only_noticed and not any(notice.is_open for notice in notices):
        return ()
    entries = _entries(journal, today)
    shown = []
    for finding in lines_met(care_sheet(journal), journal.all(CallRule), entries.values(), today):
        notice = _notice_for(finding, notices) or _new_notice(finding, now)
        if notice.is_open:
            shown.append(OpenCall(finding, entries[finding.record_ids[0]], notice))
    return tuple(shown)


def care_sheet(journal: Journal) -> CareSheet | None:
    """Return the team's sheet, as far as it was written down."""
    found = journal.latest(CareSheet)
    return found[0] if found else None


def keep_notices(journal: Journal, now: Callable[[], datetime]) -> Callable[[Draft], None]:
    """Return what adds to each draft the notices of lines that it meets, and closes those it mends."""

    def companion(draft: Draft) -> None:
        touched = draft.steps.values()
        if any(record is None or isinstance(record, (*COMPARED, CareSheet, CallRule)) for record in touched):
            draft.save_all(_notices_after(journal, draft, now()))

    return companion


def _notices_after(journal: Journal, draft: Draft, now: datetime) -> list[CallNotice]:
    """Return the notices that are new or other ones once *draft* is written."""
    today = now.date()
    notices = _notices(journal, today)
    entries: list[Record] = []
    for kind in COMPARED:
        entries += _with_draft(_lately(journal, kind, today) if kind in _needed(draft) else (), kind, draft)
    sheets = _with_draft(journal.all(CareSheet), CareSheet, draft)
    sheet = max(sheets, key=lambda each: (each.happened_on, str(each.written_at), each.id), default=None)
    met = lines_met(sheet, _with_draft(journal.all(CallRule), CallRule, draft), entries, today)
    changed = [_renewed(finding, notices, now) for finding in met if _notice_for(finding, notices) is None]
    still = {(finding.values["line"], finding.record_ids[0]) for finding in met}
    touched = {record_id for _table, record_id in draft.steps}
    mended = (
        answered(notice, CallAnswer.CORRECTED, now)
        for notice in notices
        if notice.is_open and notice.entry_id in touched and (notice.rule, notice.entry_id) not in still
    )
    return [*changed, *mended]


def _needed(draft: Draft) -> tuple[type[Record], ...]:
    """Return the kinds of which the draft's own entries are not enough.

    What stood there before was looked at when it was written; but another limit looks at all of it again, and of blood
    values only the newest counts.
    """
    touched = draft.steps.values()
    if any(isinstance(record, CareSheet | CallRule) for record in touched):
        return COMPARED
    return (LabResult,) if any(record is None or isinstance(record, LabResult) for record in touched) else ()


def _lately(journal: Journal, kind: type[R], today: date) -> list[R]:
    return journal.between(kind, today - (RESULTS_LATELY if issubclass(kind, LabResult) else LATELY), today)


def _entries(journal: Journal, today: date) -> dict[str, Record]:
    return {record.id: record for kind in COMPARED for record in _lately(journal, kind, today)}


def _with_draft(records: Iterable[R], kind: type[R], draft: Draft) -> list[R]:
    """Return *records* as they stand once *draft* is written."""
    after = {record.id: record for record in records}
    for (_table, record_id), record in draft.steps.items():
        if record is None:
            after.pop(record_id, None)
        elif isinstance(record, kind):
            after[record_id] = record
    return list(after.values())


def _notices(journal: Journal, today: date) -> list[CallNotice]:
    return journal.between(CallNotice, today - RESULTS_LATELY - timedelta(1))


def _notice_for(finding: Finding, notices: Iterable[CallNotice]) -> CallNotice | None:
    """Return the notice of this line, entry and value; another value is something else written."""
    value = _value(finding)
    return next((each for each in _of_same(finding, notices) if each.wrote == value), None)


def _of_same(finding: Finding, notices: Iterable[CallNotice]) -> Iterable[CallNotice]:
    line, entry = finding.values["line"], finding.record_ids[0]
    return (each for each in notices if (each.rule, each.entry_id) == (line, entry))


def _renewed(finding: Finding, notices: Iterable[CallNotice], now: datetime) -> CallNotice:
    """Return a notice for *finding*: the open one with the value as it is now, or a new one."""
    known = next((each for each in _of_same(finding, notices) if each.is_open), None)
    made = _new_notice(finding, now)
    return replace(made, id=known.id) if known is not None else made


def _new_notice(finding: Finding, now: datetime) -> CallNotice:
    limit = finding.values.get("limit")
    return CallNotice(
        happened_on=now.date(),
        happened_at=now.time().replace(second=0, microsecond=0, tzinfo=None),
        rule=str(finding.values["line"]),
        entry_id=finding.record_ids[0],
        measure=str(finding.values["measure"]),
        what=str(finding.values["what"]),
        limit=limit if isinstance(limit, Quantity) else None,
        wrote=_value(finding),
        urgency=urgency_of(finding),
    )


def _value(finding: Finding) -> Quantity | None:
    value, level = finding.values.get("value"), finding.values.get("level")
    if isinstance(level, int):
        return Quantity(Decimal(level), LEVEL)
    return value if isinstance(value, Quantity) else None


# Answering


def answered(notice: CallNotice, answer: CallAnswer, now: datetime) -> CallNotice:
    """Return *notice* with its answer and when that was given."""
    return replace(notice, answer=answer, answered_at=now.astimezone(UTC).replace(microsecond=0))


def keep_shown(draft: Draft, calls: Iterable[OpenCall]) -> None:
    """Write down that cards were shown, as they were."""
    draft.save_all(call.notice for call in calls)


def we_called(draft: Draft, calls: Sequence[OpenCall], now: datetime, own: Mapping[str, str]) -> TeamCall:
    """Write down that the team was called about *calls*; *own* names the person's own symptoms."""
    draft.save_all(answered(call.notice, CallAnswer.CALLED, now) for call in calls)
    made = TeamCall(
        happened_on=now.date(),
        happened_at=now.time().replace(second=0, microsecond=0, tzinfo=None),
        reason=", ".join(dict.fromkeys(wrote(call.finding, own) for call in calls)),
        rule=calls[0].notice.rule,
    )
    draft.save(made)
    return made


def not_yet(draft: Draft, calls: Iterable[OpenCall], now: datetime) -> None:
    """Write down that nobody called yet; the card stays."""
    draft.save_all(answered(call.notice, CallAnswer.NOT_YET, now) for call in calls)


def ask_at_visit(draft: Draft, call: OpenCall, now: datetime, own: Mapping[str, str]) -> None:
    """Make a question for the next visit of what is only to be told there."""
    words = _("My sheet says to tell you this: {what}.").format(what=wrote(call.finding, own))
    draft.save(Question(happened_on=now.date(), text=words))
    draft.save(answered(call.notice, CallAnswer.QUESTION, now))


def put_away(draft: Draft, call: OpenCall, now: datetime) -> None:
    """Leave what was only to be told at the visit."""
    draft.save(answered(call.notice, CallAnswer.PUT_AWAY, now))
