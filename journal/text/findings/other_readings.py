"""What a rule would give where one of its points is read otherwise, in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from journal.domain.finding import Finding
from journal.domain.imaging import Response
from journal.text.findings.saying import Saying, text_of
from journal.text.language import _
from journal.text.names import immune_response_name
from journal.text.scan_readings import category_name

_OF_MYELOMA: Final[Mapping[str, Callable[[], str]]] = {
    "sCR": lambda: _("stringent complete response"),
    "VGPR": lambda: _("very good partial response"),
}


def _category(finding: Finding) -> str:
    """Return the category under the other reading; of sizes, that of RECIST stands beside the one of iRECIST."""
    category = text_of(finding, "category")
    if "response" in finding.values:
        return immune_response_name(category, Response(text_of(finding, "response")))
    return _OF_MYELOMA[category]() if category in _OF_MYELOMA else category_name(category)


def _saying(point: Callable[[], str]) -> Saying:
    """Return what the point is, then the answer under the other reading."""

    def said(finding: Finding) -> str:
        answer = _("Read that way, the answer would be: {category}.").format(category=_category(finding))
        return f"{point()} {answer}"

    return Saying(said)


SAYINGS: Final[Mapping[str, Saying]] = {
    "other.recist.continuing_partial": _saying(
        lambda: _("Some still call it a partial response, once it was one, until it grows.")
    ),
    "other.recist.smallest_sum": _saying(
        lambda: _("A scan without an answer can be left out when the smallest sum is looked for.")
    ),
    "other.recist.from_zero": _saying(
        lambda: _("Where all spots were gone, any size that is back can count as growing.")
    ),
    "other.recist.node_alone": _saying(
        lambda: _("Where one node alone is large again, some scan once more before they call it growing.")
    ),
    "other.recist.unread": _saying(
        lambda: _("Where one spot was not read but another is still there, that can be enough for an answer.")
    ),
    "other.recist.silence": _saying(
        lambda: _("A report that says nothing of new spots can be read as: there are none.")
    ),
    "other.irecist.early_scan": _saying(
        lambda: _("Some let a scan confirm growth less than four weeks after the first.")
    ),
    "other.irecist.exactly_5_mm": _saying(
        lambda: _("Where the step is 5 mm and no more, some do not let it confirm growth.")
    ),
    "other.irecist.over": _saying(
        lambda: _("Growth can be called over only when the sum is also near its smallest again.")
    ),
    "other.mrecist.least_step": _saying(lambda: _("Some ask for a step of 5 mm at least before they call it growing.")),
    "other.pcwg3.confirming": _saying(lambda: _("A second value can confirm growth if it is no lower than the first.")),
    "other.pcwg3.late_bone_scan": _saying(
        lambda: _("Where the first bone scan came late, its spots can be counted as new ones.")
    ),
    "other.imwg.serum_step": _saying(
        lambda: _("Where the protein rose by just the least step, some ask for more than that.")
    ),
    "other.imwg.calcium": _saying(lambda: _("Some count too much calcium by itself as growing.")),
    "other.imwg.lowest": _saying(
        lambda: _("Some compare with the lowest value of all, even if no second test agrees with it.")
    ),
    "other.imwg.this_visit": _saying(lambda: _("One can go by this visit alone, not by the best one before.")),
    "other.lugano.three": _saying(
        lambda: _("Some studies that give less treatment do not call a score of 3 complete.")
    ),
    "other.lugano.small_by_now": _saying(
        lambda: _("How much a spot must grow goes by its size. That can be its size now.")
    ),
    "other.percist.strictly": _saying(lambda: _("Where the change is 30 % and no more, some ask for more than that.")),
    "other.percist.from_lowest": _saying(
        lambda: _("Growth can also be counted from the lowest uptake since the start.")
    ),
    "other.eortc.gap": _saying(
        lambda: _("A fall of 15 to 25 % after two cycles or more can be called a partial response.")
    ),
    "other.rano.flair": _saying(lambda: _("Some count more on T2/FLAIR pictures by itself as growing.")),
    "other.disagree": Saying(lambda f: _("Doctors’ groups do not agree on this. Ask your team how they read it.")),
    "other.left_open": Saying(lambda f: _("The text of the rule leaves this open. Ask your team how they read it.")),
}
