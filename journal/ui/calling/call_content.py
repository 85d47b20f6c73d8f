"""What a call card says, as one frozen value; a card is made anew only when this is another one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from journal.actions.call_notices import OpenCall, care_sheet
from journal.actions.call_ready import ReadyLine, ready, you_can_say
from journal.actions.check_in import own_names
from journal.domain.late_dataclass import dataclass
from journal.domain.patient import Urgency
from journal.domain.visits import CallAnswer
from journal.store.journal import Journal
from journal.text import dates
from journal.text.language import _
from journal.text.numbers import NO_BREAK
from journal.text.sayings import say

ON_THE_CARD = (Urgency.EMERGENCY, Urgency.CALL_NOW, Urgency.CALL_TODAY)


@dataclass(frozen=True)
class CallContent:
    """A card about all lines that ask for a call: the most urgent one gives the heading and the form."""

    urgency: Urgency
    heading: str
    emergency_number: str
    phone: str
    who: str
    why: tuple[str, ...]
    ready: tuple[ReadyLine, ...]
    can_say: str
    kept: str
    is_waiting: bool  # "not yet" was not chosen so far

    @property
    def is_now(self) -> bool:
        """Say whether the card is the loud one."""
        return self.urgency in (Urgency.EMERGENCY, Urgency.CALL_NOW)


def call_content(
    journal: Journal, calls: Sequence[OpenCall], now: datetime, emergency_number: str = ""
) -> CallContent | None:
    """Return what the card for *calls* says; None where no line asks for a call.

    *emergency_number* is for a sheet that names none.
    """
    calls = [call for call in calls if call.urgency in ON_THE_CARD]
    if not calls:
        return None
    sheet, urgency = care_sheet(journal), calls[0].urgency
    emergency = (sheet.emergency_number if sheet is not None else "") or emergency_number
    own = own_names(journal)
    return CallContent(
        urgency=urgency,
        heading=_heading(urgency, emergency),
        emergency_number=emergency,
        phone=sheet.phone if sheet is not None else "",
        who=_who(sheet.team if sheet is not None else ""),
        why=tuple(dict.fromkeys(say(call.finding) for call in calls)),
        ready=ready(journal, calls, now, own),
        can_say=you_can_say(journal, calls, now),
        kept=_kept(calls, emergency, now),
        is_waiting=any(call.notice.answer is CallAnswer.WAITING for call in calls),
    )


def _heading(urgency: Urgency, emergency: str) -> str:
    if urgency is Urgency.EMERGENCY:
        if emergency:
            return _("Your sheet says: call {number} now").format(number=emergency.replace(" ", NO_BREAK))
        return _("Your sheet says: call the emergency number now")
    return _("Your sheet says: call now") if urgency is Urgency.CALL_NOW else _("Your sheet says: call today")


def _who(team: str) -> str:
    return _("Day and night line, {team}").format(team=team) if team else _("Day and night line")


def _kept(calls: Sequence[OpenCall], emergency: str, now: datetime) -> str:
    """Return what is kept of the card, and what the program cannot do."""
    first = min(calls, key=lambda call: (call.notice.happened_on, str(call.notice.happened_at)))
    at, on = first.notice.happened_at, first.notice.happened_on
    clock = dates.clock(at) if at is not None else "?"
    parts = [
        _("Kept in the journal: shown at {time}.").format(time=clock)
        if on == now.date()
        else _("Kept in the journal: shown on {day} at {time}.").format(day=dates.short_day(on), time=clock)
    ]
    put_off = [call.notice.answered_at for call in calls if call.notice.answer is CallAnswer.NOT_YET]
    moments = [moment for moment in put_off if moment is not None]
    if moments:
        parts.append(
            _("Not called yet at {time}.").format(time=dates.clock(max(moments).astimezone(now.tzinfo).time()))
        )
    parts.append(_("This program cannot call for you."))
    parts.append(
        _("If you feel very unwell, call {number}.").format(number=emergency)
        if emergency
        else _("If you feel very unwell, call the emergency number.")
    )
    return " ".join(parts)
