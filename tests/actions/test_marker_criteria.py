"""What PCWG3, GCIG and IMWG make of the blood tests of a journal."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from journal.actions.blood_tests import marker_news
from journal.actions.marker_criteria import rule_answer
from journal.domain.imaging import Lesion, Measurement, NewLesion, Response, Scan
from journal.domain.patient import Patient
from journal.domain.quantity import Comparator, Quantity
from journal.domain.record import Record
from journal.domain.results import LabResult
from journal.domain.treatment import Procedure, ProcedureKind, TreatmentLine
from journal.store.journal import Journal
from journal.store.opening import create
from journal.text.sayings import say

START = date(2026, 1, 5)
TODAY = date(2026, 9, 1)


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    with create(tmp_path / "anna.journal", author="Anna") as journal:
        yield journal


def result(analyte: str, day: int, value: str, unit: str, high: str | None = None) -> LabResult:
    comparator = Comparator(value[0]) if value[0] in "<>" else Comparator.NONE
    return LabResult(
        happened_on=START + timedelta(day),
        analyte=analyte,
        quantity=Quantity(Decimal(value.lstrip("<>")), unit, comparator),
        high=None if high is None else Decimal(high),
    )


def write(journal: Journal, cancer: str, *records: Record) -> None:
    line = TreatmentLine(happened_on=START, name="First line")
    with journal.change("All") as draft:
        draft.save_all([Patient(happened_on=START, cancer=cancer), line, *records])


def codes(journal: Journal) -> list[str]:
    answer = rule_answer(journal, TODAY)
    return [finding.code for finding in answer.findings] if answer is not None else []


def test_psa_that_grew_and_was_confirmed(journal: Journal) -> None:
    values = [result("psa", day, value, "µg/L") for day, value in ((-5, "20"), (60, "4"), (120, "6"), (141, "6.1"))]
    write(journal, "prostate", *values)
    answer = rule_answer(journal, TODAY)
    assert answer is not None
    assert answer.name == "PCWG3"
    assert "pcwg3.psa_grew" in codes(journal)
    assert answer.rests_on == {value.id for value in values}


def test_psa_a_day_short_of_three_weeks_is_not_confirmed(journal: Journal) -> None:
    values = [result("psa", day, value, "ng/mL") for day, value in ((-5, "20"), (60, "4"), (120, "6"), (140, "6.1"))]
    write(journal, "prostate", *values)
    assert "pcwg3.psa_grew" not in codes(journal)
    assert "pcwg3.psa_grew_unconfirmed" in codes(journal)


def test_ca125_with_and_without_an_operation_before(journal: Journal) -> None:
    values = [result("ca125", day, value, "kU/L", "35") for day, value in ((-5, "400"), (40, "180"), (80, "90"))]
    write(journal, "ovary", *values)
    assert codes(journal) == ["gcig.response"]
    with journal.change("Operation") as draft:
        on = START - timedelta(10)
        draft.save(Procedure(happened_on=on, kind=ProcedureKind.SURGERY, name="Operation"))
    assert codes(journal) == ["gcig.baseline_disturbed"]


@pytest.mark.parametrize(
    ("called", "said"),
    [
        (Response.PD, "progressive disease. Together, the rule points to: progressive disease."),
        (Response.SD, "stable disease. Together, the rule points to: partial response."),
        (Response.CR, "complete response. Together, the rule points to: partial response."),  # CA-125 is not normal
    ],
)
def test_ca125_and_a_scan_are_put_together_once_it_is_opened(journal: Journal, called: Response, said: str) -> None:
    values = [result("ca125", day, value, "kU/L", "35") for day, value in ((-5, "400"), (40, "180"), (80, "90"))]
    scan = Scan(happened_on=START + timedelta(80), called=called)
    before = Scan(happened_on=START, called=Response.PD)
    write(journal, "ovary", *values, scan, before)
    assert codes(journal) == ["gcig.response"]  # nothing of a scan that is folded
    answer = rule_answer(journal, TODAY, {scan.id, before.id})
    assert answer is not None
    assert [finding.code for finding in answer.findings] == ["gcig.response", "gcig.with_recist"]
    assert said in say(answer.findings[1])
    assert scan.id in answer.rests_on
    assert before.id not in answer.rests_on  # from before the treatment
    news = {each.result.analyte: each.by_rule for each in marker_news(journal, TODAY, {scan.id})}
    assert news["ca125"] is not None
    assert len(news["ca125"].findings) == 2


def test_where_the_report_says_nothing_the_sizes_do(journal: Journal) -> None:
    values = [result("ca125", day, value, "kU/L", "35") for day, value in ((-5, "400"), (40, "180"), (80, "90"))]
    first = Scan(happened_on=START - timedelta(5), new_lesion=NewLesion.NO)
    later = Scan(happened_on=START + timedelta(80), new_lesion=NewLesion.NO)
    spot = Lesion(happened_on=first.happened_on, name="Liver")
    sizes = [
        Measurement(happened_on=scan.happened_on, scan_id=scan.id, lesion_id=spot.id, mm=Decimal(mm))
        for scan, mm in ((first, 50), (later, 60))
    ]
    write(journal, "ovary", *values, spot, first, later, *sizes)
    answer = rule_answer(journal, TODAY, {first.id, later.id})
    assert answer is not None
    assert answer.findings[-1].values["response"] == "PD"


def test_myeloma_in_the_units_that_laboratories_print(journal: Journal) -> None:
    values = [result("m_protein", day, value, unit) for day, value, unit in (
        (-3, "4.2", "g/dL"), (40, "20", "g/L"), (70, "19", "g/L"),
    )]  # fmt: skip
    ratios = [result("flc_ratio", day, "8", "") for day in (-3, 40, 70)]
    write(journal, "myeloma", *values, *ratios)
    answer = rule_answer(journal, TODAY)
    assert answer is not None
    assert answer.findings[0].code == "imwg.overall.pr"
    assert {value.id for value in (*values, *ratios)} == answer.rests_on


def test_what_has_no_number_to_read_is_left_out(journal: Journal) -> None:
    kept = result("psa", 60, "<0.1", "ng/mL")
    write(journal, "prostate", result("psa", 70, ">5000", "ng/mL"), result("psa", 80, "5", "apples"), kept)
    answer = rule_answer(journal, TODAY)
    assert answer is not None
    assert answer.rests_on == {kept.id}


@pytest.mark.parametrize("cancer", ["", "lung", "liver", "lymphoma"])
def test_other_kinds_of_cancer_have_no_rule_of_blood(journal: Journal, cancer: str) -> None:
    write(journal, cancer, result("psa", 60, "5", "ng/mL"))
    assert rule_answer(journal, TODAY) is None


def test_without_a_treatment_or_a_value_since_its_start_there_is_no_answer(journal: Journal) -> None:
    assert rule_answer(journal, TODAY) is None
    write(journal, "prostate", result("psa", -5, "5", "ng/mL"))
    assert rule_answer(journal, TODAY) is None


def test_it_stands_beside_its_marker(journal: Journal) -> None:
    write(journal, "prostate", result("psa", -5, "20", "ng/mL"), result("psa", 60, "4", "ng/mL"),
          result("cea", 60, "4", "ng/mL"))  # fmt: skip
    news = {each.result.analyte: each.by_rule for each in marker_news(journal, TODAY)}
    assert news["cea"] is None
    assert news["psa"] is not None


@pytest.mark.parametrize(("second", "others"), [("6.9", ["other.pcwg3.confirming", "other.left_open"]), ("7", [])])
def test_another_reading_of_the_last_value(journal: Journal, second: str, others: list[str]) -> None:
    days = ((-5, "20"), (60, "4"), (120, "7"), (141, second))
    write(journal, "prostate", *(result("psa", day, value, "ng/mL") for day, value in days))
    answer = rule_answer(journal, TODAY)
    assert answer is not None
    assert [finding.code for finding in answer.others] == others
