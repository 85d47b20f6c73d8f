"""iRECIST in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from journal.text.findings.recist import working
from journal.text.findings.saying import Saying
from journal.text.language import _

SAYINGS: Final[Mapping[str, Saying]] = {
    "irecist.overall.icr": Saying(
        lambda f: _("By these sizes, the rule for immune drugs points to iCR: no spot is seen any more."), working
    ),
    "irecist.overall.ipr": Saying(
        lambda f: _("By these sizes, the rule for immune drugs points to iPR: clearly smaller than at the start."),
        working,
    ),
    "irecist.overall.isd": Saying(
        lambda f: _("By these sizes, the rule for immune drugs points to iSD: not clearly smaller, and not growing."),
        working,
    ),
    "irecist.overall.non_icr_non_iupd": Saying(
        lambda f: _("The spots are still there. The rule for immune drugs does not call them growing."), working
    ),
    "irecist.overall.iupd": Saying(
        lambda f: _("By these sizes, the rule for immune drugs points to iUPD: growth that is not confirmed yet."),
        working,
    ),
    "irecist.overall.icpd": Saying(
        lambda f: _("By these sizes, the rule for immune drugs points to iCPD: growth that a later scan confirmed."),
        working,
    ),
    "irecist.overall.ne": Saying(
        lambda f: _("These notes are not enough for the rule for immune drugs to give an answer."), working
    ),
    "irecist.overall.na": Saying(lambda f: _("There were no spots at the start that this rule could judge.")),
    "irecist.reason.first_growth": Saying(
        lambda f: _("This is a first growth. With immune drugs, a second scan 4 to 8 weeks later tells more.")
    ),
    "irecist.reason.targets_larger": Saying(
        lambda f: _("All spots together are at least 5 mm larger than at the first growth.")
    ),
    "irecist.reason.non_target_larger": Saying(
        lambda f: _("A spot that is not measured grew at the first growth, and grew again.")
    ),
    "irecist.reason.new_larger": Saying(lambda f: _("The new spots have grown since they were first seen.")),
    "irecist.reason.more_new": Saying(lambda f: _("There are more new spots than at the first growth.")),
    "irecist.reason.other_kind": Saying(
        lambda f: _("There is growth now of another kind than at the first growth. That confirms it.")
    ),
    "irecist.reason.too_soon": Saying(
        lambda f: _("It may be less than 4 weeks since the first growth. That is too soon to confirm it.")
    ),
    "irecist.reason.late": Saying(lambda f: _("This scan came more than 8 weeks after the first growth.")),
    "irecist.reason.unchanged": Saying(
        lambda f: _("Since the first growth, this scan shows neither more growth nor less.")
    ),
    "irecist.reason.new_unnamed": Saying(
        lambda f: _("The notes do not say if this new spot is the same as before. Give each spot its name.")
    ),
    "irecist.reason.smaller_again": Saying(
        lambda f: _("Something got smaller after the first growth, so that growth no longer counts.")
    ),
    "irecist.reason.new_still_there": Saying(
        lambda f: _("A new spot from before was not seen to be gone. So the rule does not say complete.")
    ),
    "irecist.reason.confirmed_before": Saying(lambda f: _("An earlier scan had confirmed the growth.")),
}
