"""What a person can mend: a message with named places, said in the reader's language by the text floor."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import TYPE_CHECKING

from journal.domain.late_dataclass import dataclass

if TYPE_CHECKING:  # the window's first frame marks its words, and knows no numbers
    from journal.domain.finding import Value


def N_(message: str) -> str:
    """Mark *message* for translation; it is looked up when it is shown."""
    return message


class Problem(Exception):
    """Something that a person can mend: what happened, where, and what to do, in one or two sentences.

    *message* is an untranslated sentence with named places; *values* fill them.  Values say where (a line number, a
    column, a file's name, the word that was typed), never what stands in the journal.
    """

    def __init__(self, message: str, **values: Value) -> None:
        super().__init__(message)
        self.message = message
        self.values: Mapping[str, Value] = values

    def __str__(self) -> str:
        return self.message


@dataclass(frozen=True, kw_only=True)
class LeftOut:
    """Something in a foreign file that was not taken over, and why (an untranslated sentence with places)."""

    kind: str
    reason: str
    values: Mapping[str, Value] = field(default_factory=dict)
    where: str = ""
