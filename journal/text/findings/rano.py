"""Brain tumours by RANO, in words."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Final

from journal.domain.finding import Finding
from journal.domain.problems import N_
from journal.text.findings.saying import Saying, missing_of, share_of
from journal.text.language import _

LINES: Final = (Fraction(-50, 100), Fraction(-25, 100), Fraction(25, 100))
INPUTS: Final[Mapping[str, str]] = {
    "sizes": N_("sizes"),
    "t2-flair": N_("T2/FLAIR"),
    "steroids": N_("steroids"),
    "clinical": N_("how you are"),
}


def _working(finding: Finding) -> str:
    sentences = []
    if finding.values.get("from_baseline") is not None:
        sentences.append(
            _("The sizes, taken along and across, are {share} since the first scan.").format(
                share=share_of(finding, "from_baseline", *LINES, sign=True)
            )
        )
    if finding.values.get("from_nadir") is not None:
        sentences.append(
            _("They are {share} since their smallest.").format(share=share_of(finding, "from_nadir", *LINES, sign=True))
        )
    return " ".join(sentences)


SAYINGS: Final[Mapping[str, Saying]] = {
    "rano.overall.cr": Saying(
        lambda f: _("By these notes, the rule for brain tumours points to a complete response: none is seen."), _working
    ),
    "rano.overall.pr": Saying(
        lambda f: _("By these notes, the rule for brain tumours points to a partial response: half or less is left."),
        _working,
    ),
    "rano.overall.mr": Saying(
        lambda f: _("By these notes, the rule for brain tumours points to MR: a quarter or more is gone."), _working
    ),
    "rano.overall.sd": Saying(
        lambda f: _("By these notes, the rule for brain tumours points to stable disease."), _working
    ),
    "rano.overall.pdu": Saying(
        lambda f: _("This looks like growth, but so soon after radiotherapy it may be swelling."), _working
    ),
    "rano.overall.pd": Saying(
        lambda f: _("By these notes, the rule for brain tumours points to progressive disease: it is growing."),
        _working,
    ),
    "rano.overall.ne": Saying(
        lambda f: _("These notes are not enough for the rule for brain tumours to give an answer."), _working
    ),
    "rano.reason.input_missing": Saying(
        lambda f: _("The rule needs four things together. Missing for this scan: {inputs}.").format(
            inputs=missing_of(f, INPUTS)
        )
    ),
    "rano.reason.clinical_worse": Saying(lambda f: _("The notes say that you were clearly worse.")),
    "rano.reason.flair_higher": Saying(lambda f: _("There is more on the pictures called T2/FLAIR.")),
    "rano.reason.steroids_higher": Saying(
        lambda f: _("The dose of steroids is higher. Steroids hide changes, so the rule gives no answer.")
    ),
    "rano.reason.steroids_left": Saying(lambda f: _("Nothing is seen, but with steroids that does not count as all.")),
    "rano.reason.growth_early": Saying(
        lambda f: _("In the 12 weeks after radiotherapy, a second scan four weeks later must show it, too.")
    ),
    "rano.reason.growth_not_repeated": Saying(
        lambda f: _("A later scan did not show this growth, so the rule does not count it.")
    ),
    "rano.reason.response_unconfirmed": Saying(
        lambda f: _("This scan alone would point higher. The rule asks for a second one, four weeks later or more.")
    ),
    "rano.reason.new_lesion": Saying(lambda f: _("There is a new spot that can be measured.")),
    "rano.reason.not_at_start": Saying(
        lambda f: _("The first scan did not have this, so it is not counted: {names}.").format(
            names=", ".join(f.missing)
        )
    ),
    "rano.reason.new_lesion_doubtful": Saying(lambda f: _("There is a new spot, but it is too small to be sure.")),
    "rano.reason.unmeasured_grew": Saying(lambda f: _("The report says that something not measured has grown.")),
    "rano.reason.unmeasured_there": Saying(lambda f: _("What could not be measured is not all gone.")),
    "rano.reason.nothing_measured": Saying(lambda f: _("On the first scan, no spot was measured.")),
    "rano.reason.size_missing": Saying(
        lambda f: _("A spot that takes up contrast was not measured in both ways, now or at first.")
    ),
    "rano.reason.gone": Saying(lambda f: _("No measured spot takes up contrast any more.")),
    "rano.reason.back": Saying(lambda f: _("What took up contrast was gone, and is back.")),
    "rano.reason.grew": Saying(
        lambda f: _("What takes up contrast is larger by a quarter or more than at its smallest.")
    ),
    "rano.reason.smaller": Saying(lambda f: _("What takes up contrast is at most half of what it was.")),
    "rano.reason.between": Saying(lambda f: _("What takes up contrast is not half as large, and not growing.")),
    "rano.reason.other_size_missing": Saying(
        lambda f: _("A spot without contrast was not measured in both ways, now or at first.")
    ),
    "rano.reason.other_gone": Saying(lambda f: _("No measured spot without contrast is seen any more.")),
    "rano.reason.other_back": Saying(lambda f: _("What took up no contrast was gone, and is back.")),
    "rano.reason.other_grew": Saying(
        lambda f: _("What takes up no contrast is larger by a quarter or more than at its smallest.")
    ),
    "rano.reason.other_smaller": Saying(lambda f: _("What takes up no contrast is at most half of what it was.")),
    "rano.reason.other_little_smaller": Saying(
        lambda f: _("What takes up no contrast is smaller by a quarter or more.")
    ),
    "rano.reason.other_between": Saying(lambda f: _("What takes up no contrast has not changed enough to count.")),
}
