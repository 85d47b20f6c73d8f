"""What other readings make of the scans of a journal: by the rule that judged the sizes, and by each that read more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from journal.actions.other_readings import of_rule, others_of
from journal.actions.scan_grid import scan_grid
from journal.actions.scan_readings import answers_of
from journal.domain.imaging import Lesion, Measurement, Modality, NewLesion, Scan
from journal.domain.scan_readings import ReadingRule, ScanReading
from journal.domain.treatment import TreatmentLine
from journal.store.journal import Journal
from journal.store.opening import create

FIRST, LATER, LAST = (
    Scan(happened_on=date(2026, month, 5), is_baseline=month == 1, modality=Modality.PET_CT, new_lesion=NewLesion.NO)
    for month in (1, 4, 7)
)
LIVER = Lesion(happened_on=FIRST.happened_on, name="Liver")
LINE = TreatmentLine(happened_on=date(2026, 1, 20), name="R-CHOP", number=1)


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    with create(tmp_path / "anna.journal", author="Anna") as journal:
        with journal.change("Scans") as draft:
            draft.save_all([FIRST, LATER, LAST, LIVER, LINE])
        yield journal


def write_sizes(journal: Journal, *mm: str) -> None:
    with journal.change("Sizes") as draft:
        for scan, each in zip((FIRST, LATER, LAST), mm, strict=True):
            on = scan.happened_on
            draft.save(Measurement(happened_on=on, scan_id=scan.id, lesion_id=LIVER.id, mm=Decimal(each)))


def write_score(journal: Journal, scan: Scan, score: str, uptake: str) -> None:
    with journal.change("Score") as draft:
        for what, word in (("deauville", score), ("uptake", uptake)):
            draft.save(
                ScanReading(
                    happened_on=scan.happened_on, scan_id=scan.id, rule=ReadingRule.LUGANO, what=what, word=word
                )
            )


def others(journal: Journal, scan: Scan) -> list[str]:
    grid = scan_grid(journal.all(Scan), journal.all(Lesion), journal.all(Measurement))
    found = others_of(journal, grid.group_of(scan.id), scan, answers_of(journal, scan))
    return [each.code for each in found]


@pytest.mark.parametrize(("now", "shows"), [("70", False), ("70.001", True), ("79.999", True), ("80", False)])
def test_after_a_partial_response_until_it_grows(journal: Journal, now: str, shows: bool) -> None:
    write_sizes(journal, "100", "66.666", now)
    expected = ["other.recist.continuing_partial", "other.disagree"] if shows else []
    assert others(journal, LAST) == expected
    assert others(journal, LATER) == []
    assert others(journal, FIRST) == []


def test_the_rule_that_a_report_names_is_the_one_that_is_read_otherwise(journal: Journal) -> None:
    write_sizes(journal, "24", "24", "28.8")
    assert others(journal, LAST) == []
    with journal.change("mRECIST") as draft:
        draft.save(replace(LAST, called_text="mRECIST"))
    assert others(journal, LAST) == ["other.mrecist.least_step", "other.disagree"]


def test_each_finding_names_the_rule_it_speaks_of(journal: Journal) -> None:
    write_sizes(journal, "100", "60", "71")
    write_score(journal, LAST, "3", "lower")
    assert others(journal, LAST) == [
        "other.recist.continuing_partial",
        "other.disagree",
        "other.lugano.three",
        "other.disagree",
    ]
    grid = scan_grid(journal.all(Scan), journal.all(Lesion), journal.all(Measurement))
    found = others_of(journal, grid.group_of(LAST.id), LAST, answers_of(journal, LAST))
    assert [each.code for each in of_rule("lugano", found)] == ["other.lugano.three", "other.disagree"]
    assert [each.values["rule"] for each in of_rule("recist-1.1", found)] == ["recist-1.1"] * 2
    assert of_rule("rano", found) == ()


def test_without_a_course_nothing_of_sizes_is_said(journal: Journal) -> None:
    write_sizes(journal, "100", "60", "71")
    assert others_of(journal, None, LAST, ()) == ()
