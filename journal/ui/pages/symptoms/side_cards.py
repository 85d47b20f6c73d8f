"""Beside the charts: the symptoms of this cycle, worst first, and where own and carer's scores differ."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from journal.actions.symptom_days import CycleSummary, CycleSymptom
from journal.rules.symptom_course import ScoredDay
from journal.text import dates
from journal.text.language import _, ngettext
from journal.text.levels import cycle_days
from journal.text.names import level_name
from journal.ui.widgets.buttons import link
from journal.ui.widgets.card import Card
from journal.ui.widgets.layouts import Column, Flow
from journal.ui.widgets.words import Line, Words

MOST_SYMPTOMS: Final = 6
MOST_DIFFERENCES: Final = 5

_CHANGES: Final[Mapping[int | None, Callable[[], str]]] = {
    1: lambda: _("worse than in cycle {number}"),
    0: lambda: _("much like cycle {number}"),
    -1: lambda: _("better than in cycle {number}"),
    None: lambda: _("cycle {number} has no entry for these days"),
}


def cycle_card(summary: CycleSummary, choose: Callable[[str], object]) -> Card:
    """Return the card on the running cycle; a symptom's name shows that symptom."""
    card = Card(_("Cycle {number} so far").format(number=summary.number), gap=8)
    card.add(
        Words(
            ngettext("Logged {count} of {total} day.", "Logged {count} of {total} days.", summary.day).format(
                count=summary.logged, total=summary.day
            ),
            "small",
            "muted",
        )
    )
    if not summary.symptoms:
        nothing = _("Nothing was written down yet.") if not summary.logged else _("All that was written down is none.")
        card.add(Words(nothing))
    for place, symptom in enumerate(summary.symptoms[:MOST_SYMPTOMS]):
        if place:
            card.add(Line())
        card.add(_symptom(symptom, summary, choose))
    more = len(summary.symptoms) - MOST_SYMPTOMS
    if more > 0:
        card.add(Words(ngettext("{count} more", "{count} more", more).format(count=more), "small", "muted"))
    return card


def _symptom(symptom: CycleSymptom, summary: CycleSummary, choose: Callable[[str], object]) -> Column:
    course = symptom.course
    worst = _("{level} on {days}").format(level=level_name(course.worst), days=cycle_days(course.worst_days))
    lines = Column(
        Flow(link(symptom.name, lambda: choose(symptom.key))),
        Words(_("At worst {worst}").format(worst=worst)),
        gap=0,
    )
    if summary.before is not None:
        words = _CHANGES[symptom.change]().format(number=summary.before)
        lines.addWidget(Words(words[:1].upper() + words[1:], "small", "muted"))
    return lines


def differences_card(days: Iterable[ScoredDay]) -> Card | None:
    """Return the card on days that both scored; None where a carer scored no day that the person did."""
    both = [day for day in days if day.own is not None and day.carer is not None]
    if not both:
        return None
    apart = sorted((day for day in both if day.differs), key=lambda day: day.on, reverse=True)
    card = Card(_("Own and carer’s score"), icon="users", gap=8)
    card.add(
        Words(
            ngettext(
                "Both scored {total} day shown above. They differ on {count}.",
                "Both scored {total} days shown above. They differ on {count}.",
                len(both),
            ).format(total=len(both), count=len(apart))
        )
    )
    for day in apart[:MOST_DIFFERENCES]:
        card.add(
            Words(
                _("{day}: own {own}, carer {carer}").format(
                    day=dates.short_day(day.on), own=level_name(day.own or 0), carer=level_name(day.carer or 0)
                )
            )
        )
    if len(apart) > MOST_DIFFERENCES:
        more = len(apart) - MOST_DIFFERENCES
        card.add(Words(ngettext("{count} more day", "{count} more days", more).format(count=more), "small", "muted"))
    card.add(Words(_("Two people often see the same day differently. Both scores stay."), "small", "muted"))
    return card
