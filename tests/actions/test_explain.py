"""What the last scan and the markers say: both answers side by side, with the working, and honest where none is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from journal.actions.explain import explain, last_markers, last_scan
from journal.domain.imaging import Lesion, Measurement, NewLesion, Response, Scan
from journal.domain.quantity import Quantity
from journal.domain.results import LabResult
from journal.domain.scan_readings import ReadingRule, ScanReading
from journal.domain.treatment import TreatmentLine
from journal.store.journal import Journal
from journal.store.opening import create
from journal.text import language

START = date(2026, 1, 5)
TODAY = date(2026, 6, 1)
LIVER = Lesion(happened_on=START, name="Liver")
FIRST = Scan(happened_on=START, is_baseline=True, new_lesion=NewLesion.NO)
LATER = Scan(happened_on=START + timedelta(60), new_lesion=NewLesion.NO)


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    with create(tmp_path / "anna.journal", author="Anna") as journal:
        yield journal


def write_sizes(journal: Journal, first: str, later: str, called: Response | None = None) -> None:
    with journal.change("Scans") as draft:
        draft.save_all([LIVER, FIRST, replace(LATER, called=called)])
        for scan, mm in ((FIRST, first), (LATER, later)):
            on = scan.happened_on
            draft.save(Measurement(happened_on=on, scan_id=scan.id, lesion_id=LIVER.id, mm=Decimal(mm)))


def write_cea(journal: Journal, *values: str) -> None:
    with journal.change("CEA") as draft:
        for number, value in enumerate(values):
            on = START + timedelta(30 * number)
            draft.save(LabResult(happened_on=on, analyte="cea", quantity=Quantity(Decimal(value), "ng/mL")))


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_an_empty_journal_says_so(journal: Journal) -> None:
    text = explain(journal, TODAY)
    assert "No scan has been written down yet." in text
    assert "No marker has been written down yet." in text
    assert "RECIST" not in text


@pytest.mark.parametrize(
    ("later", "words"),
    [
        ("70.0", "partial response"),  # exactly 30 % smaller
        ("70.1", "stable disease"),
        ("119.9", "stable disease"),
        ("120.0", "progressive disease"),  # exactly 20 % and 20 mm larger
    ],
)
def test_the_sizes_speak_at_each_line(journal: Journal, later: str, words: str) -> None:
    write_sizes(journal, "100.0", later)
    text = explain(journal, TODAY)
    assert f"The sizes give, by RECIST 1.1: {words}." in text
    assert "What the report calls it was not written down." in text


def test_the_doctor_s_word_stands_beside_the_sizes(journal: Journal) -> None:
    write_sizes(journal, "100.0", "95.0", called=Response.PD)
    text = explain(journal, TODAY)
    assert "The report says: progressive disease." in text
    assert "The sizes give, by RECIST 1.1: stable disease." in text
    assert "Which of the two counts, and why?" in text


def test_the_same_answer_asks_nothing(journal: Journal) -> None:
    write_sizes(journal, "100.0", "95.0", called=Response.SD)
    answer = last_scan(journal, TODAY)
    assert answer is not None
    assert answer.differs is False
    assert "The two differ" not in explain(journal, TODAY)


def test_the_longer_form_gives_the_working_and_its_source(journal: Journal) -> None:
    write_sizes(journal, "100.0", "95.0")
    text = plain(explain(journal, TODAY, long=True))
    assert "The first sum was 100 mm" in text
    assert "now it is 95 mm" in text
    assert "−5 % since the first sum" in text
    assert "starts at 70 mm or less" in text
    assert "starts at 120 mm or more" in text
    assert "Rule: Eisenhauer 2009" in text
    assert "The first sum" not in plain(explain(journal, TODAY))


def test_the_longer_form_says_how_far_lines_are_and_how_far_two_readers_differ(journal: Journal) -> None:
    write_sizes(journal, "100.0", "95.0")
    text = plain(explain(journal, TODAY, long=True))
    assert "25 mm less" in text
    assert "Two people can measure the same spot and differ by about a quarter: here 74.0 mm to 119.1 mm." in text
    assert "No line lies within that." in text
    assert "Source: Yoon 2016" in text
    assert "Two people" not in plain(explain(journal, TODAY))


def test_what_a_scan_says_beside_sizes_is_judged_by_its_own_rule(journal: Journal) -> None:
    line = TreatmentLine(happened_on=START + timedelta(7), name="R-CHOP")
    score = ScanReading(
        happened_on=LATER.happened_on, scan_id=LATER.id, rule=ReadingRule.LUGANO, what="deauville", word="2"
    )
    with journal.change("A score alone") as draft:
        draft.save_all([FIRST, replace(LATER, called=Response.PR), line, score])
    text = explain(journal, TODAY)
    assert "By Lugano: complete metabolic response." in text
    assert "no spot takes up more sugar than the liver" in text
    assert "The two differ." in text
    assert "No sizes were written down" not in text
    assert "Cheson 2014" not in text
    assert "Rule: Cheson 2014" in explain(journal, TODAY, long=True)
    with journal.change("The first one") as draft:
        draft.save(replace(score, id="first", scan_id=FIRST.id, happened_on=FIRST.happened_on))
        draft.delete(LATER)
    assert "Lugano: Later scans are compared with this one." in explain(journal, TODAY)


def test_sizes_and_a_pet_are_said_one_after_the_other(journal: Journal) -> None:
    write_sizes(journal, "100.0", "95.0", called=Response.SD)
    with journal.change("A PET") as draft:
        for scan, value in ((FIRST, "12"), (LATER, "4")):
            draft.save(
                ScanReading(
                    happened_on=scan.happened_on,
                    scan_id=scan.id,
                    rule=ReadingRule.PET,
                    what="suv-max",
                    quantity=Quantity(Decimal(value)),
                )
            )
    text = explain(journal, TODAY)
    assert "The sizes give, by RECIST 1.1: stable disease." in text
    assert "By PERCIST: not evaluable." in text


def test_a_later_scan_without_sizes_is_no_first_scan(journal: Journal) -> None:
    write_sizes(journal, "100.0", "95.0")
    third = Scan(happened_on=START + timedelta(90), called_text="no change")
    with journal.change("Scan") as draft:
        draft.save(third)
    text = explain(journal, TODAY)
    assert "No sizes were written down for this scan." in text
    assert "first scan" not in text
    with journal.change("Scan") as draft:
        draft.save(replace(third, new_lesion=NewLesion.YES))
    assert "The sizes give, by RECIST 1.1: progressive disease." in explain(journal, TODAY)


def test_what_comes_after_today_is_not_read(journal: Journal) -> None:
    write_sizes(journal, "100.0", "50.0")
    answer = last_scan(journal, START + timedelta(10))
    assert answer is not None
    assert answer.scan.id == FIRST.id
    assert "This is a first scan." in explain(journal, START + timedelta(10))
    write_cea(journal, "10", "20")
    (marker,) = last_markers(journal, START + timedelta(10))
    assert marker.findings[0].code == "marker.first"


def test_a_marker_in_the_first_weeks_of_a_treatment_is_too_early_to_read(journal: Journal) -> None:
    write_cea(journal, "10", "20")
    assert "went up" in explain(journal, TODAY)
    assert "may mean nothing" not in explain(journal, TODAY)
    with journal.change("Line") as draft:
        draft.save(TreatmentLine(happened_on=START, name="FOLFOX"))
    assert "may mean nothing" in explain(journal, TODAY)


def test_how_fast_a_marker_moves_is_said_only_at_length(journal: Journal) -> None:
    write_cea(journal, "10", "20")
    assert "For a pace" in explain(journal, TODAY, long=True)
    assert "pace" not in explain(journal, TODAY)


@pytest.mark.parametrize("pseudo", ["qps", "qps-rtl"])
def test_no_word_is_shown_bare(journal: Journal, pseudo: str) -> None:
    write_sizes(journal, "100.0", "95.0", called=Response.PD)
    write_cea(journal, "10", "20")
    try:
        language.set_language(pseudo)
        bare = explain(journal, TODAY, long=True)
    finally:
        language.set_language("en")
    while "⟦" in bare:
        bare = re.sub(r"⟦[^⟦⟧]*⟧", "", bare)
    assert not re.search(r"[a-z]{3}", bare), bare


def test_a_scan_that_comes_too_early_says_so(journal: Journal) -> None:
    write_sizes(journal, "50", "45")
    assert "too early" not in explain(journal, TODAY)
    with journal.change("Line") as draft:
        draft.save(TreatmentLine(happened_on=LATER.happened_on - timedelta(41), name="Second line"))
    assert "It may be too early to call it stable: this is day 41 of the treatment." in plain(explain(journal, TODAY))


@pytest.mark.parametrize(("now", "shows"), [("70.0", False), ("70.1", True), ("79.9", True), ("80.0", False)])
def test_the_working_says_where_another_reading_gives_another_answer(journal: Journal, now: str, shows: bool) -> None:
    write_sizes(journal, "100.0", "66.6")
    last = Scan(happened_on=START + timedelta(120), new_lesion=NewLesion.NO)
    with journal.change("A third scan") as draft:
        draft.save(last)
        draft.save(Measurement(happened_on=last.happened_on, scan_id=last.id, lesion_id=LIVER.id, mm=Decimal(now)))
    line = "Read that way, the answer would be: partial response. Doctors’ groups do not agree on this."
    assert (line in plain(explain(journal, TODAY, long=True))) is shows
    assert ("Source: EORTC RECIST working group" in explain(journal, TODAY, long=True)) is shows
    assert line not in plain(explain(journal, TODAY))
    # The day before, that scan is not known yet.
    assert line not in plain(explain(journal, last.happened_on - timedelta(1), long=True))


def test_the_working_of_what_is_read_beside_sizes_says_so_as_well(journal: Journal) -> None:
    scan = replace(FIRST, happened_on=START + timedelta(90), is_baseline=False)
    with journal.change("A score") as draft:
        draft.save_all([TreatmentLine(happened_on=START, name="R-CHOP"), scan])
        draft.save_all(
            ScanReading(happened_on=scan.happened_on, scan_id=scan.id, rule=ReadingRule.LUGANO, what=what, word=word)
            for what, word in (("deauville", "3"), ("uptake", "lower"))
        )
    line = "do not call a score of 3 complete. Read that way, the answer would be: partial metabolic response."
    assert line in plain(explain(journal, TODAY, long=True))
    assert line not in plain(explain(journal, TODAY))
