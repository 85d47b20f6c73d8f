"""Lugano 2014 without PET: from two diameters of each lesion, the spleen and the marrow to a response.

Source: Cheson et al., J Clin Oncol 2014;32:3059-3068, table 3, read in reviews.  Sizes are whole micrometres, products
square micrometres; every comparison multiplies crosswise.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from journal.domain.diameters import DiameterPoint, Diameters
from journal.domain.finding import Finding

NODE, EXTRANODAL, UNMEASURED = "node", "extranodal", "unmeasured"
NEW_NODE, NEW_EXTRANODAL = "new-node", "new-extranodal"
SPLEEN, MARROW = "spleen", "marrow"
GONE, TOO_SMALL, INVOLVED, CLEAR = "absent", "too-small", "involved", "clear"

TOO_SMALL_UM: Final = 5_000  # too small to measure counts as 5 x 5 mm
NORMAL_NODE_UM: Final = 15_000  # a node up to this long is normal; above, a new one counts
NEW_EXTRANODAL_UM: Final = 10_000  # a new lesion outside nodes counts above this
PARTIAL_TENTHS: Final = 5  # partial: the products together are at most 5 tenths of the first
GROWTH_TENTHS: Final = 15  # growth of one lesion: its product is at least 15 tenths of its smallest ...
GROWTH_SMALL_UM: Final = 5_000  # ... and one diameter has grown by 5 mm ...
GROWTH_LARGE_UM: Final = 10_000  # ... or by 10 mm ...
LARGE_UM: Final = 20_000  # ... where the lesion was more than 20 mm long
SPLEEN_UM: Final = 130_000  # a spleen up to this long is normal
SPLEEN_GROWTH_UM: Final = 20_000  # growth of one that was
MOST_TARGETS: Final = 6

SOURCE: Final = "Cheson 2014 (Lugano), table 3, read second-hand"


@dataclass(frozen=True)
class Anatomy:
    """What the sizes of one scan say.  Products in square micrometres."""

    word: str  # CR, PR, SD, PD or NE
    product: int | None
    first: int | None
    smallest: int | None
    reasons: tuple[Finding, ...]
    missing: tuple[str, ...]


class LymphomaCourse:
    """The targets of a course, and what its scans say of each."""

    def __init__(self, points: Sequence[DiameterPoint], small_by_now: bool) -> None:
        self.points = points
        self._small_by_now = small_by_now
        self.targets: Mapping[str, Diameters] = {line.item: line for line in points[0].of(NODE, EXTRANODAL)}
        self._sizes = [self._sizes_at(point) for point in points]
        self._sums = [_sum(sizes) for sizes in self._sizes]

    def judge(self, place: int) -> Anatomy:
        """Judge the sizes of the scan at *place*, which is after the first."""
        point = self.points[place]
        sizes, product, first = self._sizes[place], self._sums[place], self._sums[0]
        sums = [total for total in self._sums[:place] if total is not None]
        missing = [item for item, line in sizes.items() if line is None or line.product is None]
        reasons = self._growth(place, sizes)
        if reasons:
            word = "PD"
        else:
            word, reasons, more = self._without_growth(point, sizes, product, first, missing)
            missing += [name for name in more if name not in missing]
        doubtful = [line for line in point.of(NEW_NODE, NEW_EXTRANODAL) if not _is_certain(line)]
        if doubtful:
            reasons = [*reasons, reason("new_lesion_doubtful", doubtful)]
        late = [line for line in point.of(NODE, EXTRANODAL) if self.targets and self._is_late(line)]
        if late:
            reasons = [*reasons, reason("not_at_start", late, [line.item for line in late])]
        if len(self.targets) > MOST_TARGETS:
            reasons = [*reasons, reason("many_targets", ())]
        return Anatomy(word, product, first, min(sums, default=None), tuple(reasons), tuple(missing))

    def _is_late(self, line: Diameters) -> bool:
        """Say whether a spot of the start is there though the first scan did not have it."""
        return line.item not in self.targets and (bool(line.long_um) or line.word == TOO_SMALL)

    def _sizes_at(self, point: DiameterPoint) -> dict[str, Diameters | None]:
        """Return the sizes of each target; None where it was not read."""
        found: dict[str, Diameters] = {}
        for line in point.of(NODE, EXTRANODAL):
            found.setdefault(line.item, line)
        return {item: _in_numbers(found[item]) if item in found else None for item in self.targets}

    def _growth(self, place: int, sizes: Mapping[str, Diameters | None]) -> list[Finding]:
        """Return everything that is growth by itself."""
        point = self.points[place]
        grew = [line for item, line in sizes.items() if line is not None and self._has_grown(item, line, place)]
        new = [line for line in point.of(NEW_NODE, NEW_EXTRANODAL) if _is_certain(line)]
        worse = [line for line in point.of(UNMEASURED) if line.word == "progressed"]
        marrow = [line for line in point.of(MARROW) if line.word == INVOLVED and self._was_clear(place)]
        spleen = [line for line in point.of(SPLEEN) if self._spleen_has_grown(line, place)]
        return [
            reason(code, lines)
            for code, lines in (
                ("lesion_grew", grew),
                ("new_lesion", new),
                ("spleen_grew", spleen),
                ("unmeasured_grew", worse),
                ("marrow_new", marrow),
            )
            if lines
        ]

    def _has_grown(self, item: str, now: Diameters, place: int) -> bool:
        earlier = [line for sizes in self._sizes[:place] if (line := sizes[item]) is not None]
        long_um = min((line.long_um for line in earlier if line.long_um is not None), default=None)
        short_um = min((line.short_um for line in earlier if line.short_um is not None), default=None)
        product = min((line.product for line in earlier if line.product is not None), default=None)
        if now.long_um is None or long_um is None:
            return False
        if long_um == 0:  # gone, and back: as large as a new one must be
            return now.long_um > (NORMAL_NODE_UM if now.kind == NODE else NEW_EXTRANODAL_UM)
        if now.product is None or product is None or now.long_um <= NORMAL_NODE_UM:
            return False
        if now.product * 10 < product * GROWTH_TENTHS:
            return False
        size = now.long_um if self._small_by_now else long_um
        least = GROWTH_LARGE_UM if size > LARGE_UM else GROWTH_SMALL_UM
        wider = now.short_um is not None and short_um is not None and now.short_um - short_um >= least
        return now.long_um - long_um >= least or wider

    def _spleen_has_grown(self, now: Diameters, place: int) -> bool:
        """Say whether the spleen is longer: by half of what it was too long by, or, from normal, by 20 mm."""
        lengths = [line.long_um for point in self.points[:place] for line in point.of(SPLEEN)]
        smallest = min((um for um in lengths if um is not None), default=None)
        if smallest is None or now.long_um is None:
            return False
        if smallest > SPLEEN_UM:
            return (now.long_um - smallest) * 2 > smallest - SPLEEN_UM
        return now.long_um - smallest >= SPLEEN_GROWTH_UM and now.long_um > SPLEEN_UM

    def _was_clear(self, place: int) -> bool:
        words = [point.word(MARROW) for point in self.points[:place]]
        said = [word for word in words if word]
        return bool(said) and said[-1] == CLEAR

    def _without_growth(
        self,
        point: DiameterPoint,
        sizes: Mapping[str, Diameters | None],
        product: int | None,
        first: int | None,
        missing: Sequence[str],
    ) -> tuple[str, list[Finding], list[str]]:
        """Return complete, partial or stable, why, and what a complete response would have needed to be read."""
        spleen = self._spleen(point)
        parts = {**self._normal(point, sizes), SPLEEN: spleen[0], MARROW: self._marrow(point)}
        if not self.targets and not self.points[0].of(UNMEASURED):
            return "NE", [reason("nothing_measured", ())], []
        if all(parts.values()):
            return "CR", [reason("all_normal", ())], []
        lacking = [name for name, is_met in parts.items() if is_met is None] if False not in parts.values() else []
        if missing or (self.targets and (first is None or product is None)):
            code = "target_missing" if missing else "baseline_incomplete"
            return "NE", [reason(code, (), missing)], lacking
        if spleen[1] is None:
            return "NE", [reason("spleen_missing", (), (SPLEEN,))], [SPLEEN]
        if product is not None and first is not None and product * 10 <= first * PARTIAL_TENTHS and spleen[1]:
            return "PR", [reason("products_smaller", ())], lacking
        code = "products_between" if self.targets else "unmeasured_there"
        return "SD", [reason(code, ())], lacking

    def _normal(self, point: DiameterPoint, sizes: Mapping[str, Diameters | None]) -> dict[str, bool | None]:
        """Say of each thing that was there at first whether it is as in health; None where it was not read."""
        found: dict[str, bool | None] = {}
        for item, line in sizes.items():
            limit = NORMAL_NODE_UM if self.targets[item].kind == NODE else 0
            found[item] = None if line is None or line.long_um is None else line.long_um <= limit
        read = {line.item: line.word for line in point.of(UNMEASURED)}
        for before in self.points[0].of(UNMEASURED):
            word = read.get(before.item, "not-assessed")
            found[before.item] = None if word == "not-assessed" else word == GONE
        if any(_is_certain(line) for line in point.of(NEW_NODE, NEW_EXTRANODAL)):
            found["new"] = False
        return found

    def _spleen(self, point: DiameterPoint) -> tuple[bool | None, bool | None]:
        """Say whether the spleen is normal, and whether it has shrunk enough for a partial response."""
        first = next((line.long_um for line in self.points[0].of(SPLEEN)), None)
        now = next((line.long_um for line in point.of(SPLEEN)), None)
        if first is None or first <= SPLEEN_UM:
            return (True if now is None else now <= SPLEEN_UM), True
        if now is None:
            return None, None
        return now <= SPLEEN_UM, (first - now) * 2 > first - SPLEEN_UM

    def _marrow(self, point: DiameterPoint) -> bool | None:
        word, first = point.word(MARROW), self.points[0].word(MARROW)
        if word:
            return word == CLEAR
        return None if first == INVOLVED else True


def _in_numbers(line: Diameters) -> Diameters | None:
    """Return a target's sizes, with what is gone or too small in numbers; None where it was not read."""
    if line.long_um is not None:
        return line
    um = {GONE: 0, TOO_SMALL: TOO_SMALL_UM}.get(line.word)
    return None if um is None else Diameters(line.item, line.kind, um, um, record_id=line.record_id)


def _sum(sizes: Mapping[str, Diameters | None]) -> int | None:
    """Return the sum of the products; None without targets, or with one missing."""
    products = [line.product if line is not None else None for line in sizes.values()]
    known = [product for product in products if product is not None]
    return sum(known) if known and len(known) == len(products) else None


def _is_certain(line: Diameters) -> bool:
    """Say whether a new lesion counts: large enough, or called certain by the reader."""
    if line.word:
        return line.word == "present"
    return (line.long_um or 0) > (NORMAL_NODE_UM if line.kind == NEW_NODE else NEW_EXTRANODAL_UM)


def reason(code: str, lines: Sequence[Diameters], missing: Sequence[str] = (), **values: str) -> Finding:
    """Return one step of the working."""
    return Finding(
        code=f"lugano.reason.{code}",
        values={"names": tuple(line.item for line in lines if line.item), **values},
        record_ids=tuple(line.record_id for line in lines if line.record_id),
        missing=tuple(missing),
        source=SOURCE,
    )
