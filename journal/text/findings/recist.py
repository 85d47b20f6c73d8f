"""RECIST 1.1 in words."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Final

from journal.domain.finding import Finding
from journal.text.findings.saying import Saying, mm_of, share_of
from journal.text.language import _

PARTIAL: Final = Fraction(-30, 100)
GROWTH: Final = Fraction(20, 100)
NEW_LESION: Final = "new_lesion"


def _named(finding: Finding) -> str:
    return ", ".join(name for name in finding.missing if name != NEW_LESION)


def working(finding: Finding) -> str:
    """Say the sums and how far each line is; empty where there is no sum."""
    if finding.values.get("sum_mm") is None:
        return ""
    sentences = [
        _("The first sum was {baseline}, the smallest before this scan {nadir}, and now it is {now}.").format(
            baseline=mm_of(finding, "baseline_sum_mm"), nadir=mm_of(finding, "nadir_mm"), now=mm_of(finding, "sum_mm")
        ),
    ]
    if finding.values.get("from_baseline") is not None:
        sentences.append(
            _("That is {share} since the first sum.").format(
                share=share_of(finding, "from_baseline", PARTIAL, sign=True)
            )
        )
    if finding.values.get("from_nadir") is not None:
        sentences.append(
            _("It is {share} since the smallest sum.").format(share=share_of(finding, "from_nadir", GROWTH, sign=True))
        )
    if finding.values.get("partial_line_mm") is not None:
        sentences.append(
            _("A partial response starts at {line} or less.").format(line=mm_of(finding, "partial_line_mm"))
        )
        sentences.append(_("Growing starts at {line} or more.").format(line=mm_of(finding, "growth_line_mm")))
    return " ".join(sentences)


SAYINGS: Final[Mapping[str, Saying]] = {
    "recist.overall.cr": Saying(
        lambda f: _("By these sizes, the rule points to a complete response: no spot is seen any more."), working
    ),
    "recist.overall.pr": Saying(
        lambda f: _("By these sizes, the rule points to a partial response: clearly smaller than at the start."),
        working,
    ),
    "recist.overall.sd": Saying(
        lambda f: _("By these sizes, the rule points to stable disease: not clearly smaller, and not growing."),
        working,
    ),
    "recist.overall.non_cr_non_pd": Saying(
        lambda f: _("The spots are still there, and the report does not call them growing."), working
    ),
    "recist.overall.pd": Saying(
        lambda f: _("By these sizes, the rule points to progressive disease: the cancer is growing."), working
    ),
    "recist.overall.ne": Saying(lambda f: _("These notes are not enough for the rule to give an answer."), working),
    "recist.overall.na": Saying(lambda f: _("There were no spots at the start that could be judged."), working),
    "recist.reason.targets_gone": Saying(lambda f: _("All measured spots are gone, and all nodes have a normal size.")),
    "recist.reason.sum_smaller": Saying(lambda f: _("All spots together are at least 30 % smaller than at the start.")),
    "recist.reason.sum_between": Saying(
        lambda f: _("The sum of all spots lies between the line for smaller and the line for growing.")
    ),
    "recist.reason.sum_grew": Saying(
        lambda f: _("All spots together are at least 20 % and 5 mm larger than at their smallest.")
    ),
    "recist.reason.part_grew": Saying(
        lambda f: _("Not every spot was measured. Those that were have grown enough by themselves.")
    ),
    "recist.reason.target_missing": Saying(
        lambda f: (
            _("This spot has no size at this scan: {names}.").format(names=_named(f))
            if len(f.missing) == 1
            else _("These spots have no size at this scan: {names}.").format(names=_named(f))
        )
    ),
    "recist.reason.order_unsure": Saying(
        lambda f: _("It is not certain which of two scans came first. Write down the day of both.")
    ),
    "recist.reason.baseline_incomplete": Saying(
        lambda f: _("A size is missing at the first scan, so there is nothing to compare with.")
    ),
    "recist.reason.back_after_complete": Saying(
        lambda f: _("All spots had gone, and now one is back. The rule counts that as growing.")
    ),
    "recist.reason.one_node_back": Saying(
        lambda f: _("Only one node is back. The makers of the rule say to look again before deciding.")
    ),
    "recist.reason.smallest_sum_zero": Saying(
        lambda f: _("The smallest sum was zero, so a change in percent cannot be worked out.")
    ),
    "recist.reason.non_target_grew": Saying(
        lambda f: _("The report says that a spot which is not measured is clearly growing.")
    ),
    "recist.reason.non_target_gone": Saying(lambda f: _("The spots that are not measured are gone, too.")),
    "recist.reason.non_target_there": Saying(lambda f: _("Spots that are not measured are still there.")),
    "recist.reason.non_target_missing": Saying(
        lambda f: _("The report does not speak of these spots: {names}.").format(names=_named(f))
    ),
    "recist.reason.marker_raised": Saying(
        lambda f: _("A marker is still above its range, so the rule does not say complete.")
    ),
    "recist.reason.not_at_start": Saying(
        lambda f: (
            _("This spot was not noted at the first scan, so it is not counted: {names}.").format(names=_named(f))
            if len(f.missing) == 1
            else _("These spots were not noted at the first scan, so they are not counted: {names}.").format(
                names=_named(f)
            )
        )
    ),
    "recist.reason.new_lesion": Saying(lambda f: _("The report names a new spot. The rule counts any as growing.")),
    "recist.reason.new_lesion_doubtful": Saying(
        lambda f: _("The report names a spot that may be new. The next scan will show more.")
    ),
    "recist.reason.new_lesion_unknown": Saying(
        lambda f: _("It is not written down if the report speaks of new spots.")
    ),
    "recist.reason.continuing_partial": Saying(
        lambda f: _("It was a partial response before. The makers of the rule still count it as one.")
    ),
}
