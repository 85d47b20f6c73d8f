"""What was done in a journal, and what one entry went through."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable

from journal.actions.entry_words import KnownNames, known_names, moment_words, titled_with_day
from journal.actions.time_machine import Key, key_of, moments_of
from journal.cli.speaking import passphrase_for, say
from journal.domain.problems import N_, Problem
from journal.domain.record import Record
from journal.store.change import Change
from journal.store.journal import Journal
from journal.store.opening import open_journal
from journal.text.fields import moment
from journal.text.language import _


def run_history(given: Namespace) -> int:
    """Say what was done in a journal, or with one entry, newest first."""
    with open_journal(given.file, passphrase_for(given.file, given.passphrase_file), read_only=True) as journal:
        names = known_names(journal)
        if given.id:
            _say_entry(journal, given.id, given.limit, names)
        else:
            for change in journal.history(limit=given.limit):
                _say_change(change, names)
    return 0


def _say_change(change: Change, names: KnownNames) -> None:
    head = _("{when}, by {who}: {label}") if change.author else _("{when}: {label}")
    say(head.format(when=moment(change.at), who=change.author, label=change.label))
    for record in _touched(change):
        say(f"    {record.id}  {titled_with_day(record, names)}")


def _touched(change: Change) -> Iterable[Record]:
    by_key: dict[Key, Record] = {key_of(record): record for record in (*change.before(), *change.after())}
    return by_key.values()


def _say_entry(journal: Journal, begins: str, limit: int, names: KnownNames) -> None:
    """Say what one entry went through, also one that was deleted."""
    found: dict[Key, Record] = {}
    for record in (*(step.record for step in journal.departures()), *journal.everything()):
        if record.id.startswith(begins):
            found[key_of(record)] = record
    if not found:
        raise Problem(N_("No entry has an id that begins with “{word}”."), word=begins)
    if len(found) > 1:
        raise Problem(N_("{count} entries have an id that begins with “{word}”."), count=len(found), word=begins)
    (record,) = found.values()
    say(titled_with_day(record, names))
    for told in moments_of(journal, [record])[:limit]:
        words = moment_words(told, names)
        say(_("{when}: {label}").format(when=words.when, label=words.label))
        for step in words.steps:
            for line in step.lines:
                say(f"    {line.words}")
