"""mRECIST in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from journal.text.findings.recist import working
from journal.text.findings.saying import Saying
from journal.text.language import _

SAYINGS: Final[Mapping[str, Saying]] = {
    "mrecist.overall.cr": Saying(
        lambda f: _("By these sizes, the liver rule points to a complete response: no living part is seen any more."),
        working,
    ),
    "mrecist.overall.pr": Saying(
        lambda f: _("By these sizes, the liver rule points to a partial response: the living parts are much smaller."),
        working,
    ),
    "mrecist.overall.sd": Saying(
        lambda f: _("By these sizes, the liver rule points to stable disease: not clearly smaller, and not growing."),
        working,
    ),
    "mrecist.overall.non_cr_non_pd": Saying(
        lambda f: _("The spots are still there, and the report does not call them growing."), working
    ),
    "mrecist.overall.pd": Saying(
        lambda f: _("By these sizes, the liver rule points to progressive disease: the cancer is growing."), working
    ),
    "mrecist.overall.ne": Saying(
        lambda f: _("These notes are not enough for the liver rule to give an answer."), working
    ),
    "mrecist.overall.na": Saying(lambda f: _("There were no spots at the start that the liver rule could judge.")),
    "mrecist.reason.nothing_living": Saying(lambda f: _("No measured spot has a part that still takes up contrast.")),
    "mrecist.reason.living_smaller": Saying(
        lambda f: _("The living parts together are at least 30 % smaller than at the start.")
    ),
    "mrecist.reason.living_between": Saying(
        lambda f: _("The living parts together lie between the line for smaller and the line for growing.")
    ),
    "mrecist.reason.living_grew": Saying(
        lambda f: _("The living parts together are at least 20 % larger than at their smallest.")
    ),
    "mrecist.reason.small_step": Saying(
        lambda f: _("That is less than 5 mm. Two people who measure can differ by as much.")
    ),
}
