"""Best overall response: the best that a course of dated responses reached (Eisenhauer 2009, sections 4.4.3 and 4.6).

Table 3 and the section on durations are from knowledge of the paper, not re-read: unverified.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from journal.domain.finding import Finding
from journal.domain.imaging import Response

CONFIRM_DAYS: Final = 28  # 4 weeks (E09 4.4.3)
STABLE_MIN_DAYS: Final = 42  # the shortest that protocols set: 6 to 8 weeks (E09 4.6.1)
MAX_NOT_EVALUABLE: Final = 1  # contested: how many between a response and its confirmation (E09 4.4.4 shows one)

CODES: Final = (
    "best.reached",
    "best.confirmed",
    "best.unconfirmed",
    "best.stable_long_enough",
    "best.stable_too_short",
    "best.progression",
    "best.back_after_complete",
    "best.nothing_evaluable",
)
_RANK: Final = (Response.CR, Response.PR, Response.SD, Response.NON_CR_NON_PD)
SOURCE: Final = "Eisenhauer 2009, section 4.4.3 and table 3 (unverified)"


@dataclass(frozen=True)
class Dated:
    """The overall response on a day."""

    on: date
    overall: Response


@dataclass(frozen=True)
class Settings:
    """How strictly a response must be confirmed, and how long stable disease must have lasted."""

    confirm: bool = False
    confirm_days: int = CONFIRM_DAYS
    max_not_evaluable: int = MAX_NOT_EVALUABLE
    stable_min_days: int = STABLE_MIN_DAYS
    # Contested: may stable disease stand between a response and its confirmation (PR, SD, PR)?  RECIST is silent.
    stable_between_confirms: bool = False
    # Contested: does "no progression yet on the least day" do, instead of a visit on or after it (E09 4.6.1)?
    stable_until_progression: bool = False


@dataclass(frozen=True)
class Best:
    """The best response and the day it was reached; *on* is None where nothing was."""

    response: Response
    on: date | None
    reasons: tuple[Finding, ...]


def best_response(start: date, responses: Sequence[Dated], settings: Settings | None = None) -> Best:
    """Return the best response of a treatment that began on *start*.

    Nothing after the first progression counts.  Without confirmation it is the best seen; with it, a complete or
    partial response needs a second one at least `confirm_days` later.
    """
    chosen = settings or Settings()
    visits = _until_progression(responses)
    reasons: list[Finding] = []
    for index, visit in enumerate(visits):
        if visit.overall not in (Response.CR, Response.PR):
            continue
        if not chosen.confirm:
            continue
        if not _is_confirmed(visits, index, visit.overall, chosen):
            reasons.append(_reason("unconfirmed", visit))
    for wanted in (Response.CR, Response.PR):
        for index, visit in enumerate(visits):
            if visit.overall is not wanted:
                continue
            if not chosen.confirm:
                return Best(wanted, visit.on, (_reason("reached", visit),))
            if _is_confirmed(visits, index, wanted, chosen):
                return Best(wanted, visit.on, (_reason("confirmed", visit),))
    return _without_response(start, visits, chosen, reasons)


def _until_progression(responses: Sequence[Dated]) -> list[Dated]:
    visits: list[Dated] = []
    for visit in sorted(responses, key=lambda visit: visit.on):
        visits.append(visit)
        if visit.overall is Response.PD:
            break
    return visits


def _is_confirmed(visits: Sequence[Dated], index: int, wanted: Response, settings: Settings) -> bool:
    """Say whether a later visit confirms the one at *index*; stable disease between the two breaks it."""
    enough = (Response.CR,) if wanted is Response.CR else (Response.CR, Response.PR)
    not_evaluable = 0
    for visit in visits[index + 1 :]:
        if visit.overall in (Response.NE, Response.NA):
            not_evaluable += 1
            if not_evaluable > settings.max_not_evaluable:
                return False
        elif visit.overall in enough:
            if (visit.on - visits[index].on).days >= settings.confirm_days:
                return True
        elif visit.overall is not Response.SD or not settings.stable_between_confirms:
            return False
    return False


def _without_response(start: date, visits: Sequence[Dated], settings: Settings, reasons: list[Finding]) -> Best:
    kinds = {visit.overall for visit in visits}
    stable = [visit for visit in visits if visit.overall in _RANK]
    long_enough = [visit for visit in stable if (visit.on - start).days >= settings.stable_min_days]
    if settings.stable_until_progression and visits and (visits[-1].on - start).days >= settings.stable_min_days:
        long_enough = stable  # the last visit, a progression perhaps, shows that there was none before that day
    if long_enough:
        # Without targets there is no stable disease, only "neither complete nor progressing".
        without_targets = kinds & {Response.NON_CR_NON_PD} and not kinds & {Response.SD, Response.PR}
        response = Response.NON_CR_NON_PD if without_targets else Response.SD
        return Best(response, long_enough[0].on, (*reasons, _reason("stable_long_enough", long_enough[0])))
    if stable:
        reasons = [*reasons, _reason("stable_too_short", stable[0])]
    back = _back_after_complete(visits) if settings.confirm else None
    if back is not None:
        return Best(Response.PD, back.on, (*reasons, _reason("back_after_complete", back)))
    for visit in visits:
        if visit.overall is Response.PD:
            return Best(Response.PD, visit.on, (*reasons, _reason("progression", visit)))
    return Best(Response.NE, None, tuple(reasons) or (Finding(code="best.nothing_evaluable", source=SOURCE),))


def _back_after_complete(visits: Sequence[Dated]) -> Dated | None:
    """Return the visit with disease after a complete response, where one stands before any progression (table 3)."""
    was_complete = False
    for visit in visits:
        if was_complete and visit.overall in (Response.PR, Response.SD, Response.NON_CR_NON_PD):
            return visit
        was_complete = was_complete or visit.overall is Response.CR
    return None


def _reason(code: str, visit: Dated) -> Finding:
    values = {"day": visit.on.isoformat(), "response": visit.overall.value}
    return Finding(code=f"best.{code}", values=values, source=SOURCE)
