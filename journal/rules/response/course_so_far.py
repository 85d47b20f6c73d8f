"""What a course has reached so far: its best response, whether a later scan confirmed it, and how long it lasted.

Sources: Eisenhauer 2009, sections 4.4.3 (confirmation), 4.6.2 (a response counts from the day that complete or partial
response was first recorded, whichever came first) and 4.6.3 (stability counts from the start of treatment); both until
the first growth.  From knowledge of the paper, not re-read: unverified.  The best by iRECIST: Seymour 2017, table 3.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from journal.domain.finding import Finding, Value
from journal.domain.imaging import Response
from journal.rules.response.best_response import CONFIRM_DAYS, Dated, Settings, best_response
from journal.rules.response.by_criterion import PLAIN

if TYPE_CHECKING:
    from journal.rules.response.irecist import ImmuneResponse

SOURCE_CONFIRMED: Final = "Eisenhauer 2009, section 4.4.3 (unverified)"
SOURCE_IMMUNE: Final = "iRECIST, Seymour 2017, table 3"
SOURCE_DURATION: Final = "Eisenhauer 2009, sections 4.6.2 and 4.6.3 (unverified)"

CODES: Final = (
    "so_far.confirmed",
    "so_far.not_confirmed",
    "so_far.response_lasted",
    "so_far.response_lasting",
    "so_far.stable_lasted",
    "so_far.stable_lasting",
    "so_far.immune",
)
_RESPONDING: Final = (Response.CR, Response.PR)
_HOLDING: Final = (*_RESPONDING, Response.SD, Response.NON_CR_NON_PD)


def course_so_far(start: date, visits: Sequence[Dated]) -> tuple[Finding, ...]:
    """Return what *visits*, of a treatment that began on *start*, have reached; nothing where that is nothing yet.

    Nothing after the first growth counts.  A visit that could not be judged says nothing, also not that it still holds.
    """
    best = best_response(start, visits)
    if best.response not in _HOLDING:
        return ()
    found = [best.reasons[-1]]
    if best.response in _RESPONDING:
        found.append(_confirmed(start, visits, best.response))
    return (*found, *_lasting(start, visits, best.response))


def immune_so_far(responses: Sequence[tuple[date, ImmuneResponse]]) -> tuple[Finding, ...]:
    """Return the best that iRECIST gives a course, and when it was first seen; nothing where that is growth or nothing.

    How long it lasted is not said: unconfirmed growth may or may not have ended it.
    """
    from journal.rules.response.irecist import best_of  # loads where a report names it

    ordered = sorted(responses, key=lambda each: each[0])
    best = best_of([response for _on, response in ordered])
    plain = PLAIN[best.value]
    if plain not in _HOLDING:
        return ()
    first = next(on for on, response in ordered if response is best)
    values: dict[str, Value] = {"category": best.value, "response": plain.value, "day": first}
    return (Finding(code="so_far.immune", values=values, source=SOURCE_IMMUNE),)


def _confirmed(start: date, visits: Sequence[Dated], reached: Response) -> Finding:
    is_confirmed = best_response(start, visits, Settings(confirm=True)).response is reached
    code = "so_far.confirmed" if is_confirmed else "so_far.not_confirmed"
    return Finding(code=code, values={"days": CONFIRM_DAYS}, source=SOURCE_CONFIRMED)


def _lasting(start: date, visits: Sequence[Dated], reached: Response) -> tuple[Finding, ...]:
    """Return how long it lasted until the first growth, or up to the last visit that could be judged."""
    ordered = sorted(visits, key=lambda visit: visit.on)
    kind, since = "stable", start
    if reached in _RESPONDING:
        kind, since = "response", next(visit.on for visit in ordered if visit.overall in _RESPONDING)
    end = next((visit.on for visit in ordered if visit.overall is Response.PD), None)
    until = end or max(visit.on for visit in ordered if visit.overall in _HOLDING)
    if until <= since:
        return ()
    values: dict[str, Value] = {"since": since, "until": until, "days": (until - since).days}
    code = f"so_far.{kind}_{'lasting' if end is None else 'lasted'}"
    return (Finding(code=code, values=values, source=SOURCE_DURATION),)
