"""Which rule judges a course, which ones fit this person, and the one that the report names."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtWidgets import QWidget

from journal.domain.imaging import Scan
from journal.rules.response.named import MRECIST, OF_SIZES, RECIST, WRITTEN, named
from journal.rules.response.proposals import Proposal
from journal.text.language import _
from journal.text.sayings import say
from journal.ui.widgets.fields import ChoiceField
from journal.ui.widgets.layouts import Column
from journal.ui.widgets.words import Words

RULE_CHOICE: Final = "rule"  # the object name of the choice, so that it keeps the keyboard when the card is made anew


def rule_words(
    scan: Scan, criterion: str, fitting: Sequence[Proposal], name_rule: Callable[[str], object], *, is_read_only: bool
) -> QWidget:
    """Return the words on the rule, with the choice of what the report of *scan* names."""
    holder = QWidget()
    column = Column(Words(_("Which rule"), "small_strong"), gap=6)
    column.addWidget(Words(_say_rule(scan, criterion), "small"))
    if criterion == MRECIST:
        column.addWidget(Words(_("It reads only the part of a spot that still takes up contrast."), "small"))
    for each in fitting:
        if each.criterion != criterion:
            column.addWidget(Words(say(each.finding), "small", "muted"))
    choice = ChoiceField(_("Rule that the report names"), rule_choices(), named(scan.called_text))
    choice.setObjectName(RULE_CHOICE)
    choice.chosen.connect(lambda key: name_rule(str(key)))
    choice.setEnabled(not is_read_only)
    column.addWidget(Words(_("The report names"), "small", "muted"))
    column.addWidget(choice)
    holder.setLayout(column)
    return holder


def rule_choices() -> list[tuple[object, str]]:
    """Return what a report may name, with the words for it."""
    return [("", _("no rule")), *((key, WRITTEN[key]) for key in OF_SIZES)]


def _say_rule(scan: Scan, criterion: str) -> str:
    name = WRITTEN[criterion]
    if named(scan.called_text) == criterion:
        return _("The sizes are judged by {rule}, as this report names it.").format(rule=name)
    if criterion != RECIST:
        return _("The sizes are judged by {rule}, as another report since the start names it.").format(rule=name)
    return _("The sizes are judged by {rule}, unless a report names another rule.").format(rule=name)
