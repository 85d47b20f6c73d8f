"""The chip for what Lugano, RANO, PERCIST, EORTC or PCWG3 gives."""

from __future__ import annotations

from typing import Final

from journal.charts.tokens import CATEGORIES
from journal.rules.response.readings import UNCONFIRMED, ReadAnswer
from journal.text.scan_readings import category_name
from journal.ui.theme.look import look
from journal.ui.widgets.chip import Chip

METABOLIC: Final = frozenset({"CMR", "PMR", "NMR", "SMD", "PMD"})


def reading_chip(answer: ReadAnswer) -> Chip:
    """Return the chip for what a rule gives, short where the words are long; dashed while growth is not confirmed."""
    name = titled(answer)
    words = answer.category if answer.category in METABOLIC else name
    if answer.plain is None:
        return Chip(words, token="ink")
    icon = look().theme.category(answer.plain).icon
    chip = Chip(words, icon, category=CATEGORIES[answer.plain], is_dashed=answer.category == UNCONFIRMED)
    chip.setAccessibleName(name)
    return chip


def titled(answer: ReadAnswer) -> str:
    """Return the category in full words, to begin a line with."""
    name = category_name(answer.category)
    return f"{name[:1].upper()}{name[1:]}"
