"""PSA and bone scans by PCWG3, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from journal.text.findings.saying import Saying, day_of, number_of
from journal.text.language import _

SAYINGS: Final[Mapping[str, Saying]] = {
    "pcwg3.psa_grew": Saying(
        lambda f: _("By {day}, PSA had risen enough for the rule to call it growth.").format(day=day_of(f, "day")),
        lambda f: _("The rule asks for 25 % and 2 ng/mL more than the lowest value. PSA alone decides no treatment."),
    ),
    "pcwg3.psa_grew_unconfirmed": Saying(
        lambda f: _("On {day}, PSA was up by 25 % and 2 ng/mL or more. No later value confirms it.").format(
            day=day_of(f, "day")
        ),
        lambda f: _("The rule waits for a second value, three weeks later or more."),
    ),
    "pcwg3.psa_early": Saying(
        lambda f: _("PSA was higher on day {days} of treatment. In the first 12 weeks, that may mean nothing.").format(
            days=number_of(f, "days")
        )
    ),
    "pcwg3.psa_not_grown": Saying(
        lambda f: _("On {day}, PSA had not risen enough for the rule to call it growth.").format(day=day_of(f, "day"))
    ),
    "pcwg3.psa_no_baseline": Saying(
        lambda f: _("There is no PSA value from before treatment, so the rule has nothing to compare with.")
    ),
    "pcwg3.psa90": Saying(lambda f: _("PSA fell to a tenth of the value before treatment, and a second value agrees.")),
    "pcwg3.psa90_unconfirmed": Saying(
        lambda f: _("PSA fell to a tenth of the value before treatment. No second value confirms it.")
    ),
    "pcwg3.psa50": Saying(lambda f: _("PSA fell to half of the value before treatment, and a second value agrees.")),
    "pcwg3.psa50_unconfirmed": Saying(
        lambda f: _("PSA fell to half of the value before treatment. No second value confirms it.")
    ),
    "pcwg3.bone_grew": Saying(
        lambda f: _("By the bone scan of {day}, the rule counts enough new spots in the bones as growth.").format(
            day=day_of(f, "day")
        )
    ),
    "pcwg3.bone_unconfirmed": Saying(
        lambda f: _("The bone scan of {day} shows two or more new spots. No later scan confirms them.").format(
            day=day_of(f, "day")
        ),
        lambda f: _("The rule waits for a second bone scan, six weeks later or more."),
    ),
    "pcwg3.bone_flare": Saying(
        lambda f: _("The bone scan of {day} showed new spots, and the next one no more of them.").format(
            day=day_of(f, "day")
        ),
        lambda f: _("Bones that heal can look like that. Later scans are set beside this one."),
    ),
    "pcwg3.bone_not_grown": Saying(
        lambda f: _("The bone scan of {day} does not show enough new spots for the rule to call it growth.").format(
            day=day_of(f, "day")
        )
    ),
}
