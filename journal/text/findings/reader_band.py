"""How far two readers of the same scan can differ, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from journal.domain.finding import Finding
from journal.text.findings.saying import Saying, mm_of, share_of
from journal.text.language import _


def _ends(finding: Finding) -> dict[str, str]:
    lines = ("smaller_mm", "growing_mm")
    return {"low": mm_of(finding, "low_mm", *lines), "high": mm_of(finding, "high_mm", *lines)}


def _study(finding: Finding) -> str:
    return _(
        "In studies of CT, 19 of 20 readings lay from {less} to {more} apart. One person alone varies less."
    ).format(less=share_of(finding, "less", sign=True), more=share_of(finding, "more", sign=True))


SAYINGS: Final[Mapping[str, Saying]] = {
    "band.one": Saying(
        lambda f: _("Two people can measure the same spot and differ by about a quarter: here {low} to {high}.").format(
            **_ends(f)
        ),
        _study,
    ),
    "band.several": Saying(
        lambda f: _("Two people can measure the same spots and differ by about a fifth: here {low} to {high}.").format(
            **_ends(f)
        ),
        _study,
    ),
    "band.smaller_inside": Saying(lambda f: _("The line for smaller lies within that.")),
    "band.growing_inside": Saying(lambda f: _("The line for growing lies within that.")),
    "band.lines_outside": Saying(lambda f: _("No line lies within that.")),
    "band.kind_unknown": Saying(
        lambda f: _("How far two people differ on such a scan is not known here. The studies were of CT.")
    ),
    "band.living_unknown": Saying(
        lambda f: _("How far two people differ on the part that takes up contrast is not known here.")
    ),
    "band.node_unknown": Saying(lambda f: _("How far two people differ on the short side of nodes is not known here.")),
}
