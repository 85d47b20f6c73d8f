"""Journals in folders that other computers have, too: what to say about it, and second versions that a sync made."""

from __future__ import annotations

import contextlib
import re
from pathlib import Path
from typing import Final

from journal.actions.backups import copies_of
from journal.actions.copy_contents import asides_of
from journal.domain.problems import Problem
from journal.store.opening import salt_of
from journal.store.places import Sharing, place_of
from journal.text.language import _, ngettext

# Dropbox and Nextcloud: "(… conflicted copy …)"; Syncthing: ".sync-conflict-…"; others: "(conflict …)".
_CONFLICT: Final = re.compile(r"conflict", re.IGNORECASE)
_KEPT: Final = re.compile(r".+ \(format \d+(, \d+)?\)")  # what an upgrade leaves


def about_place(journal: Path) -> str:
    """Return what to know about the folder that *journal* lies in; nothing where it is this computer's alone."""
    place = place_of(journal.parent)
    if place.sharing is Sharing.SYNCED:
        return _(
            "{program} keeps this folder in step with other computers. Open the journal on one computer at a time. "
            "Close it before you go to another one, and let {program} finish."
        ).format(program=place.by)
    if place.sharing is Sharing.NETWORK:
        return _(
            "This folder is on a network disk. Open the journal on one computer at a time. "
            "If the connection breaks, the last entry may have to be written again."
        )
    return ""


def conflict_copies(journal: Path) -> tuple[Path, ...]:
    """Return the files beside *journal* that are other versions of it, made when two computers wrote at once.

    They begin with the same 16 bytes, which no other journal has.
    """
    salt = _salt(journal)
    if salt is None:
        return ()
    is_synced = place_of(journal.parent).sharing is Sharing.SYNCED
    ours = {path for path, _at in asides_of(journal)} | {copy.path for copy in copies_of(journal, (journal.parent,))}
    found = []
    with contextlib.suppress(OSError):
        for entry in sorted(journal.parent.iterdir()):
            named_so = _CONFLICT.search(entry.name) is not None
            if entry == journal or entry in ours or entry.name.startswith(".") or entry.suffix != journal.suffix:
                continue
            looks_so = is_synced and entry.stem.startswith(journal.stem) and not _KEPT.fullmatch(entry.stem)
            if (named_so or looks_so) and _salt(entry) == salt:
                found.append(entry)
    return tuple(found)


def about_conflicts(found: tuple[Path, ...]) -> str:
    """Return what to do about *found*; nothing where there are none."""
    if not found:
        return ""
    names = ", ".join(f"“{path.name}”" for path in found)
    said = ngettext(
        "Another version of this journal lies beside it: {names}. Two computers wrote at the same time. "
        "Open it to see what it holds. Nothing was thrown away.",
        "Other versions of this journal lie beside it: {names}. Two computers wrote at the same time. "
        "Open them to see what they hold. Nothing was thrown away.",
        len(found),
    )
    return said.format(names=names)


def _salt(path: Path) -> bytes | None:
    try:
        return salt_of(path)
    except Problem:
        return None
