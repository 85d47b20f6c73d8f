"""What a course of the journal reached: it begins with the treatment, and says nothing that it cannot count."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from journal.actions.course_so_far import so_far
from journal.actions.explain import explain
from journal.actions.scan_grid import ScanGrid, scan_grid
from journal.domain.imaging import Lesion, Measurement, NewLesion, Scan
from journal.domain.record import Precision
from journal.domain.treatment import TreatmentLine
from journal.store.journal import Journal
from journal.store.opening import create

START = date(2026, 1, 5)
LIVER = Lesion(happened_on=START, name="Liver")
SCANS = [
    Scan(happened_on=START + timedelta(days), is_baseline=not days, new_lesion=NewLesion.NO)
    for days in (0, 50, 90, 200)
]


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    with create(tmp_path / "anna.journal", author="Anna") as journal:
        yield journal


def write(journal: Journal, *sizes: str, scans: list[Scan] = SCANS) -> ScanGrid:
    with journal.change("Scans") as draft:
        draft.save_all([LIVER, *scans[: len(sizes)]])
        for scan, mm in zip(scans, sizes, strict=False):
            on = scan.happened_on
            draft.save(Measurement(happened_on=on, scan_id=scan.id, lesion_id=LIVER.id, mm=Decimal(mm)))
    return scan_grid(journal.all(Scan), journal.all(Lesion), journal.all(Measurement))


def reached(journal: Journal, grid: ScanGrid, at: int) -> dict[str, object]:
    group = grid.groups[0]
    return {finding.code: finding.values.get("days") for finding in so_far(journal, group, group.scans[at])}


def test_each_scan_says_what_was_reached_up_to_it(journal: Journal) -> None:
    grid = write(journal, "50", "30", "30", "60")
    assert reached(journal, grid, 0) == {}
    assert reached(journal, grid, 1) == {"best.reached": None, "so_far.not_confirmed": 28}
    assert reached(journal, grid, 2) == {
        "best.reached": None,
        "so_far.confirmed": 28,
        "so_far.response_lasting": 40,
    }
    assert reached(journal, grid, 3)["so_far.response_lasted"] == 150
    said = explain(journal, date(2027, 1, 1), long=True).replace("\u00a0", " ")
    assert "It first showed on 24 February 2026. It lasted more than 21 weeks, until 24 July 2026." in said
    assert "It lasted" not in explain(journal, date(2027, 1, 1))


@pytest.mark.parametrize(("began", "days"), [(-100, 90), (0, 90), (10, 80), (48, 42), (49, None)])
def test_stability_counts_from_the_treatment_but_not_from_before_the_first_scan(
    journal: Journal, began: int, days: int | None
) -> None:
    """From day 49 of 90 on, the 42 days that stability needs are not over."""
    with journal.change("Line") as draft:
        draft.save(TreatmentLine(happened_on=START + timedelta(began), name="FOLFOX", number=1))
    grid = write(journal, "50", "50", "50")
    assert reached(journal, grid, 2).get("so_far.stable_lasting") == days


def test_where_a_day_is_not_known_nothing_is_counted(journal: Journal) -> None:
    vague = [SCANS[0], replace(SCANS[1], precision=Precision.MONTH, happened_on=date(2026, 2, 1)), *SCANS[2:]]
    grid = write(journal, "50", "30", "30", scans=vague)
    assert reached(journal, grid, 2) == {}


def test_where_the_report_names_irecist_its_own_best_is_said(journal: Journal) -> None:
    named = [*SCANS[:3], replace(SCANS[3], called_text="iRECIST: iPR")]
    grid = write(journal, "50", "70", "30", "30", scans=named)  # growth that was not confirmed comes first
    (found,) = so_far(journal, grid.groups[0], named[3])
    assert (found.code, found.values["category"], found.values["day"]) == (
        "so_far.immune",
        "iPR",
        START + timedelta(90),
    )
    assert reached(journal, grid, 1) == {}


def test_what_another_reading_makes_of_it_stands_behind(journal: Journal) -> None:
    grid = write(journal, "50", "34", "36", "34")  # partial, stable, partial again
    assert "other.left_open" not in reached(journal, grid, 2)
    assert list(reached(journal, grid, 3))[-2:] == ["other.best.stable_between", "other.left_open"]
    said = explain(journal, date(2027, 1, 1), long=True).replace("\u00a0", " ")
    assert "A stable scan can stand between the two. Read that way, it counts as confirmed." in said
