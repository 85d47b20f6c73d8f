"""The bin: what was deleted, brought back or erased for good, and which copies still hold it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from journal.actions.backups import Copy, copies_of
from journal.actions.time_machine import Key, bring_back, key_of
from journal.domain.record import Record
from journal.store.change import Draft
from journal.store.journal import Journal
from journal.store.past import Step
from journal.store.tables import BY_KIND, BY_NAME
from journal.text.language import _, ngettext


@dataclass(frozen=True)
class Discarded:
    """One entry in the bin: how it left, and what left with it."""

    step: Step
    parts: tuple[Record, ...] = ()

    @property
    def record(self) -> Record:
        """The entry, as it stood last."""
        return self.step.record

    @property
    def was_deleted(self) -> bool:
        """Say whether it was deleted; else its writing was taken back."""
        return self.step.action != "undo"


def in_the_bin(journal: Journal) -> tuple[Discarded, ...]:
    """Return what stands no more, last deleted first; what belonged to an entry and left with it is its part."""
    steps = journal.departures()
    by_key = {key_of(step.record): step for step in steps}
    parts: dict[Key, list[Record]] = {}
    heads: list[Step] = []
    for step in steps:
        head = _head_of(step, by_key)
        if head is step:
            heads.append(step)
        else:
            parts.setdefault(key_of(head.record), []).append(step.record)
    heads.reverse()
    heads.sort(key=lambda step: -step.seq)
    return tuple(Discarded(step, tuple(parts.get(key_of(step.record), ()))) for step in heads)


def _head_of(step: Step, by_key: dict[Key, Step]) -> Step:
    """Return the outermost entry that left in the same change and that *step*'s record belonged to."""
    for field, table in BY_KIND[type(step.record)].parents.items():
        parent = by_key.get((BY_NAME[table].kind, getattr(step.record, field)))
        if parent is not None and parent.seq == step.seq:
            return _head_of(parent, by_key)
    return step


def put_back(journal: Journal, draft: Draft, discarded: Iterable[Discarded]) -> None:
    """Bring entries back out of the bin, each with all that left with it."""
    bring_back(journal, draft, [record for each in discarded for record in (each.record, *each.parts)])


def empty(journal: Journal) -> bool:
    """Erase all that is in the bin, with its history; say whether its last byte has left the file already.

    Where another program reads the file, the bytes go when the journal is next closed or emptied.
    """

    def label(count: int) -> str:
        return ngettext("Bin emptied: {count} entry", "Bin emptied: {count} entries", count).format(count=count)

    journal.empty_bin(label, _("A change of which part was erased"))
    return journal.clean()


def copies_holding(journal: Journal, discarded: Sequence[Discarded], folders: Iterable[Path]) -> tuple[Copy, ...]:
    """Return the backups in *folders*, and beside the journal, that hold something of *discarded*, newest first.

    A copy holds what was written before it was made, also when that was deleted before: the history goes along.
    """
    keys = [key_of(record) for each in discarded for record in (each.record, *each.parts)]
    steps = journal.steps_of(keys)
    if not steps:
        return ()
    # The names of copies know the minute, on the clock of the place.
    first = min(step.at for step in steps).astimezone().replace(second=0, tzinfo=None)
    found = [*copies_of(journal.path, [*folders, journal.path.parent]), *_set_aside(journal.path)]
    return tuple(copy for copy in dict.fromkeys(found) if copy.made_at >= first)


def _set_aside(path: Path) -> list[Copy]:
    """Return the files that an upgrade or a restore left beside *path*; when they were made, their own time tells."""
    return [
        Copy(each, datetime.fromtimestamp(each.stat().st_mtime))  # noqa: DTZ006 - as copies are named: by the clock here
        for pattern in ("(format *)", "before *")
        for each in path.parent.glob(f"{_literally(path.stem)} {pattern}{path.suffix}")
    ]


def _literally(name: str) -> str:
    return "".join(f"[{letter}]" if letter in "*?[" else letter for letter in name)
