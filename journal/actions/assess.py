"""Judging sheets without a journal: sizes by a response criterion, dated responses by their best."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any, Final

from journal.domain.finding import Finding
from journal.domain.sizes import Course
from journal.exchange.response_sheet import read_responses
from journal.exchange.size_sheet import read_sizes
from journal.rules.response import best_response as best
from journal.rules.response import irecist, recist_1_1
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
    judged = _JUDGED[criterion]
    rows: list[Row] = []
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


_JUDGED: Final[Mapping[str, Callable[[Course, recist_1_1.Settings], Iterator[Row]]]] = {
    "recist-1.1": _by_recist,
    "irecist": _by_irecist,
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
    return None if share is None else round(float(share * 100), PERCENT_PLACES)


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
