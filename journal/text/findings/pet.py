"""PET in solid tumours by PERCIST and EORTC, in words."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Final

from journal.domain.finding import Finding
from journal.text.findings.saying import Saying, share_of, text_of
from journal.text.language import _

LINES: Final = (Fraction(-30, 100), Fraction(30, 100), Fraction(-25, 100), Fraction(25, 100), Fraction(-15, 100))


def _working(finding: Finding) -> str:
    if finding.values.get("from_baseline") is None:
        return ""
    return _("The uptake is {share} since the first PET.").format(
        share=share_of(finding, "from_baseline", *LINES, sign=True)
    )


def _rule(finding: Finding) -> str:
    return text_of(finding, "rule")


SAYINGS: Final[Mapping[str, Saying]] = {
    "pet.overall.cmr": Saying(
        lambda f: _("By this PET, the rule {rule} points to CMR: no spot stands out any more.").format(rule=_rule(f)),
        _working,
    ),
    "pet.overall.pmr": Saying(
        lambda f: _("By this PET, the rule {rule} points to PMR: clearly less sugar is taken up.").format(
            rule=_rule(f)
        ),
        _working,
    ),
    "pet.overall.smd": Saying(
        lambda f: _("By this PET, the rule {rule} points to SMD: about as much sugar as at first.").format(
            rule=_rule(f)
        ),
        _working,
    ),
    "pet.overall.pmd": Saying(
        lambda f: _("By this PET, the rule {rule} points to PMD: clearly more sugar, or in new spots.").format(
            rule=_rule(f)
        ),
        _working,
    ),
    "pet.overall.ne": Saying(
        lambda f: _("From this PET report, the rule {rule} cannot give an answer.").format(rule=_rule(f)), _working
    ),
    "percist.gone": Saying(
        lambda f: _("The hottest spot takes up less than the liver, and no more than what lies around it.")
    ),
    "percist.fell": Saying(lambda f: _("The hottest spot takes up at least 30 % less, and at least 0.8 units less.")),
    "percist.rose": Saying(lambda f: _("The hottest spot takes up at least 30 % more, and at least 0.8 units more.")),
    "percist.between": Saying(lambda f: _("The change is less than 30 %, or less than 0.8 units.")),
    "percist.glycolysis_rose": Saying(lambda f: _("All spots together take up at least 75 % more sugar.")),
    "percist.new_lesion": Saying(lambda f: _("The PET shows a new spot.")),
    "percist.no_sul": Saying(
        lambda f: _("The rule needs a value called SULpeak. Most reports print SUVmax, which is not the same.")
    ),
    "percist.only_limit": Saying(lambda f: _("The report prints only a limit, and the change may be more or less.")),
    "percist.no_baseline": Saying(lambda f: _("There is no SULpeak from before treatment to compare with.")),
    "percist.no_liver": Saying(lambda f: _("The rule needs the liver of the first PET, its mean and its spread.")),
    "percist.baseline_low": Saying(
        lambda f: _("At first, no spot took up enough more than the liver for this rule to follow.")
    ),
    "percist.not_said_gone": Saying(
        lambda f: _("To say that nothing stands out, the rule needs the liver and the reader’s word.")
    ),
    "percist.liver_differs": Saying(
        lambda f: _("The liver took up another amount than at first. The two scans may not compare well.")
    ),
    "eortc.gone": Saying(lambda f: _("The report says that no spot stands out from what lies around it.")),
    "eortc.fell_early": Saying(lambda f: _("After one cycle, the spots take up at least 15 % less.")),
    "eortc.fell": Saying(lambda f: _("The spots take up more than 25 % less.")),
    "eortc.gap": Saying(
        lambda f: _("The fall is 15 to 25 %, after more than one cycle. The rule has no name for that.")
    ),
    "eortc.between": Saying(lambda f: _("The change is too small to count.")),
    "eortc.rose": Saying(lambda f: _("The spots take up more than 25 % more.")),
    "eortc.extent_rose": Saying(lambda f: _("What takes up sugar is more than 20 % longer than at first.")),
    "eortc.new_lesion": Saying(lambda f: _("The PET shows a new spot.")),
    "eortc.no_uptake": Saying(
        lambda f: _("The rule needs uptake by body surface. Most reports print SUVmax, which is not the same.")
    ),
    "eortc.only_limit": Saying(lambda f: _("The report prints only a limit, and the change may be more or less.")),
    "eortc.no_baseline": Saying(lambda f: _("There is no such uptake from before treatment to compare with.")),
    "eortc.no_cycles": Saying(
        lambda f: _("With this fall, the rule must know how many cycles were given since the first PET.")
    ),
}
