"""IMWG 2016 for myeloma: from blood, urine, marrow and scans to a response at each visit.

Source: Kumar et al., Lancet Oncol 2016;17:e328-e346, table 4, read in reproductions (PMC9954856 and others).  Growth is
counted from the lowest value that two tests agree on, responses from the value before treatment.  A category of one
visit counts when a second visit agrees; marrow and scans stand by themselves.  Minimal residual disease is left out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final

from journal.domain.finding import Finding, Value
from journal.domain.marker_values import MarkerCourse
from journal.rules.response import imwg_proofs as proofs
from journal.rules.response.imwg_course import (
    CALCIUM,
    CELLS,
    CHAINS,
    CLONAL,
    FIX_SERUM,
    FIX_URINE,
    LUMPS,
    NEW,
    SERUM,
    URINE,
    YES,
    Level,
    MyelomaCourse,
)
from journal.rules.response.judged import JudgedValue
from journal.rules.response.shares import share_of_change

GROWTH: Final = 25  # growth: up by 25 % from the lowest value ...
GROWTH_SERUM_G_L: Final = Decimal(5)  # ... and by 0.5 g/dL in the blood ...
GROWTH_HIGH_G_L: Final = Decimal(10)  # ... or 1 g/dL ...
HIGH_LOWEST_G_L: Final = Decimal(50)  # ... where the lowest was 5 g/dL or more
GROWTH_URINE_MG: Final = Decimal(200)  # by 200 mg/24 h in the urine
GROWTH_CHAINS_MG_L: Final = Decimal(100)  # by more than 10 mg/dL of light chains (some reviews print mg/L: a slip)
GROWTH_CELLS: Final = Decimal(10)  # by 10 points of plasma cells
LUMPS_GROWTH: Final = 50  # plasmacytomas larger by half
VISIT_DAYS: Final = 14  # tests of one visit lie no further apart; the source is silent

SOURCE: Final = "Kumar 2016 (IMWG), table 4, read second-hand"


class Category(StrEnum):
    """What a visit says; PDu is growth that no second test confirms yet."""

    SCR = "sCR"
    CR = "CR"
    VGPR = "VGPR"
    PR = "PR"
    MR = "MR"
    SD = "SD"
    PDU = "PDu"
    PD = "PD"
    NE = "NE"


LADDER: Final = (Category.SD, Category.MR, Category.PR, Category.VGPR, Category.CR, Category.SCR)
OVERALL: Final = {category: f"imwg.overall.{category.value.lower()}" for category in Category}
_CHANGED: Final = {SERUM: "serum_change", URINE: "urine_change", CHAINS: "chains_change", CELLS: "cells_change"}
_GREW: Final = {
    SERUM: "serum_grew",
    URINE: "urine_grew",
    CHAINS: "chains_grew",
    CELLS: "cells_grew",
    LUMPS: "lumps_grew",
    NEW: "new_lesion",
    CALCIUM: "calcium_high",
}
REASONS: Final = tuple(
    f"imwg.reason.{code}"
    for code in (
        *_GREW.values(),
        *_CHANGED.values(),
        "growth_unconfirmed",
        "growth_not_repeated",
        "response_unconfirmed",
        "response_continues",
        "proof_missing",
        "test_missing",
        "nothing_measurable",
    )
)
CODES: Final = (*OVERALL.values(), *REASONS)


@dataclass(frozen=True)
class Settings:
    """The points on which sources differ or are silent, each with the proposed default."""

    visit_days: int = VISIT_DAYS
    # Is growth counted from the lowest value that a second test agrees on (2016), or from the lowest of all (2011)?
    lowest_is_confirmed: bool = True
    # Contested: some reviews print "more than" 0.5 g/dL where the tables of 2008 and 2011 print "at least".
    serum_growth_is_strict: bool = False
    # Does a confirmed response go on until growth or a higher one (as trials read it), though less is seen now?
    response_continues: bool = True
    # Contested: a high calcium by itself counted as growth before 2016.
    calcium_counts: bool = False


@dataclass(frozen=True, kw_only=True)
class Answer(JudgedValue):
    """One visit judged.  *seen* is what this visit alone points to, *overall* what a second one agrees with.

    *measure* is the test that *value*, *baseline* and *nadir* are of: the first that can be followed.
    """

    measure: str
    seen: Category
    overall: Category
    missing: tuple[str, ...]
    record_ids: tuple[str, ...]

    @property
    def finding(self) -> Finding:
        """The answer as a code with every number it rests on."""
        return Finding(
            code=OVERALL[self.overall],
            values={
                "day": self.on,
                "measure": self.measure,
                "seen": self.seen.value,
                "from_baseline": self.from_baseline,
                "from_nadir": self.from_nadir,
            },
            record_ids=self.record_ids,
            missing=self.missing,
            source=SOURCE,
            reasons=self.reasons,
        )


@dataclass(frozen=True)
class _Visit:
    """What one day says by itself; *tests* are the blood and urine tests it rests on.

    A visit that *grows* agrees with no response of another.
    """

    on: date
    seen: Category
    grows: bool
    missing: tuple[str, ...]
    tests: frozenset[tuple[str, date]]
    ids: tuple[str, ...]


@dataclass(frozen=True)
class _Growth:
    """Growth that one test shows on a day; confirmed: True, open (None), or not repeated (False)."""

    name: str
    on: date
    is_confirmed: bool | None
    ids: tuple[str, ...]


def judge(course: MarkerCourse, settings: Settings | None = None) -> tuple[Answer, ...]:
    """Judge each day after the start of treatment on which something was tested, oldest first."""
    chosen = settings or Settings()
    tests = MyelomaCourse(course, chosen.visit_days)
    grown = _grown(tests, chosen)
    growing = {growth.on for growth in grown if growth.is_confirmed is not False}
    grown_on: dict[date, list[_Growth]] = {}
    for growth in grown:
        grown_on.setdefault(growth.on, []).append(growth)
    visits = [_visit(tests, on, on in growing) for on in tests.days]
    agreed = [_confirmed(visits, place) for place in range(len(visits))]
    if chosen.response_continues:
        agreed = _continued(agreed)
    grew_on = min((growth.on for growth in grown if growth.is_confirmed), default=None)
    return tuple(_answer(tests, visit, agreed[place], grown_on, grew_on, chosen) for place, visit in enumerate(visits))


def _answer(
    tests: MyelomaCourse,
    visit: _Visit,
    confirmed: Category,
    grown_on: Mapping[date, Sequence[_Growth]],
    grew_on: date | None,
    settings: Settings,
) -> Answer:
    here = grown_on.get(visit.on, ())
    reasons: list[Finding] = []
    seen, overall = visit.seen, confirmed
    if visit.grows:
        seen = Category.PD
    if grew_on is not None and grew_on <= visit.on:
        overall = Category.PD
        reasons += [_reason(_GREW[g.name], visit.on, g.ids) for g in grown_on[grew_on] if g.is_confirmed]
    elif any(growth.is_confirmed is None for growth in here):
        overall = Category.PDU
        reasons += [_reason(_GREW[g.name], visit.on, g.ids) for g in here]
        reasons.append(_reason("growth_unconfirmed", visit.on))
    else:
        reasons += [_reason("growth_not_repeated", visit.on, g.ids) for g in here]
        if overall is not seen:
            is_more = LADDER.index(overall) > LADDER.index(seen)
            reasons.append(_reason("response_continues" if is_more else "response_unconfirmed", visit.on))
    reasons += _changes(tests, visit.on)
    if overall in LADDER and visit.missing:
        reasons.append(_reason("proof_missing", visit.on, missing=visit.missing))
    if overall is Category.NE:
        code = "test_missing" if tests.measurable else "nothing_measurable"
        reasons.append(_reason(code, visit.on, missing=visit.missing))
    measure = tests.measurable[0] if tests.measurable else SERUM
    now, first = tests.at(measure, visit.on), tests.baseline(measure)
    return Answer(
        on=visit.on,
        measure=measure,
        value=now.at_most if now else None,
        baseline=first.at_most if first else None,
        nadir=tests.lowest(measure, visit.on, is_confirmed=settings.lowest_is_confirmed),
        seen=seen,
        overall=overall,
        reasons=tuple(reasons),
        missing=visit.missing,
        record_ids=visit.ids,
    )


def _continued(agreed: Sequence[Category]) -> list[Category]:
    """Return the highest response so far at each visit; one that cannot say stays as it is."""
    found: list[Category] = []
    best = 0
    for category in agreed:
        if category is not Category.NE:
            best = max(best, LADDER.index(category))
        found.append(category if category is Category.NE else LADDER[best])
    return found


def _confirmed(visits: Sequence[_Visit], place: int) -> Category:
    """Return the highest category that this visit and the one before, or after, agree on; never below stable."""
    visit = visits[place]
    if visit.seen is Category.NE:
        return Category.NE
    best = 0
    for others in (reversed(visits[:place]), visits[place + 1 :]):
        other = next((o for o in others if o.seen is not Category.NE and not o.tests & visit.tests), None)
        if other is not None and not other.grows:
            best = max(best, min(LADDER.index(visit.seen), LADDER.index(other.seen)))
    return LADDER[best]


def _visit(tests: MyelomaCourse, on: date, grows: bool) -> _Visit:
    """Return what one day says by itself, growth aside: the highest category that its tests prove."""
    missing: list[str] = []
    seen = Category.NE
    for category, proof in (
        (Category.SCR, proofs.is_stringent),
        (Category.CR, proofs.is_complete),
        (Category.VGPR, proofs.is_very_good),
        (Category.PR, proofs.is_partial),
        (Category.MR, proofs.is_minimal),
        (Category.SD, proofs.is_known),
    ):
        parts = proof(tests, on)
        if False in parts.values():
            missing.clear()  # what lacks for a higher one could not have proven it
            continue
        lacking = [name for name, is_met in parts.items() if is_met is None]
        missing += [name for name in lacking if name not in missing]
        if not lacking:
            seen = category
            break
    used = [(name, level) for name in (SERUM, URINE, CHAINS, CELLS, LUMPS) if (level := tests.at(name, on))]
    words = [(name, value) for name in (FIX_SERUM, FIX_URINE, CLONAL) if (value := tests.word(name, on))]
    blood = [(name, level.on) for name, level in used if name in (SERUM, URINE, CHAINS) or name in tests.measurable]
    blood += [(name, value.on) for name, value in words if name is not CLONAL]
    ids = [*(one for _name, level in used for one in level.record_ids), *(value.record_id for _name, value in words)]
    return _Visit(on, seen, grows, tuple(missing), frozenset(blood), tuple(one for one in ids if one))


def _grown(tests: MyelomaCourse, settings: Settings) -> list[_Growth]:
    """Return every growth that a test shows; blood and urine need the next test to show it, too."""
    found: list[_Growth] = []
    names = [SERUM, URINE, LUMPS]
    if not {SERUM, URINE} & {*tests.measurable}:
        names.append(CHAINS)
        if CHAINS not in tests.measurable:
            names.append(CELLS)
    for name in names:
        levels = tests.levels(name)
        says_so = [_has_grown(tests, name, level, settings) for level in levels]
        for place, level in enumerate(levels):
            if says_so[place]:
                following = says_so[place + 1] if place + 1 < len(levels) else None
                is_confirmed = True if name in (CELLS, LUMPS) else following
                found.append(_Growth(name, level.on, is_confirmed, level.record_ids))
    for name in (NEW, *((CALCIUM,) if settings.calcium_counts else ())):
        for on in tests.days:
            value = tests.word(name, on)
            if value is not None and value.on == on and value.word == YES:
                found.append(_Growth(name, on, True, (value.record_id,) if value.record_id else ()))
    return found


def _has_grown(tests: MyelomaCourse, name: str, level: Level, settings: Settings) -> bool:
    is_confirmed = settings.lowest_is_confirmed and name not in (CELLS, LUMPS)
    lowest = tests.lowest(name, level.on, is_confirmed=is_confirmed)
    if lowest is None or level.at_least is None:
        return False
    lowest = max(lowest, Decimal(0))
    step = level.at_least - lowest
    share = LUMPS_GROWTH if name == LUMPS else GROWTH
    if step <= 0 or step * 100 < lowest * share:
        return False
    if name == SERUM:
        least = GROWTH_HIGH_G_L if lowest >= HIGH_LOWEST_G_L else GROWTH_SERUM_G_L
        return step > least if settings.serum_growth_is_strict else step >= least
    if name == CHAINS:
        return step > GROWTH_CHAINS_MG_L
    return step >= {URINE: GROWTH_URINE_MG, CELLS: GROWTH_CELLS}.get(name, Decimal(0))


def _changes(tests: MyelomaCourse, on: date) -> list[Finding]:
    """Return by how much each test that can be followed has changed since the start."""
    found = []
    for name in tests.measurable:
        now, first = tests.at(name, on), tests.baseline(name)
        share = share_of_change(now.at_most if now else None, first.at_most if first else None)
        if now is not None and share is not None:
            found.append(_reason(_CHANGED[name], on, now.record_ids, share=share))
    return found


def _reason(code: str, on: date, ids: Sequence[str] = (), missing: Sequence[str] = (), **values: Value) -> Finding:
    return Finding(
        code=f"imwg.reason.{code}",
        values={"day": on, **values},
        record_ids=tuple(ids),
        missing=tuple(missing),
        source=SOURCE,
    )
