"""Commands on a journal's file: made, written into, explained, taken over, checked, copied, brought back, salvaged."""

from __future__ import annotations

import contextlib
from argparse import Namespace
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Final

from journal.actions import importing, passphrases
from journal.actions.copy_log import folder_away, read_log, write_log
from journal.actions.earlier_keys import about_earlier_keys, copies_under_earlier_keys
from journal.actions.explain import explain
from journal.actions.exporting import export
from journal.actions.quick_line import add_line
from journal.actions.quick_reading import Pointing
from journal.actions.salvaging import account_lines, save_what_is_left
from journal.actions.sample.writing import Size, write_sample
from journal.cli.speaking import new_passphrase, passphrase_for, say, say_json
from journal.domain.problems import N_, Problem
from journal.store import backup as copies
from journal.store.faults import DamagedJournal
from journal.store.integrity import check
from journal.store.journal import Journal, utc_now
from journal.store.opening import create, open_journal
from journal.store.passphrase import change_passphrase
from journal.text.language import _, ngettext
from journal.text.sayings import say_problem

PATIENCE_S: Final = 3.0  # two scripts that save at once wait for each other


@contextlib.contextmanager
def opened(given: Namespace, file: Path | None = None, *, read_only: bool = False) -> Iterator[Journal]:
    """Lend the journal that was named, closed again at the end; the person it is about signs what is written."""
    path = file or given.file
    passphrase = passphrase_for(path, given.passphrase_file)
    with open_journal(path, passphrase, read_only=read_only, patience_s=PATIENCE_S) as journal:
        patient = journal.patient()
        journal.author = given.author or (patient.name if patient is not None else "")
        yield journal


def run_new(given: Namespace) -> int:
    """Make an empty journal."""
    passphrase = new_passphrase(given.passphrase_file, given.ask_passphrase)
    create(given.file, passphrase, given.author or "").close()
    say(_("“{file}” is ready. Write something into it with: add").format(file=given.file.name))
    return 0


def run_sample(given: Namespace) -> int:
    """Write the sample journal."""
    passphrase = new_passphrase(given.passphrase_file, given.ask_passphrase)
    with write_sample(given.file, given.today, Size(given.size), passphrase) as journal:
        count = sum(1 for _record in journal.everything())
    entries = ngettext("{count} entry", "{count} entries", count).format(count=count)
    say(_("“{file}” holds the journal of a made-up person: {entries}.").format(file=given.file.name, entries=entries))
    return 0


def run_add(given: Namespace) -> int:
    """Write down one line."""
    with opened(given) as journal:
        try:
            reading, _change = add_line(journal, given.line, given.today)
        except Pointing as puzzle:
            # The word is marked in the line itself, since some sentences do not repeat it.
            line = f"{puzzle.text[: puzzle.start]}»{puzzle.text[puzzle.start : puzzle.end]}«{puzzle.text[puzzle.end :]}"
            said = say_problem(puzzle)
            raise Problem(N_("{line} – {said}"), line=line, said=said) from None
    for part in reading.parts:
        say(_("Written down: {what}").format(what=part.meaning))
    return 0


def run_undo(given: Namespace) -> int:
    """Take back the last change, or bring it back."""
    with opened(given) as journal:
        change = journal.redo() if given.command == "redo" else journal.undo()
    if change is None:
        raise Problem(
            N_("There is nothing to bring back.") if given.command == "redo" else N_("There is nothing to take back.")
        )
    said = _("Brought back: {what}") if given.command == "redo" else _("Taken back: {what}")
    say(said.format(what=change.label))
    return 0


def run_explain(given: Namespace) -> int:
    """Say what the last scan and the markers show."""
    with opened(given, read_only=True) as journal:
        say(explain(journal, given.today, given.long))
    return 0


