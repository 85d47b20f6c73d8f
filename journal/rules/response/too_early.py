"""When it is too early to go by a scan: too few cycles, too few weeks, or a bone scan while bone may be healing.

Sources: two to three cycles before anybody judges (patient pages, read second-hand: see the article "Why two or three
cycles first"); Eisenhauer 2009, section 4.6.1 (stable disease needs 6 to 8 weeks); Scher 2016 (PCWG3: new spots on a
bone scan in the first 12 weeks may be healing).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from journal.domain.finding import Finding
from journal.domain.imaging import Modality, Response
from journal.domain.treatment import Cycle
from journal.rules.cycles import given_cycles

LEAST_CYCLES: Final = 2  # "at least two to three cycles": with fewer, it is too early ...
SURE_CYCLES: Final = 3  # ... and with fewer than this, some teams wait
STABLE_FROM_DAYS: Final = 42  # E09 4.6.1: 6 to 8 weeks from the start, as the protocol says
BONE_FLARE_DAYS: Final = 84  # PCWG3: the first 12 weeks

SOURCE_CYCLES: Final = "two to three cycles first, patient pages (read second-hand)"
SOURCE_STABLE: Final = "Eisenhauer 2009, section 4.6.1 (unverified)"
SOURCE_BONE: Final = "PCWG3, Scher 2016 (read second-hand)"

CODES: Final = ("early.few_cycles", "early.two_cycles", "early.stable", "early.bone_flare")
_NO_CHANGE: Final = frozenset({Response.SD, Response.NON_CR_NON_PD})


def too_early(
    on: date, modality: Modality, overall: Response, started_on: date | None, cycles: Iterable[Cycle]
) -> tuple[Finding, ...]:
    """Say why a scan of the day *on* that gave *overall* may come too early; nothing where it does not.

    *started_on* is the first day of the line of treatment that ran then, *cycles* are those of that line.  A cycle
    counts from the day after it began: a scan on that day still looks back on the one before.
    """
    if started_on is None or on < started_on:
        return ()
    days = (on - started_on).days
    found = []
    known = given_cycles(cycles)
    given = sum(cycle.happened_on < on for cycle in known)
    if known and given < SURE_CYCLES:
        code = "early.few_cycles" if given < LEAST_CYCLES else "early.two_cycles"
        ids = tuple(cycle.id for cycle in known if cycle.happened_on < on)
        found.append(Finding(code=code, values={"count": given}, record_ids=ids, source=SOURCE_CYCLES))
    if overall in _NO_CHANGE and days < STABLE_FROM_DAYS:
        values = {"days": days, "window": STABLE_FROM_DAYS}
        found.append(Finding(code="early.stable", values=values, source=SOURCE_STABLE))
    if modality is Modality.BONE_SCAN and overall is Response.PD and days <= BONE_FLARE_DAYS:
        values = {"days": days, "window": BONE_FLARE_DAYS}
        found.append(Finding(code="early.bone_flare", values=values, source=SOURCE_BONE))
    return tuple(found)
