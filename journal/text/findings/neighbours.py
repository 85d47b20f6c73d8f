"""How far the neighbouring categories are, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from journal.domain.finding import Finding
from journal.text.findings.saying import Saying, mm_of, share_of
from journal.text.language import _


def _distance(finding: Finding) -> dict[str, str]:
    return {"size": mm_of(finding, "mm"), "share": share_of(finding, "share")}


def _smaller_line(_finding: Finding) -> str:
    return _("“Clearly smaller” is 30 % under the first sum.")


def _growing_line(finding: Finding) -> str:
    if not finding.values.get("least_mm"):
        return _("“Growing” is 20 % over the smallest.")
    return _("“Growing” is 20 % and {size} over the smallest.").format(size=mm_of(finding, "least_mm"))


SAYINGS: Final[Mapping[str, Saying]] = {
    "near.to_smaller": Saying(
        lambda f: _("{size} less ({share} of this sum) would be clearly smaller.").format(**_distance(f)),
        _smaller_line,
    ),
    "near.past_smaller": Saying(
        lambda f: _("It is {size} ({share} of this sum) past the line for smaller.").format(**_distance(f)),
        _smaller_line,
    ),
    "near.to_growing": Saying(
        lambda f: _("{size} more ({share} of this sum) would be growing.").format(**_distance(f)), _growing_line
    ),
    "near.past_growing": Saying(
        lambda f: _("It is {size} ({share} of this sum) past the line for growing.").format(**_distance(f)),
        _growing_line,
    ),
    "near.to_complete": Saying(lambda f: _("It would be complete with every spot gone, and every node under 10 mm.")),
    "near.from_complete": Saying(lambda f: _("Any spot seen again would count as growing, and a node from 10 mm on.")),
    "near.sum_aside": Saying(lambda f: _("The sum does not decide here, so no line is near or far.")),
}
