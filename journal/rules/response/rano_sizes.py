"""RANO's sizes: what two diameters of each brain lesion say at each scan, before steroids and the person are asked.

Sources: Wen et al., J Clin Oncol 2010;28:1963-1972 and 2023;41:5187-5199 (RANO 2.0), both read in reviews; how lesions
that take up contrast and lesions that do not are put together was read in the comments of cai4cai/rano2.0-assist.
Sizes are whole micrometres, products square micrometres.  Volumes are left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from journal.domain.diameters import DiameterPoint, Diameters
from journal.domain.finding import Finding

ENHANCING, OTHER = "enhancing", "non-enhancing"
UNMEASURED, NEW = "unmeasured", "new-lesion"
GONE, TOO_SMALL, PROGRESSED, UNREAD, CERTAIN = "absent", "too-small", "progressed", "not-assessed", "present"

MEASURABLE_UM: Final = 10_000  # in both diameters, at first and for what is new
TOO_SMALL_UM: Final = 5_000  # too small to measure: unverified, as in the other criteria
PARTIAL_PERCENT: Final = 50  # partial: the products together are at most half of the first
MINOR_PERCENT: Final = 75  # minor: at most three quarters; only of lesions that take up no contrast
GROWTH_PERCENT: Final = 125  # growth: at least a quarter more than the smallest

SOURCE: Final = "Wen 2010 and 2023 (RANO), read second-hand"

CR, PR, MR, SD, PD, NE = "CR", "PR", "MR", "SD", "PD", "NE"


@dataclass(frozen=True)
class Sizes:
    """What the sizes of one scan say.  Products in square micrometres, of what takes up contrast where there is any."""

    word: str
    product: int | None
    first: int | None
    smallest: int | None
    reasons: tuple[Finding, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True)
class _Part:
    """One of the two kinds of lesion, judged by itself."""

    word: str
    product: int | None
    first: int | None
    smallest: int | None
    reason: Finding


def sizes_at(points: Sequence[DiameterPoint], place: int) -> Sizes:
    """Judge the sizes of the scan at *place*; the first of *points* is the baseline."""
    point = points[place]
    parts = [part for kind in (ENHANCING, OTHER) if (part := _part(points, place, kind)) is not None]
    reasons = [part.reason for part in parts]
    missing = [name for why in reasons for name in why.missing]
    new = [line for line in point.of(NEW) if _is_certain(line)]
    worse = [line for line in point.of(UNMEASURED) if line.word == PROGRESSED]
    word = _together([part.word for part in parts]) if parts else SD
    if new or worse:
        word = PD
        named = [("new_lesion", new), ("unmeasured_grew", worse)]
        reasons = [*(reason(code, lines) for code, lines in named if lines), *reasons]
    elif word == CR and not _all_gone(points[0], point):
        word, reasons = PR, [*reasons, reason("unmeasured_there")]
    doubtful = [line for line in point.of(NEW) if not _is_certain(line)]
    if doubtful:
        reasons.append(reason("new_lesion_doubtful", doubtful))
    late = [line for line in point.of(ENHANCING, OTHER) if parts and _is_late(line, points[0])]
    if late:
        reasons.append(reason("not_at_start", late, [line.item for line in late]))
    if not parts:
        reasons.append(reason("nothing_measured"))
    shown = parts[0] if parts else None
    return Sizes(
        word,
        shown.product if shown else None,
        shown.first if shown else None,
        shown.smallest if shown else None,
        tuple(reasons),
        tuple(missing),
    )


def _part(points: Sequence[DiameterPoint], place: int, kind: str) -> _Part | None:
    """Judge the lesions of one kind; None where the baseline has none."""
    targets = [line.item for line in points[0].of(kind)]
    if not targets:
        return None
    sums = [_sum(point, kind, targets) for point in points[: place + 1]]
    now, first = sums[place], sums[0]
    smallest = min((total for total in sums[:place] if total is not None), default=None)
    lines = [line for item in targets if (line := _at(points[place], kind, item)) is not None]
    missing = [item for item in targets if item not in [line.item for line in lines]]
    word, code = _word(now, first, smallest, lines, kind)
    name = f"other_{code}" if kind == OTHER else code
    return _Part(word, now, first, smallest, reason(name, lines, missing))


def _word(
    now: int | None, first: int | None, smallest: int | None, lines: Sequence[Diameters], kind: str
) -> tuple[str, str]:
    if now is None or first is None or smallest is None:
        return NE, "size_missing"
    if now == 0:
        return CR, "gone"
    if smallest == 0:  # a share of nothing is not defined: back is growth once it can be measured
        if any(_is_measurable(line) for line in lines):
            return PD, "back"
    elif now * 100 >= smallest * GROWTH_PERCENT:
        return PD, "grew"
    if now * 100 <= first * PARTIAL_PERCENT:
        return PR, "smaller"
    if kind == OTHER and now * 100 <= first * MINOR_PERCENT:
        return MR, "little_smaller"
    return SD, "between"


def _together(words: Sequence[str]) -> str:
    """Put both kinds of lesion together: growth of one is growth; the smaller response counts, stable aside."""
    for word in (PD, NE):
        if word in words:
            return word
    left = [word for word in words if word != CR]
    if not left:
        return CR
    responses = [word for word in (MR, PR) if word in left]
    return responses[0] if responses else SD


def _sum(point: DiameterPoint, kind: str, targets: Sequence[str]) -> int | None:
    total = 0
    for item in targets:
        line = _at(point, kind, item)
        if line is None or line.product is None:
            return None
        total += line.product
    return total


def _at(point: DiameterPoint, kind: str, item: str) -> Diameters | None:
    line = next((line for line in point.of(kind) if line.item == item), None)
    if line is None or line.product is not None:
        return line
    um = {GONE: 0, TOO_SMALL: TOO_SMALL_UM}.get(line.word)
    return None if um is None else Diameters(item, kind, um, um, record_id=line.record_id)


def _is_late(line: Diameters, first: DiameterPoint) -> bool:
    """Say whether a spot of the start is there though the first scan did not have it."""
    known = [before.item for before in first.of(line.kind)]
    return line.item not in known and (bool(line.long_um) or line.word == TOO_SMALL)


def _is_measurable(line: Diameters) -> bool:
    return line.short_um is not None and line.short_um >= MEASURABLE_UM


def _is_certain(line: Diameters) -> bool:
    return line.word == CERTAIN if line.word else _is_measurable(line)


def _all_gone(first: DiameterPoint, point: DiameterPoint) -> bool:
    read = {line.item: line.word for line in point.of(UNMEASURED)}
    return all(read.get(line.item, UNREAD) == GONE for line in first.of(UNMEASURED))


def reason(code: str, lines: Sequence[Diameters] = (), missing: Sequence[str] = ()) -> Finding:
    """Return one step of the working."""
    return Finding(
        code=f"rano.reason.{code}",
        values={"names": tuple(line.item for line in lines if line.item)},
        record_ids=tuple(line.record_id for line in lines if line.record_id),
        missing=tuple(missing),
        source=SOURCE,
    )
