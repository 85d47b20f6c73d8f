"""Copies that the present passphrase does not open, as long as they lie anywhere: under which key, and what to say."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Iterable
from pathlib import Path

from journal.actions.backups import copies_of
from journal.actions.copy_contents import asides_of
from journal.domain.late_dataclass import dataclass
from journal.domain.problems import Problem
from journal.store.keys import WITH_PASSPHRASE
from journal.store.opening import salt_of
from journal.text.language import ngettext


@dataclass(frozen=True)
class EarlierKeys:
    """The copies under another key than the journal's: *open* ones need no passphrase, *others* need one of before."""

    open: tuple[Path, ...] = ()
    others: tuple[Path, ...] = ()

    def without(self, named: Iterable[Path]) -> EarlierKeys:
        """Leave out those in *named*: they were spoken of already."""
        known = set(named)
        return EarlierKeys(*(tuple(path for path in paths if path not in known) for paths in (self.open, self.others)))


def copies_under_earlier_keys(journal: Path, folders: Iterable[Path]) -> EarlierKeys:
    """Return the copies in *folders* and beside *journal* that do not open as it does.  May wait for a slow disk.

    They are known by their names, like those that can be brought back: who changed the passphrase twice, or on another
    computer, hears of those from before the first change, too.
    """
    found = [copy.path for copy in copies_of(journal, (journal.parent, *folders))]
    found += [path for path, _at in asides_of(journal)]
    found += _kept_by_upgrades(journal)
    salt = _salt(journal)
    without: list[Path] = []
    others: list[Path] = []
    for path in dict.fromkeys(found):
        other = _salt(path)
        if not other or other == salt:
            continue
        if other.startswith(WITH_PASSPHRASE):
            others.append(path)
        elif salt.startswith(WITH_PASSPHRASE):  # else both are open to everybody
            without.append(path)
    return EarlierKeys(tuple(without), tuple(others))


def _kept_by_upgrades(journal: Path) -> list[Path]:
    name = re.compile(re.escape(journal.stem) + r" \(format \d+(, \d+)?\)" + re.escape(journal.suffix))
    with contextlib.suppress(OSError):
        return sorted(entry for entry in journal.parent.iterdir() if name.fullmatch(entry.name))
    return []


def _salt(path: Path) -> bytes:
    try:
        return salt_of(path)
    except Problem:  # taken away meanwhile, or no copy at all
        return b""


def about_earlier_keys(found: EarlierKeys, names: Callable[[tuple[Path, ...]], Iterable[str]]) -> tuple[str, ...]:
    """Return a paragraph for each kind of copy in *found*; *names* makes the lines that name them."""
    paragraphs = []
    if found.others:
        said = ngettext(
            "{count} older copy needs a passphrase from before. Keep that passphrase as long as the copy.",
            "{count} older copies need a passphrase from before. Keep that passphrase as long as the copies.",
            len(found.others),
        )
        paragraphs.append("\n".join((said.format(count=len(found.others)), *names(found.others))))
    if found.open:
        said = ngettext(
            "{count} older copy has no passphrase. Whoever has it can read it.",
            "{count} older copies have no passphrase. Whoever has them can read them.",
            len(found.open),
        )
        paragraphs.append("\n".join((said.format(count=len(found.open)), *names(found.open))))
    return tuple(paragraphs)
