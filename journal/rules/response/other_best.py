"""What other readings make of the best response of a course so far: whether it is confirmed, whether it was stable.

The text of RECIST 1.1 is silent on each of these points (Eisenhauer 2009, sections 4.4.3, 4.4.4 and 4.6.1, from
knowledge of the paper, not re-read: unverified); plans of studies settle them in different ways.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

from journal.domain.finding import Finding
from journal.domain.imaging import Response
from journal.rules.response.best_response import STABLE_MIN_DAYS, Dated, Settings, best_response
from journal.rules.response.other_readings import LEFT_OPEN

ANY_NUMBER: Final = 1_000  # of scans without an answer: more than any course has

CONFIRMING: Final[Mapping[str, Mapping[str, Any]]] = {
    "other.best.stable_between": {"stable_between_confirms": True},
    "other.best.none_between": {"max_not_evaluable": 0},
    "other.best.any_between": {"max_not_evaluable": ANY_NUMBER},
}
STABLE: Final = "other.best.stable_until"
CODES: Final = (*CONFIRMING, STABLE)
_RESPONDING: Final = (Response.CR, Response.PR)


def of_best(start: date, visits: Sequence[Dated]) -> tuple[Finding, ...]:
    """Return what other readings make of *visits*, of a treatment that began on *start*; nothing where all agree."""
    best = best_response(start, visits).response
    found: list[Finding] = []
    if best in _RESPONDING:
        strict = Settings(confirm=True)
        is_confirmed = best_response(start, visits, strict).response is best
        for code, changes in CONFIRMING.items():
            other = best_response(start, visits, replace(strict, **changes)).response is best
            if other is not is_confirmed:
                found.append(Finding(code=code, values={"confirmed": other}))
    else:
        other_best = best_response(start, visits, Settings(stable_until_progression=True)).response
        if other_best is not best:
            found.append(Finding(code=STABLE, values={"response": other_best.value, "days": STABLE_MIN_DAYS}))
    return (*found, Finding(code=LEFT_OPEN)) if found else ()
