"""What a rule would give where one of its points is read otherwise, as words on the card of a scan."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout

from journal.domain.finding import Finding
from journal.rules.response.other_readings import CLOSING
from journal.text.language import _
from journal.text.sayings import say
from journal.ui.widgets.words import Words


def say_otherwise(column: QVBoxLayout, others: Sequence[Finding]) -> None:
    """Say of each point what another reading gives; nothing where every reading gives the same answer."""
    if not others:
        return
    column.addWidget(Words(_("Read another way"), "small_strong"))
    for finding in others:
        column.addWidget(Words(say(finding), "small", "muted" if finding.code in CLOSING else "ink"))
