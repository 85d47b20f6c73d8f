"""Courses judged by the rule that a report names, and the rules that fit a person."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from journal.actions.scan_grid import ScanGroup, scan_grid
from journal.actions.size_criteria import proposals
from journal.charts.tumour_size import tumour_size
from journal.domain.imaging import Lesion, Measurement, NewLesion, Response, Scan
from journal.domain.patient import Patient
from journal.domain.treatment import Drug, TreatmentLine
from journal.store.opening import create

DAYS = (date(2026, 1, 5), date(2026, 3, 5), date(2026, 4, 10))


def group_of(*sizes: str, words: tuple[str, ...] = ()) -> ScanGroup:
    """Return one spot at scans five to eight weeks apart; *words* are those of each report."""
    lesion = Lesion(happened_on=DAYS[0], name="Liver")
    scans = [
        Scan(happened_on=day, new_lesion=NewLesion.NO, called_text=text)
        for day, text in zip(DAYS, (*words, *[""] * len(DAYS)), strict=False)
    ][: len(sizes)]
    said = [
        Measurement(happened_on=scan.happened_on, scan_id=scan.id, lesion_id=lesion.id, mm=Decimal(size))
        for scan, size in zip(scans, sizes, strict=True)
    ]
    (group,) = scan_grid(scans, [lesion], said).groups
    return group


def test_without_a_name_the_rule_is_recist() -> None:
    group = group_of("50", "62", words=("", "growing"))
    (verdict,) = group.verdicts.values()
    assert (group.criterion, verdict.criterion, verdict.immune) == ("recist-1.1", "recist-1.1", "")
    assert verdict.finding.code == "recist.overall.pd"


def test_irecist_waits_and_confirms() -> None:
    group = group_of("50", "62", "67", words=("", "iRECIST: iUPD"))
    first, second = group.verdicts.values()
    assert (first.immune, second.immune) == ("iUPD", "iCPD")
    assert [each.judged.overall for each in (first, second)] == [Response.PD, Response.PD]
    assert first.judged.reasons[0].code == "irecist.reason.first_growth"
    assert group.answer(group.scans[1]).assessment is first.judged


def test_mrecist_needs_no_5_mm() -> None:
    sizes = ("20", "24")
    assert next(iter(group_of(*sizes).judged.values())).overall is Response.SD
    group = group_of(*sizes, words=("mRECIST",))
    (verdict,) = group.verdicts.values()
    assert verdict.judged.overall is Response.PD
    assert verdict.finding.code == "mrecist.overall.pd"


def test_the_last_report_that_names_a_rule_counts_for_the_course() -> None:
    assert group_of("50", "62", "67", words=("mRECIST", "iRECIST: iUPD", "growing")).criterion == "irecist"


def test_a_chart_has_the_lines_of_the_rule() -> None:
    group = group_of("20", "21", words=("mRECIST",))
    lesions, said = group.lesions.values(), []
    for scan, size in zip(group.scans, ("20", "21"), strict=True):
        lesion = next(iter(lesions))
        said.append(Measurement(happened_on=scan.happened_on, scan_id=scan.id, lesion_id=lesion.id, mm=Decimal(size)))
    unnamed = [replace(scan, called_text="") for scan in group.scans]
    usual = tumour_size(unnamed, lesions, said, (), DAYS[-1])
    living = tumour_size(group.scans, lesions, said, (), DAYS[-1])
    assert usual.courses[0].growth_mm[-1] == 25
    assert living.courses[0].growth_mm[-1] == 24


@pytest.mark.parametrize(
    ("cancer", "drug", "fitting"),
    [
        ("liver", "", ["mrecist", "recist-1.1"]),
        ("lung", "Pembrolizumab", ["irecist", "recist-1.1"]),
        ("", "", ["recist-1.1"]),
        ("myeloma", "", ["imwg"]),
    ],
)
def test_rules_that_fit_this_person(tmp_path: Path, cancer: str, drug: str, fitting: list[str]) -> None:
    scan = Scan(happened_on=DAYS[1])
    line = TreatmentLine(happened_on=DAYS[0], name="First line")
    records = [scan, line, Patient(happened_on=DAYS[0], cancer=cancer)]
    if drug:
        records.append(Drug(happened_on=DAYS[0], line_id=line.id, name=drug))
    with create(tmp_path / "anna.journal") as journal:
        with journal.change("All") as draft:
            draft.save_all(records)
        assert [each.criterion for each in proposals(journal, [scan])] == fitting
        before = replace(scan, happened_on=date(2025, 1, 1))  # no treatment ran by then
        assert "irecist" not in [each.criterion for each in proposals(journal, [before])]
