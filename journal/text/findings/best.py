"""Best overall response in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from journal.domain.finding import Finding
from journal.domain.imaging import Response
from journal.text import dates
from journal.text.findings.saying import Saying, text_of
from journal.text.language import _
from journal.text.names import response_name


def _day(finding: Finding) -> str:
    return dates.day(date.fromisoformat(text_of(finding, "day")))


def _response(finding: Finding) -> str:
    return response_name(Response(text_of(finding, "response")))


SAYINGS: Final[Mapping[str, Saying]] = {
    "best.reached": Saying(
        lambda f: _("The best so far was {response}, on {day}.").format(response=_response(f), day=_day(f))
    ),
    "best.confirmed": Saying(
        lambda f: _("The best so far was {response}, seen on {day} and again later.").format(
            response=_response(f), day=_day(f)
        )
    ),
    "best.unconfirmed": Saying(
        lambda f: _("One scan gave {response}, on {day}. No later scan confirmed it.").format(
            response=_response(f), day=_day(f)
        )
    ),
    "best.stable_long_enough": Saying(lambda f: _("It was stable on {day}, long enough to count.").format(day=_day(f))),
    "best.stable_too_short": Saying(
        lambda f: _("It was stable on {day}, but too soon after the start to count.").format(day=_day(f))
    ),
    "best.progression": Saying(lambda f: _("The cancer was growing on {day}.").format(day=_day(f))),
    "best.back_after_complete": Saying(
        lambda f: _("After a complete response, spots were back on {day}. The rule counts that as growing.").format(
            day=_day(f)
        )
    ),
    "best.nothing_evaluable": Saying(lambda f: _("No scan so far could be judged.")),
}
