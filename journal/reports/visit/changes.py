"""One change since the last visit, as a line of the page."""

from __future__ import annotations

from dataclasses import dataclass

from journal.reports.printable import LONGEST_TEXT, typed
from journal.text.language import _


@dataclass(frozen=True)
class Change:
    """When, what kind (printed bold), and what; *records* says how many entries of the journal the line stands for."""

    when: str
    lead: str
    words: str
    records: int = 1


def listed(*parts: str) -> str:
    """Return what was typed as a list; blank parts and repetitions are left out."""
    found: dict[str, None] = {}
    length = 0
    for words in map(typed, parts):
        if words and words not in found:
            if length > LONGEST_TEXT:
                return f"{'; '.join(found)}; …"
            found[words] = None
            length += len(words)
    return "; ".join(found)


def because(what: str, reason: str) -> str:
    """Return *what*, with the *reason* that was typed beside it, if there is one."""
    why = typed(reason)
    return _("{what} ({reason})").format(what=what, reason=why) if what and why else what or why
