"""Lymphoma by Lugano, in words."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Final

from journal.domain.finding import Finding
from journal.text.findings.saying import Saying, share_of, text_of
from journal.text.language import _

PARTIAL: Final = Fraction(-50, 100)


def _working(finding: Finding) -> str:
    if finding.values.get("from_baseline") is None:
        return ""
    return _("The sizes, taken along and across, are {share} since the first scan.").format(
        share=share_of(finding, "from_baseline", PARTIAL, sign=True)
    )


def _score(finding: Finding) -> str:
    return text_of(finding, "score").upper()


SAYINGS: Final[Mapping[str, Saying]] = {
    "lugano.overall.cmr": Saying(
        lambda f: _("By this PET, the rule for lymphoma points to CMR: no spot takes up more sugar than the liver."),
        _working,
    ),
    "lugano.overall.pmr": Saying(
        lambda f: _("By this PET, the rule for lymphoma points to PMR: the spots take up less sugar than at first."),
        _working,
    ),
    "lugano.overall.nmr": Saying(
        lambda f: _("By this PET, the rule for lymphoma points to NMR: the spots take up as much sugar as at first."),
        _working,
    ),
    "lugano.overall.pmd": Saying(
        lambda f: _("By this PET, the rule for lymphoma points to PMD: more sugar is taken up, or in new spots."),
        _working,
    ),
    "lugano.overall.cr": Saying(
        lambda f: _("By these sizes, the rule for lymphoma points to a complete response: all is of normal size."),
        _working,
    ),
    "lugano.overall.pr": Saying(
        lambda f: _("By these sizes, the rule for lymphoma points to a partial response: smaller by half or more."),
        _working,
    ),
    "lugano.overall.sd": Saying(
        lambda f: _("By these sizes, the rule for lymphoma points to stable disease: not half as large, not growing."),
        _working,
    ),
    "lugano.overall.pd": Saying(
        lambda f: _("By these sizes, the rule for lymphoma points to progressive disease: something is growing."),
        _working,
    ),
    "lugano.overall.ne": Saying(lambda f: _("These notes are not enough for the rule for lymphoma to give an answer.")),
    "lugano.reason.score_low": Saying(lambda f: _("The report gives a score of {score}.").format(score=_score(f))),
    "lugano.reason.score_three": Saying(
        lambda f: _("The report gives a score of 3. With usual treatment, that counts as none left."),
        lambda f: _("Where treatment was made shorter on purpose, doctors may read a 3 in another way."),
    ),
    "lugano.reason.score_unclear": Saying(
        lambda f: _("The score X means a new spot that is most likely no lymphoma. The rule needs a number.")
    ),
    "lugano.reason.uptake_lower": Saying(
        lambda f: _("The report gives a score of {score}, and less uptake than on the first scan.").format(
            score=_score(f)
        )
    ),
    "lugano.reason.uptake_same": Saying(
        lambda f: _("The report gives a score of {score}, and about the same uptake as on the first scan.").format(
            score=_score(f)
        )
    ),
    "lugano.reason.uptake_higher": Saying(
        lambda f: _("The report gives a score of {score}, and more uptake than on the first scan.").format(
            score=_score(f)
        )
    ),
    "lugano.reason.uptake_missing": Saying(
        lambda f: _("With a score of {score}, the rule must know how uptake changed, and if spots are new.").format(
            score=_score(f)
        )
    ),
    "lugano.reason.new_uptake": Saying(lambda f: _("The PET shows a new spot.")),
    "lugano.reason.new_uptake_doubtful": Saying(lambda f: _("The report is not sure about a new spot on the PET.")),
    "lugano.reason.marrow_left": Saying(lambda f: _("The marrow still takes part, so it does not count as none left.")),
    "lugano.reason.marrow_missing": Saying(
        lambda f: _("The marrow took part at first. This time, nothing is said about it.")
    ),
    "lugano.reason.marrow_new": Saying(lambda f: _("The marrow was clear. Now it takes part.")),
    "lugano.reason.lesion_grew": Saying(
        lambda f: _("One spot alone has grown by half from its smallest, and by 5 or 10 mm. That is enough.")
    ),
    "lugano.reason.new_lesion": Saying(lambda f: _("There is a new spot that is large enough to count.")),
    "lugano.reason.not_at_start": Saying(
        lambda f: _("The first scan did not have this, so it is not counted: {names}.").format(
            names=", ".join(f.missing)
        )
    ),
    "lugano.reason.new_lesion_doubtful": Saying(lambda f: _("There is a new spot, but it is too small to be sure.")),
    "lugano.reason.spleen_grew": Saying(lambda f: _("The spleen has grown enough to count.")),
    "lugano.reason.unmeasured_grew": Saying(lambda f: _("The report says that something not measured has grown.")),
    "lugano.reason.target_missing": Saying(
        lambda f: _("Some spots were not measured in both ways: {names}.").format(names=", ".join(f.missing))
    ),
    "lugano.reason.baseline_incomplete": Saying(lambda f: _("On the first scan, a size is missing.")),
    "lugano.reason.spleen_missing": Saying(
        lambda f: _("The spleen was too long at first. This time, its length is missing.")
    ),
    "lugano.reason.nothing_measured": Saying(lambda f: _("On the first scan, no spot was noted to compare with.")),
    "lugano.reason.all_normal": Saying(lambda f: _("Every node is 15 mm long or less, and all else is gone.")),
    "lugano.reason.products_smaller": Saying(
        lambda f: _("Taken along and across, the spots together are at most half of what they were.")
    ),
    "lugano.reason.products_between": Saying(
        lambda f: _("The spots are not half as large yet, or the spleen is not, and none has grown enough.")
    ),
    "lugano.reason.unmeasured_there": Saying(lambda f: _("What could not be measured is not all gone, and not worse.")),
    "lugano.reason.many_targets": Saying(lambda f: _("The rule follows up to six spots. Here there are more.")),
}
