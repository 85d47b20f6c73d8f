"""Judging sheets without a journal: sizes by a response criterion, dated responses by their best."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Any, Final, Protocol

from journal.domain.diameters import DiameterCourse
from journal.domain.finding import Finding
from journal.domain.marker_values import MarkerCourse
from journal.domain.sizes import Course
from journal.exchange.diameter_sheet import BRAIN, LYMPHOMA, Kind, read_diameters
from journal.exchange.response_sheet import read_responses
from journal.exchange.size_sheet import read_sizes
from journal.exchange.value_sheet import read_values
from journal.rules.response import best_response as best
from journal.rules.response import (
    eortc_pet,
    gcig_ca125,
    imwg,
    irecist,
    lugano,
    mrecist,
    pcwg3,
    percist,
    rano,
    recist_1_1,
)
from journal.rules.response.pet_answer import Answer as PetAnswer
from journal.rules.response.recist_1_1 import Assessment
from journal.rules.response.shares import percent_of_change

Row = dict[str, Any]
PERCENT_PLACES = 6  # what a reader of the JSON can rely on; the judgement itself is made on exact sizes


class _Dated(Protocol):
    @property
    def on(self) -> date: ...


class _Measured(Protocol):
    @property
    def baseline(self) -> Decimal | None: ...

    @property
    def nadir(self) -> Decimal | None: ...


class _Verdict(Protocol):
    @property
    def overall(self) -> StrEnum: ...

    @property
    def reasons(self) -> Sequence[Finding]: ...


def assess(
    path: Path,
    settings: Any = None,
    *,
    criterion: str = "recist-1.1",
    accept_unusual: bool = False,
) -> list[Row]:
    """Return one row for each case and scan after its baseline, as the JSON contract names them.

    *settings* are those of the criterion's own module; None for its defaults.
    """
    if criterion in _OF_VALUES:
        return [row for case in read_values(path) for row in _OF_VALUES[criterion](case, settings)]
    if criterion in _OF_DIAMETERS:
        kinds, judged = _OF_DIAMETERS[criterion]
        cases = read_diameters(path, kinds, accept_unusual=accept_unusual)
        return [row for case in cases for row in judged(case, settings)]
    courses = read_sizes(path, accept_unusual=accept_unusual)
    return [row for course in courses for row in _OF_SIZES[criterion](course, settings)]


def _by_recist(course: Course, settings: recist_1_1.Settings | None) -> Iterator[Row]:
    return (_row(course, answer) for answer in recist_1_1.judge(course, settings))


def _by_irecist(course: Course, settings: irecist.Settings | None) -> Iterator[Row]:
    for answer in irecist.judge(course, settings):
        growth_on = answer.growth_on.text if answer.growth_on else None
        reasons = [_reason(reason) for reason in answer.reasons]
        row = _row(course, answer.recist)
        yield row | {"overall": answer.overall.value, "reasons": reasons, "growth_on": growth_on}


def _by_mrecist(course: Course, settings: mrecist.Settings | None) -> Iterator[Row]:
    return (_row(course, answer) for answer in mrecist.judge(course, settings))


_OF_SIZES: Final[Mapping[str, Callable[[Course, Any], Iterator[Row]]]] = {
    "recist-1.1": _by_recist,
    "irecist": _by_irecist,
    "mrecist": _by_mrecist,
}


def _by_pcwg3(course: MarkerCourse, settings: pcwg3.Settings | None) -> Iterator[Row]:
    best: float | None = None
    for answer in pcwg3.judge(course, settings):
        psa, bone = answer.psa, answer.bone
        values = _values(psa.value.value, psa) if psa else _NO_VALUES
        percent = values["percent_from_baseline"]
        if percent is not None:
            best = percent if best is None else min(best, percent)
        yield {
            **_when(course, answer),
            **values,
            "best_percent": best,
            "psa": psa.progression.value if psa else None,
            "psa50": _CONFIRMED[psa.psa50] if psa else None,
            "psa90": _CONFIRMED[psa.psa90] if psa else None,
            "bone": bone.progression.value if bone else None,
            **_verdict(answer),
        }


_CONFIRMED: Final = {True: "confirmed", None: "unconfirmed", False: "no"}


def _by_gcig(course: MarkerCourse, _settings: None) -> Iterator[Row]:
    for answer in gcig_ca125.judge(course):
        value = answer.value.value if answer.value else None
        words = {"ca125": answer.ca125.value, "recist": answer.recist.value}
        yield {**_when(course, answer), **_values(value, answer), **words, **_verdict(answer)}


def _by_imwg(course: MarkerCourse, settings: imwg.Settings | None) -> Iterator[Row]:
    for answer in imwg.judge(course, settings):
        measured = {"measure": answer.measure, **_values(answer.value, answer), "seen": answer.seen.value}
        yield {**_when(course, answer), **measured, **_verdict(answer)}


def _by_percist(course: MarkerCourse, settings: percist.Settings | None) -> Iterator[Row]:
    return (_pet_row(course, answer) for answer in percist.judge(course, settings))


def _by_eortc(course: MarkerCourse, settings: eortc_pet.Settings | None) -> Iterator[Row]:
    return (_pet_row(course, answer) for answer in eortc_pet.judge(course, settings))


def _pet_row(course: MarkerCourse, answer: PetAnswer) -> Row:
    return {**_when(course, answer), **_values(answer.value, answer), **_verdict(answer)}


_OF_VALUES: Final[Mapping[str, Callable[[MarkerCourse, Any], Iterator[Row]]]] = {
    "pcwg3": _by_pcwg3,
    "gcig-ca125": _by_gcig,
    "imwg": _by_imwg,
    "percist": _by_percist,
    "eortc-pet": _by_eortc,
}


def _by_lugano(course: DiameterCourse, settings: lugano.Settings | None) -> Iterator[Row]:
    for answer in lugano.judge(course, settings):
        words = {
            "score": answer.score or None,
            "metabolic": answer.metabolic.value if answer.metabolic else None,
            "anatomic": answer.anatomic.value,
        }
        yield {**_when(course, answer), **_products(answer), **words, **_verdict(answer)}


def _by_rano(course: DiameterCourse, settings: rano.Settings | None) -> Iterator[Row]:
    for answer in rano.judge(course, settings):
        words = {"sizes": answer.sizes.value, "seen": answer.seen.value}
        yield {**_when(course, answer), **_products(answer), **words, **_verdict(answer)}


def _products(answer: lugano.Answer | rano.Answer) -> Row:
    return {
        "sum_mm2": _number(answer.sum_mm2),
        "baseline_sum_mm2": _number(answer.baseline_mm2),
        "nadir_mm2": _number(answer.nadir_mm2),
        **_percents(answer.sum_mm2, answer.baseline_mm2, answer.nadir_mm2),
    }


_OF_DIAMETERS: Final[Mapping[str, tuple[Mapping[str, Kind], Callable[[DiameterCourse, Any], Iterator[Row]]]]] = {
    "lugano": (LYMPHOMA, _by_lugano),
    "rano": (BRAIN, _by_rano),
}


def _row(course: Course, answer: Assessment) -> Row:
    return {
        "case": course.case,
        "date": answer.point.on.text,
        "sum_mm": _number(answer.sum_mm),
        "baseline_sum_mm": _number(answer.baseline_sum_mm),
        "nadir_mm": _number(answer.nadir_mm),
        **_percents(answer.sum_um, answer.baseline_um, answer.nadir_um),
        "mm_from_nadir": _number(answer.mm_from_nadir),
        "target": answer.target.value,
        "non_target": answer.non_target.value,
        "new_lesion": answer.new_lesion.value,
        **_verdict(answer),
    }


def _when(course: MarkerCourse | DiameterCourse, answer: _Dated) -> Row:
    return {"case": course.case, "date": answer.on.isoformat()}


def _values(value: Decimal | None, answer: _Measured) -> Row:
    return {
        "value": _number(value),
        "baseline": _number(answer.baseline),
        "nadir": _number(answer.nadir),
        **_percents(value, answer.baseline, answer.nadir),
    }


_NO_VALUES: Final = dict.fromkeys(("value", "baseline", "nadir", "percent_from_baseline", "percent_from_nadir"))


def _percents(now: Decimal | int | None, baseline: Decimal | int | None, nadir: Decimal | int | None) -> Row:
    return {"percent_from_baseline": _percent(now, baseline), "percent_from_nadir": _percent(now, nadir)}


def _verdict(answer: _Verdict) -> Row:
    return {"overall": answer.overall.value, "reasons": [_reason(reason) for reason in answer.reasons]}


@functools.lru_cache(maxsize=4096)
def _number(value: Decimal | None) -> float | int | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _percent(now: Decimal | int | None, before: Decimal | int | None) -> float | None:
    percent = percent_of_change(now, before)
    return None if percent is None else round(percent, PERCENT_PLACES)


def _reason(finding: Finding) -> str:
    code = finding.code.rpartition(".")[2]
    return f"{code}: {', '.join(finding.missing)}" if finding.missing else code


def best_responses(path: Path, settings: best.Settings | None = None) -> list[Row]:
    """Return the best response of each case, as the JSON contract names it."""
    rows: list[Row] = []
    for case in read_responses(path):
        found = best.best_response(case.start, [best.Dated(on, overall) for on, overall in case.visits], settings)
        rows.append(
            {
                "case": case.case,
                "best": found.response.value,
                "date": None if found.on is None else found.on.isoformat(),
                "reasons": [_reason(reason) for reason in found.reasons],
            }
        )
    return rows
