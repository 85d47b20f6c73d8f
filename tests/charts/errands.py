"""What tests send to the process that draws: errands that end well, end badly, or end the process."""

from __future__ import annotations

import os
from pathlib import Path

from journal.domain.problems import N_, Problem
from journal.text.language import _


def said(word: str) -> str:
    """Answer in the language of who asked."""
    return f"{_('Close')} {word}"


def refused(word: str) -> None:
    """Meet something that a person can mend."""
    raise Problem(N_("There is no printout “{word}”."), word=word)


def broken(secret: str) -> None:
    """Meet a fault that quotes what was drawn."""
    raise ValueError(f"cannot draw {secret}")


def dies_once(mark: str) -> str:
    """End the process; when that was done before, answer."""
    if not Path(mark).exists():
        Path(mark).touch()
        os._exit(9)
    return "drawn"


def who(_secret: str) -> int:
    """Say which process was asked."""
    return os.getpid()
