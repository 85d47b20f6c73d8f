"""What the page of blood tests reads: tests, days, one test over time, and what each marker says last."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from journal.actions.blood_tests import (
    editable_sheet,
    history_of,
    marker_news,
    names_offered,
    newest_day,
    overview,
    sheet_of_day,
    trend_of,
)
from journal.actions.sheet_reading import key_of
from journal.domain.quantity import Quantity
from journal.domain.record import Record
from journal.domain.results import LabResult, VitalSign
from journal.domain.treatment import TreatmentLine
from journal.store.journal import Journal
from journal.store.opening import create

TODAY = date(2026, 5, 28)
FIRST, LAST = date(2026, 4, 1), date(2026, 5, 26)


def result(analyte: str, value: str, on: date = LAST, unit: str = "ng/mL", **more: object) -> LabResult:
    quantity = Quantity(Decimal(value), unit)
    base = LabResult(happened_on=on, analyte=analyte, quantity=quantity, printed=value, laboratory="Lab A")
    return replace(base, **more)  # type: ignore[arg-type]


def weight(value: str, on: date = LAST) -> VitalSign:
    return VitalSign(happened_on=on, analyte="weight", quantity=Quantity(Decimal(value), "kg"), printed=value)


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    records: list[Record] = [
        result("cea", "12.6", FIRST),
        result("cea", "11.8"),
        result("", "45", name="Zonulin"),
        result("haemoglobin", "108", unit="g/L"),
        result("ctdna_vaf", "0.2", unit="%", laboratory="Lab B"),
        weight("71", FIRST),
        weight("70", TODAY),
    ]
    with create(tmp_path / "anna.journal", author="Anna") as made:
        with made.change("Sheets") as draft:
            draft.save_all(records)
        yield made


def test_tests_come_in_catalogue_order_with_own_words_and_vital_signs_last(journal: Journal) -> None:
    found = overview(journal)
    assert [(test.name, test.count) for test in found.tests] == [
        ("CEA", 2),
        ("ctDNA (VAF %)", 1),
        ("Haemoglobin", 1),
        ("Zonulin", 1),
        ("Weight", 2),
    ]
    assert found.days == (LAST, FIRST)


def test_the_newest_sheet_is_one_of_a_laboratory(journal: Journal) -> None:
    assert newest_day(journal) == LAST
    assert [key_of(each) for each in sheet_of_day(journal, LAST)] == [
        "cea", "ctdna_vaf", "haemoglobin", "own:zonulin",
    ]  # fmt: skip


def test_vital_signs_alone_make_a_day(tmp_path: Path) -> None:
    with create(tmp_path / "b.journal") as journal:
        assert newest_day(journal) is None
        with journal.change("Weight") as draft:
            draft.save(weight("70"))
        assert newest_day(journal) == LAST


def test_one_day_has_a_sheet_for_each_laboratory(journal: Journal) -> None:
    measured = sheet_of_day(journal, LAST)
    sheet, before = editable_sheet(measured, LAST, "Lab B")
    assert [row.test for row in sheet.rows] == ["ctDNA (VAF %)"]
    assert [each.analyte for each in before] == ["ctdna_vaf"]


def test_what_is_folded_is_not_on_the_sheet_to_change(journal: Journal) -> None:
    measured = sheet_of_day(journal, LAST)
    cea = next(each for each in measured if each.analyte == "cea")
    sheet, before = editable_sheet(measured, LAST, "Lab A", {cea.id})
    assert "CEA" not in [row.test for row in sheet.rows]
    assert cea not in before


def test_history_is_newest_first_also_of_own_words_and_vital_signs(journal: Journal) -> None:
    assert [each.printed for each in history_of(journal, "cea")] == ["11.8", "12.6"]
    assert [each.printed for each in history_of(journal, "own:zonulin")] == ["45"]
    assert [each.printed for each in history_of(journal, "weight")] == ["70", "71"]


def test_the_chart_draws_laboratory_tests_and_vital_signs_from_a_day_on(journal: Journal) -> None:
    assert [value.result.printed for value in trend_of(journal, "cea", TODAY).values] == ["12.6", "11.8"]
    assert [value.result.printed for value in trend_of(journal, "cea", TODAY, LAST).values] == ["11.8"]
    assert [value.result.printed for value in trend_of(journal, "weight", TODAY).values] == ["71", "70"]
    assert [value.result.printed for value in trend_of(journal, "own:zonulin", TODAY).values] == ["45"]
    assert trend_of(journal, "cea", TODAY, TODAY).is_empty


def test_nothing_of_a_folded_result_is_in_the_chart(journal: Journal) -> None:
    newest = history_of(journal, "cea")[0]
    chart = trend_of(journal, "cea", TODAY, without={newest.id})
    assert "11.8" not in f"{chart.caption} {chart.title} {chart.table}"


def test_each_marker_says_its_last_value(journal: Journal) -> None:
    with journal.change("Line") as draft:
        draft.save(TreatmentLine(happened_on=FIRST - timedelta(200), number=1, name="FOLFOX"))
    news = marker_news(journal, TODAY)
    assert [(each.result.printed, each.is_ctdna) for each in news] == [("11.8", False), ("0.2", True)]
    assert [finding.code for finding in news[0].findings] == ["marker.no_clear_change", "marker.no_range"]
    assert marker_news(journal, TODAY + timedelta(800)) == ()


def test_names_start_with_those_in_use(journal: Journal) -> None:
    names = names_offered(journal)
    assert names[:4] == ("CEA", "ctDNA (VAF %)", "Haemoglobin", "Zonulin")
    assert "Sodium" in names
    assert len(set(names)) == len(names)