def run_import(given: Namespace) -> int:
    """Take over foreign records, or only say what would come."""
    with opened(given, given.into, read_only=given.dry_run) as journal:
        preview = importing.preview(given.source, journal, given.today, given.patient)
        if not given.dry_run:
            importing.carry_out(preview, journal)
    if given.json:
        say_json(importing.as_json(preview))
    else:
        say(importing.as_text(preview))
        if given.dry_run:
            say(_("Nothing was written: this was a trial."))
    return 0


def run_export(given: Namespace) -> int:
    """Write everything in an open format."""
    with opened(given, read_only=True) as journal:
        export(journal, given.format, given.out, utc_now())
    say(_("Written: {file}").format(file=given.out.name))
    return 0


def run_check(given: Namespace) -> int:
    """Look through the whole file."""
    try:
        verdict = check(given.file, passphrase_for(given.file, given.passphrase_file))
    except DamagedJournal as damage:
        raise Problem(
            N_(
                "“{file}” is damaged. It was left as it is. Bring a copy back with: restore. "
                "Or save what can still be read with: salvage."
            ),
            **damage.values,
        ) from None
    said = ngettext(
        "The file is whole: {count} entry, {changes} steps of history.",
        "The file is whole: {count} entries, {changes} steps of history.",
        verdict.records,
    )
    say(said.format(count=verdict.records, changes=verdict.changes))
    return 0


def run_backup(given: Namespace) -> int:
    """Copy the journal, and read the copy back."""
    passphrase = passphrase_for(given.file, given.passphrase_file)
    copy = copies.backup(given.file, given.to, datetime.now().astimezone(), passphrase)
    say(_("The copy is whole: {file}").format(file=copy.name))
    return 0


def run_restore(given: Namespace) -> int:
    """Put a copy in the journal's place."""
    passphrase = passphrase_for(given.backup, given.passphrase_file)
    aside = copies.restore(given.backup, given.to, datetime.now().astimezone(), passphrase)
    say(_("Brought back: {what}").format(what=given.to.name))
    if aside is not None:
        say(_("What stood there before is kept as: {file}").format(file=aside.name))
    return 0


def run_salvage(given: Namespace) -> int:
    """Save what can still be read of a damaged file."""
    account = save_what_is_left(given.file, given.to, passphrase_for(given.file, given.passphrase_file))
    for line in account_lines(account):
        say(line)
    say(_("The new journal: {file}. The damaged one was left as it is.").format(file=given.to.name))
    return 0


def run_passphrase(given: Namespace) -> int:
    """Change, add or remove the passphrase."""
    old = passphrase_for(given.file, given.passphrase_file)
    new: str | None = None
    if given.suggest:
        new = passphrases.suggested()
    elif not given.remove:
        new = new_passphrase(given.new_passphrase_file, ask=True)
    if old is None and new is None:
        raise Problem(N_("“{file}” has no passphrase. Nothing was changed."), file=given.file.name)
    log = read_log(given.file)
    copies_left = change_passphrase(given.file, old, new, log.all_folders())
    earlier = copies_under_earlier_keys(given.file, log.all_folders()).without(copies_left)
    if log.made:  # none of them opens with the new one: the window makes some the next time
        write_log(given.file, replace(log, made={}))
    if new is None:
        say(_("“{file}” has no passphrase any more. Whoever has the file can read it.").format(file=given.file.name))
    else:
        say(_("“{file}” has a new passphrase.").format(file=given.file.name))
        if given.suggest:
            say(_("Write it down, on paper: {words}").format(words=new))
        say(passphrases.strength(new).said())
    for copy in copies_left:
        said = _("The old way still opens this copy: {file}, in {folder}")
        say(said.format(file=copy.name, folder=copy.parent))
    for words in about_earlier_keys(earlier, lambda paths: [f"  {path}" for path in paths]):
        say(words)
    if (away := folder_away(log)) is not None:
        say(_("“{folder}” is not there now. Copies in it are as before, too.").format(folder=away.name))
    return 0
