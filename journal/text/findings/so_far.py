"""What a course has reached so far, in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from journal.domain.finding import Finding
from journal.domain.imaging import Response
from journal.text import dates
from journal.text.findings.saying import Saying, text_of
from journal.text.language import _, ngettext
from journal.text.names import immune_response_name

WEEK: Final = 7
IN_WEEKS_FROM: Final = 28  # days: up to here, people count in days


def _parts(finding: Finding) -> dict[str, str]:
    since, until, day = (finding.values.get(name) for name in ("since", "until", "day"))
    return {
        "day": dates.day(day) if isinstance(day, date) else "?",
        "since": dates.day(since) if isinstance(since, date) else "?",
        "until": dates.day(until) if isinstance(until, date) else "?",
        "time": _time(finding),
    }


def _immune(finding: Finding) -> str:
    return immune_response_name(text_of(finding, "category"), Response(text_of(finding, "response")))


def _time(finding: Finding) -> str:
    days = finding.values.get("days")
    if not isinstance(days, int):
        return "?"
    if days < IN_WEEKS_FROM:
        return ngettext("{count} day", "{count} days", days).format(count=days)
    weeks, rest = divmod(days, WEEK)
    if not rest:
        return ngettext("{count} week", "{count} weeks", weeks).format(count=weeks)
    return ngettext("more than {count} week", "more than {count} weeks", weeks).format(count=weeks)


SAYINGS: Final[Mapping[str, Saying]] = {
    "so_far.confirmed": Saying(lambda f: _("A later scan, four weeks on or more, said so again.")),
    "so_far.not_confirmed": Saying(
        lambda f: _("No scan four weeks on or more has said so again."),
        lambda f: _("Some studies ask for that, others do not."),
    ),
    "so_far.immune": Saying(
        lambda f: _("The best so far was {response}, first on {day}.").format(response=_immune(f), **_parts(f)),
        lambda f: _("Growth that no later scan confirmed does not end the count."),
    ),
    "so_far.response_lasted": Saying(
        lambda f: _("It first showed on {since}. It lasted {time}, until {until}.").format(**_parts(f))
    ),
    "so_far.response_lasting": Saying(
        lambda f: _("It first showed on {since}. On {until}, {time} later, it still held.").format(**_parts(f))
    ),
    "so_far.stable_lasted": Saying(
        lambda f: _("From {since} it took {time} until the cancer was growing, on {until}.").format(**_parts(f))
    ),
    "so_far.stable_lasting": Saying(
        lambda f: _("From {since} to {until}, {time}, the cancer was not growing.").format(**_parts(f))
    ),
}
