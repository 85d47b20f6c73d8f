"""CA-125 by GCIG, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from journal.domain.imaging import Response
from journal.text.findings.saying import Saying, day_of, text_of
from journal.text.language import _
from journal.text.names import response_name

SAYINGS: Final[Mapping[str, Saying]] = {
    "gcig.grew_again": Saying(
        lambda f: _("CA-125 had been normal. Then it rose to twice the limit or more, on two values.")
    ),
    "gcig.grew_from_lowest": Saying(
        lambda f: _("CA-125 rose to twice its lowest value or more, on two values a week apart.")
    ),
    "gcig.grew_from_normal": Saying(
        lambda f: _("CA-125 was normal before treatment. It rose to twice the limit or more, on two values.")
    ),
    "gcig.growth_unconfirmed": Saying(
        lambda f: _("CA-125 rose enough on {day}. No second value, a week later or more, confirms it.").format(
            day=day_of(f, "day")
        )
    ),
    "gcig.response_normal": Saying(
        lambda f: _("CA-125 fell to half or less, stayed there, and is in the lab’s own range.")
    ),
    "gcig.response": Saying(lambda f: _("CA-125 fell to half or less and stayed there for 28 days or more.")),
    "gcig.response_unconfirmed": Saying(
        lambda f: _("CA-125 fell to half or less. No value 28 days later, or more, confirms it.")
    ),
    "gcig.no_response": Saying(lambda f: _("CA-125 did not fall to half, and it did not rise enough to count.")),
    "gcig.no_baseline": Saying(
        lambda f: _("There is no CA-125 value from before treatment, so the rule has nothing to compare with.")
    ),
    "gcig.baseline_old": Saying(
        lambda f: _("The CA-125 value from before treatment is older than two weeks, so the rule reads no response.")
    ),
    "gcig.baseline_low": Saying(
        lambda f: _("CA-125 was less than twice the limit before treatment, so the rule reads no response.")
    ),
    "gcig.baseline_disturbed": Saying(
        lambda f: _("Something else could have moved CA-125 before treatment, so the rule reads no response.")
    ),
    "gcig.no_limit": Saying(lambda f: _("The lab’s own upper limit for CA-125 was not written down.")),
    "gcig.left_out": Saying(
        lambda f: _("The value of {day} is left out. It came too soon after something that can move it.").format(
            day=day_of(f, "day")
        )
    ),
    "gcig.with_recist": Saying(
        lambda f: _("The last scan was called: {response}. Together, the rule points to: {overall}.").format(
            response=response_name(Response(text_of(f, "response"))),
            overall=response_name(Response(text_of(f, "overall"))),
        )
    ),
}
