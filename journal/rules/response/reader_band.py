"""How far two readers of the same scan can differ, set around this scan's sum, and the lines that lie within.

Source: Yoon et al., Eur J Cancer 2016;53:5-15 (doi 10.1016/j.ejca.2015.10.014), twelve studies of sizes measured by
hand on CT by RECIST; of the paper its abstract was read.  It pools the 95 % limits of agreement between observers: of
one lesion's longest diameter -22.1 % (-30.3 to -14.0) to +25.4 % (17.2 to 33.5), of the sum of several -19.2 % (-23.7
to XX

A width is a fact about measuring, not an answer: where a line lies within it, the category stays what it is.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from journal.domain.finding import Finding
from journal.domain.imaging import LesionRole, Modality
from journal.rules.response.named import MRECIST
from journal.rules.response.neighbours import neighbours
from journal.rules.response.recist_answer import Assessment

# Between readers, in thousandths of what is measured: less, and more.
ONE_LESS: Final = 221
ONE_MORE: Final = 254
SEVERAL_LESS: Final = 192
SEVERAL_MORE: Final = 195

SOURCE: Final = "Yoon 2016, twelve studies of CT measured by hand, between readers (abstract read)"

CODES: Final = (
    "band.one",
    "band.several",
    "band.smaller_inside",
    "band.growing_inside",
    "band.lines_outside",
    "band.kind_unknown",
    "band.living_unknown",
    "band.node_unknown",
)
_CT: Final = frozenset({Modality.CT, Modality.PET_CT})
_SMALLER: Final = frozenset({"near.to_smaller", "near.past_smaller"})
_GROWING: Final = frozenset({"near.to_growing", "near.past_growing"})


def reader_band(judged: Assessment, modality: Modality, criterion: str) -> tuple[Finding, ...]:
    """Return the width between readers around the sum, then which lines lie within it; nothing where no sum decides.

    Where the source is silent (no CT, the living part only, nodes by their short side only), it says that instead.
    """
    near = {finding.code for finding in neighbours(judged)}
    if not near & (_SMALLER | _GROWING):
        return ()
    if modality not in _CT:
        return (_finding("band.kind_unknown", judged),)
    if criterion == MRECIST:
        return (_finding("band.living_unknown", judged),)
    measured = [reading for reading in judged.point.readings if reading.role is LesionRole.TARGET and reading.um]
    if not measured:
        return ()  # sizes that stand for "too small to measure" were read by nobody
    if all(reading.is_node for reading in measured):
        return (_finding("band.node_unknown", judged),)
    return _width(judged, near, is_one=len(measured) == 1)


def _width(judged: Assessment, near: set[str], *, is_one: bool) -> tuple[Finding, ...]:
    less, more = (ONE_LESS, ONE_MORE) if is_one else (SEVERAL_LESS, SEVERAL_MORE)
    now = Fraction(judged.sum_mm or 0)
    low, high = now * (1000 - less) / 1000, now * (1000 + more) / 1000
    values = {
        "low_mm": low,
        "high_mm": high,
        "less": Fraction(-less, 1000),
        "more": Fraction(more, 1000),
        "smaller_mm": judged.partial_line_mm,
        "growing_mm": judged.growth_line_mm,
    }
    lines = (
        ("band.smaller_inside", judged.partial_line_mm, _SMALLER),
        ("band.growing_inside", judged.growth_line_mm, _GROWING),
    )
    inside = [code for code, line, told in lines if near & told and line is not None and low <= line <= high]
    codes = ("band.one" if is_one else "band.several", *(inside or ["band.lines_outside"]))
    return tuple(_finding(code, judged, values) for code in codes)


def _finding(code: str, judged: Assessment, values: dict[str, Fraction | None] | None = None) -> Finding:
    return Finding(code=code, values=values or {}, record_ids=judged.record_ids, source=SOURCE)
