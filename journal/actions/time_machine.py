"""Looking back and bringing back: what an entry went through, what differs from an earlier day, one undoable step."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from journal.domain.attachments import Attachment
from journal.domain.problems import N_, Problem
from journal.domain.record import Record
from journal.store.change import Draft
from journal.store.journal import Journal
from journal.store.past import Step
from journal.store.tables import BY_KIND, BY_NAME, KINDS

Key = tuple[type[Record], str]


@dataclass(frozen=True)
class Moment:
    """One change of what is looked at: its *steps*, and all of it as it *stood* afterwards."""

    steps: tuple[Step, ...]
    stood: tuple[Record, ...]

    @property
    def seq(self) -> int:
        """The number of the change."""
        return self.steps[0].seq

    @property
    def at(self) -> datetime:
        """When it was made, in UTC."""
        return self.steps[0].at

    @property
    def author(self) -> str:
        """Who made it."""
        return self.steps[0].author


def moments_of(journal: Journal, records: Sequence[Record]) -> tuple[Moment, ...]:
    """Return what *records* went through together, newest first."""
    by_change: dict[int, list[Step]] = {}
    for step in journal.steps_of(map(key_of, records)):
        by_change.setdefault(step.seq, []).append(step)
    stood: dict[Key, Record] = {}
    moments = []
    for steps in by_change.values():
        for step in steps:
            if step.after is None:
                stood.pop(key_of(step.record), None)
            else:
                stood[key_of(step.record)] = step.after
        moments.append(Moment(tuple(steps), tuple(stood.values())))
    return tuple(reversed(moments))


def key_of(record: Record) -> Key:
    """Return what stays the same while *record* is edited."""
    return type(record), record.id


def bring_back(journal: Journal, draft: Draft, records: Iterable[Record]) -> None:
    """Make *records* stand as they once did, together with what they belong to where that is gone."""
    wanted = {key_of(record): record for record in records}
    pending = list(wanted.values())
    while pending:
        parents = [key for record in pending for key in _parents_of(record)]
        missing = [key for key in dict.fromkeys(parents) if key not in wanted and journal.get(*key) is None]
        pending = [_last_state(journal, kind, record_id) for kind, record_id in missing]
        wanted.update((key_of(record), record) for record in pending)
    for record in wanted.values():
        draft.put_back(record)


def _parents_of(record: Record) -> Iterable[Key]:
    for field, table in BY_KIND[type(record)].parents.items():
        if parent_id := getattr(record, field):
            yield BY_NAME[table].kind, parent_id


def _last_state(journal: Journal, kind: type[Record], record_id: str) -> Record:
    steps = journal.steps_of([(kind, record_id)])
    if steps:
        return steps[-1].record
    raise Problem(N_("What this belonged to was erased for good. So it cannot come back."))


def families(records: Iterable[Record]) -> tuple[tuple[Record, ...], ...]:
    """Return *records* with what belongs to each of them, if that is among them, behind it."""
    by_key = {key_of(record): record for record in records}
    found: dict[Key, list[Record]] = {}
    for record in by_key.values():
        head = record
        while parent := next((by_key[key] for key in _parents_of(head) if key in by_key), None):
            head = parent
        family = found.setdefault(key_of(head), [head])
        if head is not record:
            family.append(record)
    return tuple(tuple(family) for family in found.values())


@dataclass(frozen=True)
class Apart:
    """How an earlier state differs from the present: *back* stood then and is gone, *other* reads differently now,
    and *since* was written later."""

    back: tuple[Record, ...]
    other: tuple[tuple[Record, Record], ...]  # then, now
    since: tuple[Record, ...]

    @property
    def is_none(self) -> bool:
        """Say whether everything stands as it did."""
        return not (self.back or self.other or self.since)


def apart(journal: Journal, then: Iterable[Record]) -> Apart:
    """Compare the records that stood *then* with what *journal* holds now."""
    earlier = {key_of(record): record for record in then}
    now = {key_of(record): record for record in journal.everything()}
    return Apart(
        back=tuple(record for key, record in earlier.items() if key not in now),
        other=tuple((record, now[key]) for key, record in earlier.items() if key in now and now[key] != record),
        since=tuple(record for key, record in now.items() if key not in earlier),
    )


def bring_all_back(journal: Journal, draft: Draft, then: Iterable[Record]) -> None:
    """Make the whole journal stand as it did *then*; what was written since is deleted, and stays in the bin."""
    then = tuple(then)
    difference = apart(journal, then)
    for record in sorted(difference.since, key=lambda record: KINDS.index(type(record))):
        draft.delete(record)
    files = (record for record in then if isinstance(record, Attachment))  # all: so none follows another entry
    for record in (*difference.back, *(earlier for earlier, _now in difference.other), *files):
        draft.put_back(record)
