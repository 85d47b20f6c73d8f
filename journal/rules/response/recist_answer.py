"""The answer of RECIST 1.1 at one scan, with its working; the thresholds and sources that it rests on.

Sources: Eisenhauer et al., Eur J Cancer 2009;45:228-247 (E09); Schwartz et al., Eur J Cancer 2016;62:132-137 (S16);
the EORTC RECIST working group's frequently asked questions (FAQ).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import field
from decimal import Decimal
from fractions import Fraction
from typing import Final

from journal.domain.finding import Finding
from journal.domain.imaging import NewLesion, Response
from journal.domain.late_dataclass import dataclass
from journal.domain.sizes import MICROMETRES, TimePoint
from journal.rules.response.shares import share_of_change

CR, PR, SD, PD, NE, NA = Response.CR, Response.PR, Response.SD, Response.PD, Response.NE, Response.NA
NON_CR_NON_PD: Final = Response.NON_CR_NON_PD

PARTIAL_TENTHS: Final = 7  # a sum of at most 7/10 of baseline: at least 30 % smaller (E09 4.3.1)
GROWTH_TENTHS: Final = 12  # a sum of at least 12/10 of the smallest: at least 20 % larger (E09 4.3.1)
GROWTH_UM: Final = 5_000  # and at least 5 mm larger (E09 4.3.1)
TOO_SMALL_UM: Final = 5_000  # "present but too small to measure" counts as 5 mm (E09 4.3.2)
NORMAL_NODE_UM: Final = 10_000  # a node whose short axis is below 10 mm is normal (E09 4.3.1, 4.3.2)

SOURCE_TARGET: Final = "Eisenhauer 2009, section 4.3.1"
SOURCE_CHOICE: Final = "Eisenhauer 2009, section 4.2"
SOURCE_NON_TARGET: Final = "Eisenhauer 2009, sections 4.3.3 and 4.3.4"
SOURCE_NEW: Final = "Eisenhauer 2009, section 4.3.5"
SOURCE_TABLES: Final = "Eisenhauer 2009, tables 1 and 2"
SOURCE_AGAIN: Final = "Eisenhauer 2009, appendix III"
SOURCE_FAQ: Final = "EORTC RECIST working group, frequently asked questions"

NODE_ALONE: Final = "recist.reason.one_node_back"
REASONS: Final = (
    "recist.reason.targets_gone",
    "recist.reason.sum_smaller",
    "recist.reason.sum_between",
    "recist.reason.sum_grew",
    "recist.reason.part_grew",
    "recist.reason.target_missing",
    "recist.reason.order_unsure",
    "recist.reason.baseline_incomplete",
    "recist.reason.back_after_complete",
    NODE_ALONE,
    "recist.reason.smallest_sum_zero",
    "recist.reason.non_target_grew",
    "recist.reason.non_target_gone",
    "recist.reason.non_target_there",
    "recist.reason.non_target_missing",
    "recist.reason.marker_raised",
    "recist.reason.new_lesion",
    "recist.reason.new_lesion_doubtful",
    "recist.reason.new_lesion_unknown",
    "recist.reason.continuing_partial",
    "recist.reason.not_at_start",
)
OVERALL: Final = {
    CR: "recist.overall.cr",
    PR: "recist.overall.pr",
    SD: "recist.overall.sd",
    PD: "recist.overall.pd",
    NE: "recist.overall.ne",
    NON_CR_NON_PD: "recist.overall.non_cr_non_pd",
    NA: "recist.overall.na",
}
CODES: Final = (*OVERALL.values(), *REASONS)


@dataclass(frozen=True, kw_only=True)
class Assessment:
    """One scan judged, with the working.  Sums in micrometres, shares exact; None where undefined."""

    point: TimePoint
    baseline_um: int | None
    nadir_um: int | None  # smallest complete sum before this scan
    sum_um: int | None
    target: Response
    non_target: Response
    new_lesion: NewLesion
    overall: Response
    reasons: tuple[Finding, ...]
    missing: tuple[str, ...] = ()
    record_ids: tuple[str, ...] = field(default=(), repr=False)
    growth_um: int = GROWTH_UM  # how much larger than the smallest sum the targets must be to have grown

    @property
    def sum_mm(self) -> Decimal | None:
        """Sum of diameters."""
        return mm_of_um(self.sum_um)

    @property
    def baseline_sum_mm(self) -> Decimal | None:
        """Sum at baseline."""
        return mm_of_um(self.baseline_um)

    @property
    def nadir_mm(self) -> Decimal | None:
        """Smallest complete sum before this scan, baseline among them."""
        return mm_of_um(self.nadir_um)

    @property
    def mm_from_nadir(self) -> Decimal | None:
        """How much larger than the smallest sum."""
        if self.sum_um is None or self.nadir_um is None:
            return None
        return mm_of_um(self.sum_um - self.nadir_um)

    @property
    def mm_from_baseline(self) -> Decimal | None:
        """How much larger than at baseline; below zero where it is smaller."""
        if self.sum_um is None or self.baseline_um is None:
            return None
        return mm_of_um(self.sum_um - self.baseline_um)

    @property
    def from_baseline(self) -> Fraction | None:
        """Change since baseline as a share of it."""
        return share_of_change(self.sum_um, self.baseline_um)

    @property
    def from_nadir(self) -> Fraction | None:
        """Change since the smallest sum as a share of it; None where that sum is 0."""
        return share_of_change(self.sum_um, self.nadir_um)

    @property
    def partial_line_mm(self) -> Fraction | None:
        """The sum at or below which the response is partial."""
        return None if self.baseline_um is None else Fraction(self.baseline_um * PARTIAL_TENTHS, 10 * MICROMETRES)

    @property
    def growth_line_mm(self) -> Fraction | None:
        """The sum at or above which the targets have grown."""
        if self.nadir_um is None:
            return None
        return max(
            Fraction(self.nadir_um * GROWTH_TENTHS, 10 * MICROMETRES),
            Fraction(self.nadir_um + self.growth_um, MICROMETRES),
        )

    @property
    def finding(self) -> Finding:
        """The answer as a code with every number it rests on."""
        return Finding(
            code=OVERALL[self.overall],
            values={
                "day": self.point.on.text,
                "sum_mm": self.sum_mm,
                "baseline_sum_mm": self.baseline_sum_mm,
                "nadir_mm": self.nadir_mm,
                "mm_from_nadir": self.mm_from_nadir,
                "from_baseline": self.from_baseline,
                "from_nadir": self.from_nadir,
                "partial_line_mm": self.partial_line_mm,
                "growth_line_mm": self.growth_line_mm,
                "target": self.target.value,
                "non_target": self.non_target.value,
                "new_lesion": self.new_lesion.value,
            },
            record_ids=self.record_ids,
            missing=self.missing,
            source=SOURCE_TABLES,
            reasons=self.reasons,
        )


def mm_of_um(um: int | None) -> Decimal | None:
    """Return whole micrometres as millimetres."""
    return None if um is None else Decimal(um) / MICROMETRES


def reason(code: str, source: str, ids: Iterable[str] = (), missing: Iterable[str] = (), **values: object) -> Finding:
    """Return one step of the working."""
    plain = {name: value for name, value in values.items() if isinstance(value, (str, int, Decimal, Fraction))}
    return Finding(
        code=f"recist.reason.{code}",
        source=source,
        record_ids=tuple(ids),
        missing=tuple(missing),
        values=plain,
    )
