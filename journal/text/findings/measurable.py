"""What RECIST 1.1 takes for measurable, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from journal.domain.finding import Finding
from journal.text.findings.saying import Saying, mm_of
from journal.text.language import _


def _names(finding: Finding) -> str:
    names = finding.values.get("names")
    return "; ".join(str(name) for name in names) if isinstance(names, tuple) else "?"


SAYINGS: Final[Mapping[str, Saying]] = {
    "measurable.method": Saying(
        lambda f: _("The rule does not measure with this kind of scan: {names}.").format(names=_names(f))
    ),
    "measurable.node_normal": Saying(
        lambda f: _("Nodes under 10 mm across the short side count as normal: {names}.").format(names=_names(f))
    ),
    "measurable.node_small": Saying(
        lambda f: _("The rule measures nodes from 15 mm on, across the short side: {names}.").format(names=_names(f))
    ),
    "measurable.small": Saying(
        lambda f: _("The rule measures spots that are 10 mm or more at the start: {names}.").format(names=_names(f))
    ),
    "measurable.thin_for_slices": Saying(
        lambda f: _("With slices this thick, the rule measures spots from {least} on: {names}.").format(
            least=mm_of(f, "least_mm"), names=_names(f)
        )
    ),
    "measurable.small_on_xray": Saying(
        lambda f: _("On an X-ray, the rule measures spots from 20 mm on: {names}.").format(names=_names(f))
    ),
    "measurable.many": Saying(lambda f: _("The rule picks at most 5 spots to measure. The rest are only watched.")),
    "measurable.many_in_organ": Saying(
        lambda f: _("The rule picks at most 2 spots in one organ: {names}.").format(names=_names(f))
    ),
}
