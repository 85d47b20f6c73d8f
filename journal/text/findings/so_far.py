"""What a course has reached so far, in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from journal.domain.finding import Finding
from journal.text import dates
from journal.text.findings.saying import Saying
from journal.text.language import _, ngettext

WEEK: Final = 7
IN_WEEKS_FROM: Final = 28  # days: up to here, people count in days


def _parts(finding: Finding) -> dict[str, str]:
    since, until = finding.values.get("since"), finding.values.get("until")
    return {
        "since": dates.day(since) if isinstance(since, date) else "?",
        "until": dates.day(until) if isinstance(until, date) else "?",
        "time": _time(finding),
    }


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
        lambda f: _("Some studies ask for that. In daily care, many teams do not."),
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
