"""Copies named for the person: which file lies in which folder."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from journal.text.language import _, ngettext

MOST_COPIES: Final = 6  # named one by one


def names_of(copies: Sequence[Path]) -> list[str]:
    """Return a line for each of *copies*; one for all the others where there are many."""
    lines = [_("{file}, in {folder}").format(file=path.name, folder=path.parent.name) for path in copies[:MOST_COPIES]]
    left = len(copies) - MOST_COPIES
    if left > 0:
        lines.append(ngettext("and {count} more", "and {count} more", left).format(count=left))
    return lines
