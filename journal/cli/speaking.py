"""What the command line says and asks: lines out, passphrases in, and the calm word when the program itself fails."""

from __future__ import annotations

import getpass
import json
import sys
import traceback
from pathlib import Path
from typing import Any

from journal.domain.problems import N_, Problem
from journal.text.language import _


def say(text: str) -> None:
    """Print a line for the person."""
    print(text)


def say_json(value: Any) -> None:
    """Print *value* as JSON, letters as they are."""
    print(json.dumps(value, ensure_ascii=False))


def complain(text: str) -> None:
    """Print one line where refusals go."""
    print(text.replace("\n", " "), file=sys.stderr)


def passphrase_for(journal: Path, file: Path | None) -> str | None:
    """Return the passphrase of *journal*: from *file*, or asked for; None where it has none."""
    from journal.store.opening import needs_passphrase  # a sheet is judged without any journal

    if not needs_passphrase(journal):
        return None
    if file is not None:
        return passphrase_in(file)
    if not sys.stdin.isatty():
        raise Problem(
            N_("“{file}” has a passphrase. Name a file that holds it: --passphrase-file FILE."), file=journal.name
        )
    return getpass.getpass(_("Passphrase: "))


def new_passphrase(file: Path | None, ask: bool) -> str | None:
    """Return the passphrase for a new journal: from *file*, asked for twice, or None for none."""
    if file is not None:
        return passphrase_in(file)
    if not ask:
        return None
    if not sys.stdin.isatty():
        raise Problem(N_("There is nobody to ask here. Name a file that holds the passphrase: --passphrase-file FILE."))
    first = getpass.getpass(_("New passphrase: "))
    if not first:
        raise Problem(N_("The passphrase is empty. Nothing was made. Start again, or leave it out."))
    if getpass.getpass(_("The same again: ")) != first:
        raise Problem(N_("The two passphrases differ. Nothing was made. Start again."))
    return first


def passphrase_in(file: Path) -> str:
    """Return the first line of *file*."""
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise Problem(N_("The passphrase file “{file}” could not be read. Check its name."), file=file.name) from None
    lines = text.splitlines()
    if not lines or not lines[0]:
        raise Problem(
            N_("The passphrase file “{file}” is empty. Write the passphrase on its first line."), file=file.name
        )
    return lines[0]


def own_fault(error: BaseException) -> str:
    """Return what is said when the program itself fails: kind and places, never the error's text.

    An error's text may quote the journal; a person must be able to show this to anybody.
    """
    frames = traceback.extract_tb(error.__traceback__)[-4:]
    places = " < ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in reversed(frames))
    return _("The program made a mistake. Your journal is as it was. Tell the makers: {kind} at {places}").format(
        kind=type(error).__name__, places=places
    )
