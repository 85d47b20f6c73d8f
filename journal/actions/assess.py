"""Judging sheets without a journal: sizes by a response criterion, dated responses by their best."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any, Final

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

Row = dict[str, Any]
PERCENT_PLACES = 6  # what a reader of the JSON can rely on; the judgement itself is made on exact sizes


def assess(
    path: Path,
    settings: recist_1_1.Settings | None = None,
    *,
    criterion: str = "recist-1.1",
    accept_unusual: bool = False,
) -> list[Row]:
    """Return one row for each case and scan after its baseline, as the JSON contract names them."""
    if criterion in _OF_VALUES:
        return [row for course in read_values(path) for row in _OF_VALUES[criterion](course)]
    rows: list[Row] = []
    if criterion in _OF_DIAMETERS:
        kinds, judged_by = _OF_DIAMETERS[criterion]
        for case in read_diameters(path, kinds, accept_unusual=accept_unusual):
            rows.extend(judged_by(case))
        return rows
    judged = _OF_SIZES[criterion]
    for course in read_sizes(path, accept_unusual=accept_unusual):
        rows.extend(judged(course, settings or recist_1_1.Settings()))
    return rows


def _by_recist(course: Course, settings: recist_1_1.Settings) -> Iterator[Row]:
    return (_row(course, answer) for answer in recist_1_1.judge(course, settings))


def _by_irecist(course: Course, settings: recist_1_1.Settings) -> Iterator[Row]:
    for answer in irecist.judge(course, irecist.Settings(recist=settings)):
        growth_on = answer.growth_on.text if answer.growth_on else None
        reasons = [_reason(reason) for reason in answer.reasons]
        row = _row(course, answer.recist)
        yield row | {"overall": answer.overall.value, "reasons": reasons, "growth_on": growth_on}


def _by_mrecist(course: Course, settings: recist_1_1.Settings) -> Iterator[Row]:
    return (_row(course, answer) for answer in mrecist.judge(course, mrecist.Settings(recist=settings)))


_OF_SIZES: Final[Mapping[str, Callable[[Course, recist_1_1.Settings], Iterator[Row]]]] = {
    "recist-1.1": _by_recist,
    "irecist": _by_irecist,
    "mrecist": _by_mrecist,
}


def _by_pcwg3(course: MarkerCourse) -> Iterator[Row]:
    best: Fraction | None = None
    for answer in pcwg3.judge(course):
        psa, bone = answer.psa, answer.bone
        if psa is not None and psa.from_baseline is not None:
            best = psa.from_baseline if best is None else min(best, psa.from_baseline)
        yield {
            "case": course.case,
            "date": answer.on.isoformat(),
            "value": _number(psa.value.value) if psa else None,
            "baseline": _number(psa.baseline) if psa else None,
            "nadir": _number(psa.nadir) if psa else None,
            "percent_from_baseline": _percent(psa.from_baseline) if psa else None,
            "percent_from_nadir": _percent(psa.from_nadir) if psa else None,
            "best_percent": _percent(best),
            "psa": psa.progression.value if psa else None,
            "psa50": _CONFIRMED[psa.psa50] if psa else None,
            "psa90": _CONFIRMED[psa.psa90] if psa else None,
            "bone": bone.progression.value if bone else None,
            "overall": answer.overall.value,
            "reasons": [_reason(reason) for reason in answer.reasons],
        }


_CONFIRMED: Final = {True: "confirmed", None: "unconfirmed", False: "no"}


def _by_gcig(course: MarkerCourse) -> Iterator[Row]:
    for answer in gcig_ca125.judge(course):
        yield {
            "case": course.case,
            "date": answer.on.isoformat(),
            "value": _number(answer.value.value) if answer.value else None,
            "baseline": _number(answer.baseline),
            "nadir": _number(answer.nadir),
            "percent_from_baseline": _percent(answer.from_baseline),
            "percent_from_nadir": _percent(answer.from_nadir),
            "ca125": answer.ca125.value,
            "recist": answer.recist.value,
            "overall": answer.overall.value,
            "reasons": [_reason(reason) for reason in answer.reasons],
        }


def _by_imwg(course: MarkerCourse) -> Iterator[Row]:
    for answer in imwg.judge(course):
        yield {
            "case": course.case,
            "date": answer.on.isoformat(),
            "measure": answer.measure,
            "value": _number(answer.value),
            "baseline": _number(answer.baseline),
            "nadir": _number(answer.nadir),
            "percent_from_baseline": _percent(answer.from_baseline),
            "percent_from_nadir": _percent(answer.from_nadir),
            "seen": answer.seen.value,
            "overall": answer.overall.value,
            "reasons": [_reason(reason) for reason in answer.reasons],
        }


def _by_percist(course: MarkerCourse) -> Iterator[Row]:
    return (_pet_row(course, answer) for answer in percist.judge(course))


def _by_eortc(course: MarkerCourse) -> Iterator[Row]:
    return (_pet_row(course, answer) for answer in eortc_pet.judge(course))


def _pet_row(course: MarkerCourse, answer: PetAnswer) -> Row:
    return {
        "case": course.case,
        "date": answer.on.isoformat(),
        "value": _number(answer.value),
        "baseline": _number(answer.baseline),
        "nadir": _number(answer.nadir),
        "percent_from_baseline": _percent(answer.from_baseline),
        "percent_from_nadir": _percent(answer.from_nadir),
        "overall": answer.overall.value,
        "reasons": [_reason(reason) for reason in answer.reasons],
    }


_OF_VALUES: Final[Mapping[str, Callable[[MarkerCourse], Iterator[Row]]]] = {
    "pcwg3": _by_pcwg3,
    "gcig-ca125": _by_gcig,
    "imwg": _by_imwg,
    "percist": _by_percist,
    "eortc-pet": _by_eortc,
}


def _by_lugano(course: DiameterCourse) -> Iterator[Row]:
    for answer in lugano.judge(course):
        yield {
            "case": course.case,
            "date": answer.on.isoformat(),
            "sum_mm2": _number(answer.sum_mm2),
            "baseline_sum_mm2": _number(answer.baseline_mm2),
            "nadir_mm2": _number(answer.nadir_mm2),
            "percent_from_baseline": _percent(answer.from_baseline),
            "percent_from_nadir": _percent(answer.from_nadir),
            "score": answer.score or None,
            "metabolic": answer.metabolic.value if answer.metabolic else None,
            "anatomic": answer.anatomic.value,
            "overall": answer.overall.value,
            "reasons": [_reason(reason) for reason in answer.reasons],
        }


def _by_rano(course: DiameterCourse) -> Iterator[Row]:
    for answer in rano.judge(course):
        yield {
            "case": course.case,
            "date": answer.on.isoformat(),
            "sum_mm2": _number(answer.sum_mm2),
            "baseline_sum_mm2": _number(answer.baseline_mm2),
            "nadir_mm2": _number(answer.nadir_mm2),
            "percent_from_baseline": _percent(answer.from_baseline),
            "percent_from_nadir": _percent(answer.from_nadir),
            "sizes": answer.sizes.value,
            "seen": answer.seen.value,
            "overall": answer.overall.value,
            "reasons": [_reason(reason) for reason in answer.reasons],
        }


_OF_DIAMETERS: Final[Mapping[str, tuple[Mapping[str, Kind], Callable[[DiameterCourse], Iterator[Row]]]]] = {
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
        "percent_from_baseline": _percent(answer.from_baseline),
        "percent_from_nadir": _percent(answer.from_nadir),
        "mm_from_nadir": _number(answer.mm_from_nadir),
        "target": answer.target.value,
        "non_target": answer.non_target.value,
        "new_lesion": answer.new_lesion.value,
        "overall": answer.overall.value,
        "reasons": [_reason(reason) for reason in answer.reasons],
    }


def _number(value: Decimal | None) -> float | int | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _percent(share: Fraction | None) -> float | None:
    # A whole number by a whole number is rounded once, to the float that lies nearest.
    return None if share is None else round(share.numerator * 100 / share.denominator, PERCENT_PLACES)


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
