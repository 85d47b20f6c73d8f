"""When a scan comes too early to go by, at every threshold."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from journal.domain.imaging import Modality, Response
from journal.domain.treatment import Cycle, CycleState
from journal.rules.response.too_early import too_early

START = date(2026, 1, 5)


def cycles(*days: int, state: CycleState = CycleState.GIVEN) -> list[Cycle]:
    return [
        Cycle(happened_on=START + timedelta(day), line_id="line", number=at + 1, state=state)
        for at, day in enumerate(days)
    ]


def codes_of(
    day: int,
    given: list[Cycle],
    *,
    overall: Response = Response.PR,
    kind: Modality = Modality.CT,
    started: date | None = START,
) -> list[str]:
    found = too_early(START + timedelta(day), kind, overall, started, given)
    assert all(finding.source for finding in found)
    return [finding.code.removeprefix("early.") for finding in found]


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (0, ["few_cycles"]),
        (1, ["few_cycles"]),
        (21, ["few_cycles"]),  # the second begins on the day of the scan
        (22, ["two_cycles"]),
        (42, ["two_cycles"]),
        (43, []),
        (90, []),
    ],
)
def test_cycles_given_before_the_scan(day: int, said: list[str]) -> None:
    assert codes_of(day, cycles(0, 21, 42, 63)) == said


def test_only_given_cycles_count() -> None:
    planned = cycles(21, 42, state=CycleState.PLANNED)
    assert codes_of(60, [*cycles(0), *planned]) == ["few_cycles"]
    (found,) = too_early(START + timedelta(30), Modality.CT, Response.PR, START, cycles(0, 42))
    assert found.values["count"] == 1
    on_the_day = cycles(0, 30)
    (found,) = too_early(START + timedelta(30), Modality.CT, Response.PR, START, on_the_day)
    assert found.record_ids == (on_the_day[0].id,)


def test_without_cycles_or_a_start_nobody_knows() -> None:
    assert codes_of(10, []) == []
    assert codes_of(10, cycles(0), started=None) == []
    assert codes_of(-1, cycles(0)) == []


@pytest.mark.parametrize("overall", [Response.SD, Response.NON_CR_NON_PD])
def test_stable_needs_six_weeks(overall: Response) -> None:
    assert codes_of(41, [], overall=overall) == ["stable"]
    assert codes_of(42, [], overall=overall) == []
    assert codes_of(0, [], overall=overall) == ["stable"]


@pytest.mark.parametrize("overall", [Response.CR, Response.PR, Response.PD, Response.NE])
def test_other_answers_need_no_time(overall: Response) -> None:
    assert codes_of(41, [], overall=overall) == []


def test_new_spots_on_an_early_bone_scan_may_be_healing() -> None:
    assert codes_of(84, [], overall=Response.PD, kind=Modality.BONE_SCAN) == ["bone_flare"]
    assert codes_of(85, [], overall=Response.PD, kind=Modality.BONE_SCAN) == []
    assert codes_of(84, [], overall=Response.PD) == []
    assert codes_of(84, [], overall=Response.PR, kind=Modality.BONE_SCAN) == []
