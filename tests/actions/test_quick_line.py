"""The quick line reads what people type, says what it understood, and points at what it did not."""

from __future__ import annotations

from datetime import date, time, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.actions.quick_line import add_line, context_of, read_line
from journal.actions.quick_reading import Context, Pointing, Reading
from journal.domain.notes import Note
from journal.domain.problems import Problem
from journal.domain.record import Record
from journal.domain.results import LabResult, VitalSign
from journal.domain.symptoms import SymptomEntry
from journal.domain.treatment import Cycle, CycleState, TreatmentLine
from journal.domain.visits import Question
from journal.store.opening import create
from journal.text.sayings import say_problem

TODAY = date(2026, 11, 24)  # a Tuesday


def read(text: str, **context: object) -> Reading:
    return read_line(text, TODAY, Context(**context))  # type: ignore[arg-type]


def said(record: Record) -> str:
    """Write a record as this test's tables do."""
    if isinstance(record, SymptomEntry):
        text = f"{record.symptom} {record.level}"
    elif isinstance(record, LabResult | VitalSign):
        value = record.quantity
        text = (
            f"{record.analyte} {value.comparator}{value.value} {value.unit}"
            if value
            else f"{record.analyte} {record.printed}"
        )
    elif isinstance(record, Note):
        text = f"note {record.text}"
    else:
        assert isinstance(record, Question)
        text = f"question {record.text}"
    return text if record.happened_on == TODAY else f"{text} on {record.happened_on}"


@pytest.mark.parametrize(
    ("line", "records"),
    [
        ("nausea 2", ["nausea 2"]),
        ("Nausea severe", ["nausea 3"]),
        ("nausea very severe yesterday", ["nausea 4 on 2026-11-23"]),
        ("nausea 2, fatigue 3, diarrhoea none", ["nausea 2", "fatigue 3", "diarrhea 0"]),
        ("nausea 2, tired 3 yesterday", ["nausea 2 on 2026-11-23", "fatigue 3 on 2026-11-23"]),
        ("numb hands 1; mouth sores 0", ["numbness_tingling 1", "mouth_throat_sores 0"]),
        ("short of breath mild", ["shortness_of_breath 1"]),
        ("CEA 5.4 ng/mL 2026-05-01", ["cea 5.4 ng/mL on 2026-05-01"]),
        ("ca125 43 yesterday", ["ca125 43 U/mL on 2026-11-23"]),
        ("ca 19-9 <0.6 U/mL", ["ca19_9 <0.6 U/mL"]),
        ("ca 19-9 < 0.6 U/mL", ["ca19_9 <0.6 U/mL"]),
        ("neutrophils 0,8", ["neutrophils 0.8 10*9/L"]),
        ("neutrophils 0.8 10^9/L", ["neutrophils 0.8 10^9/L"]),
        ("ctdna not detected", ["ctdna_vaf not detected"]),
        ("ctDNA 0.4 %", ["ctdna_vaf 0.4 %"]),
        ("hb 104 g/L 12 May", ["haemoglobin 104 g/L on 2026-05-12"]),
        ("hb 10.4g/dL 12 December", ["haemoglobin 10.4 g/dL on 2025-12-12"]),
        ("temp 38.1", ["body_temperature 38.1 Cel"]),
        ("temp 38,1", ["body_temperature 38.1 Cel"]),
        ("temp 100.4 F", ["body_temperature 100.4 F"]),
        ("weight 71.2", ["weight 71.2 kg"]),
        ("weight 157 lb", ["weight 157 lb"]),
        ("bp 120/80", ["bp_systolic 120 mm[Hg]", "bp_diastolic 80 mm[Hg]"]),
        ("pulse 88", ["heart_rate 88 /min"]),
        ("spo2 97%", ["spo2 97 %"]),
        ("note: slept badly, 3 hours", ["note slept badly, 3 hours"]),
        ("ask: can I travel?", ["question can I travel?"]),
        ("? can I travel", ["question can I travel"]),
        ("nausea 2 monday", ["nausea 2 on 2026-11-23"]),
        ("nausea 2 on tuesday", ["nausea 2 on 2026-11-17"]),
        ("nausea 2 3 days ago", ["nausea 2 on 2026-11-21"]),
        ("nausea 2 day before yesterday", ["nausea 2 on 2026-11-22"]),
        ("nausea 2 12.5.2026", ["nausea 2 on 2026-05-12"]),
        ("nausea 2 25/05/2026", ["nausea 2 on 2026-05-25"]),
        ("nausea 2 05/25/2026", ["nausea 2 on 2026-05-25"]),
        ("temp 45.5 !", ["body_temperature 45.5 Cel"]),
        ("ctdna detected", ["ctdna_vaf detected"]),
        ("MRD positive", ["ctdna_mtm positive"]),
        ("signatera 12.3 MTM/mL", ["ctdna_mtm 12.3 MTM/mL"]),
        ("wbc 4.2 G/l", ["white_cells 4.2 G/l"]),
        ("platelets 150000 /µl", ["platelets 150000 /µl"]),
        ("nausea severe.", ["nausea 3"]),
        ("nausea 2 12 sept", ["nausea 2 on 2026-09-12"]),
        ("yesterday note: slept badly", ["note slept badly on 2026-11-23"]),
        ("note 2026-05-01: port put in", ["note port put in on 2026-05-01"]),
        ("12.5.2026 14:30 note: fell at 10:15", ["note fell at 10:15 on 2026-05-12"]),
        ("ask yesterday: can I travel?", ["question can I travel? on 2026-11-23"]),
    ],
)
def test_what_it_reads(line: str, records: list[str]) -> None:
    reading = read(line)
    assert reading.puzzles == ()
    assert [said(record) for record in reading.records] == records
    assert reading.parts


@pytest.mark.parametrize(
    ("line", "word", "part"),
    [
        ("nausea 7", "7", "0 (none) to 4"),
        ("nausea", "nausea", "How strong"),
        ("nausea 2 bananas", "2 bananas", "How strong"),
        ("bananas 2", "bananas", "not known"),
        ("CEA high", "high", "not a number"),
        ("CEA", "CEA", "What was the value"),
        ("CEA 5.4 mmol/L", "mmol/L", "not measured in"),
        ("CEA 5.4 after lunch maybe", "after lunch maybe", "not understood"),
        # what is no unit of anything cannot be confirmed as one
        ("temp 38.5 39.0 !", "39.0", "not understood"),
        ("temp 38.5 24/11 !", "24/11", "not understood"),
        ("temp 38.5 mon !", "mon", "not understood"),
        ("temp 38.5? !", "38.5?", "not understood"),
        ("CEA 5.4 ng/mL H", "H", "not understood"),
        ("CEA 1 234 !", "234", "not understood"),
        ("CEA 1.234,5 !", "1.234,5", "not understood"),
        # two days or times for one entry: which counts is not guessed
        ("CEA 5.4 ng/mL 2026-05-01 2026-05-03", "2026-05-03", "Two days"),
        ("nausea 2 today yesterday", "yesterday", "Two days"),
        ("temp 38.1 14:30 15:30", "15:30", "Two times"),
        # ranges
        ("CEA 5.4 (5)", "(5)", "range"),
        ("CEA 5.4 (5-0)", "(5-0)", "range"),
        ("CEA 5.4 (1,000-5,000)", "(1,000-5,000)", "decimal or thousands"),
        # German thousands where single cells are counted
        ("platelets 150.000 /µl", "150.000", "decimal or thousands"),
        # sizes that nobody has
        ("CEA 99999999999999999999", "99999999999999999999", "right for"),
        ("glucose 110", "110", "right for"),
        ("hct 40", "40", "right for"),
        ("inr 25", "25", "right for"),
        ("ctdna 120 %", "120", "right for"),
        ("karnofsky 900", "900", "right for"),
        ("bp 80/120", "80/120", "larger one first"),
        # a month is a whole word
        ("weight 71 december", "71 december", "not a day"),
        ("weight 71 decent", "decent", "not understood"),
        ("note 2027-01-01: later", "2027-01-01", "not come yet"),
        ("note bananas: later", "note", "not known"),
        ("note: caf\udce9 au lait", "\udce9", "cannot be kept"),  # a byte that was no UTF-8, as a shell hands it on
        ("neutrophils 1200", "1200", "right for"),
        ("platelets 1,200", "1,200", "decimal or thousands"),
        ("temp 101", "101", "Fahrenheit"),
        ("temp 3", "3", "right for"),
        ("temp -3", "-3", "below zero"),
        ("bp 120", "120", "both numbers"),
        ("nausea 2 2027-01-01", "2027-01-01", "not come yet"),
        ("nausea 2 03/04/2026", "03/04/2026", "two different days"),
        ("nausea 2 2026-02-30", "2026-02-30", "not a day"),
        ("nausea 2 1880-01-01", "1880-01-01", "too long ago"),
        ("yesterday", "yesterday", "nothing to write down"),
        ("chemo given", "chemo given", "No planned cycle"),
        ("note:", "note:", "Nothing stands behind"),
        ("x" * 2001, "x" * 2001, "longer than"),
    ],
)
def test_what_it_points_at(line: str, word: str, part: str) -> None:
    reading = read(line)
    assert not reading.is_clear
    puzzle = reading.puzzles[0]
    assert line[puzzle.start : puzzle.end] == word
    assert part in puzzle.problem.message


def test_range_laboratory_and_time() -> None:
    (result,) = read("CEA 5,4 ng/mL (0-5) 14:30 @Royal Infirmary").records
    assert isinstance(result, LabResult)
    assert (result.low, result.high, result.laboratory) == (Decimal(0), Decimal(5), "Royal Infirmary")
    assert (result.happened_at, result.printed) == (time(14, 30), "5,4 ng/mL")
    for line, low, high in (
        ("CEA 5.4 (<5)", None, Decimal(5)),
        ("CEA 5.4 (<= 5)", None, Decimal(5)),
        ("eGFR 75 (>60)", Decimal(60), None),
    ):
        (result,) = read(line).records
        assert isinstance(result, LabResult)
        assert (result.low, result.high) == (low, high)


def test_the_journal_s_last_unit_and_own_symptoms() -> None:
    (result,) = read("hb 10.4", units={"haemoglobin": "g/dL"}).records
    assert isinstance(result, LabResult)
    assert result.quantity is not None
    assert result.quantity.unit == "g/dL"
    (entry,) = read("cold fingers 2", own_symptoms={"coldfingers": "own-1"}).records
    assert said(entry) == "own-1 2"


def test_chemo_given_marks_the_planned_cycle() -> None:
    line = TreatmentLine(happened_on=TODAY, name="FOLFOX")
    planned = Cycle(happened_on=date(2026, 11, 20), line_id=line.id, number=4)
    (cycle,) = read("chemo given yesterday", planned=planned).records
    assert isinstance(cycle, Cycle)
    assert (cycle.id, cycle.state, cycle.happened_on) == (planned.id, CycleState.GIVEN, date(2026, 11, 23))
    assert cycle.planned_on == date(2026, 11, 20)
    assert read("chemo given bananas", planned=planned).puzzles


@pytest.mark.parametrize(("days", "number"), [((-4, 17), 4), ((-20, 1), 5), ((-45, -24), 5), ((3, 24), 4)])
def test_the_cycle_given_is_the_one_planned_nearest(tmp_path: Path, days: tuple[int, int], number: int) -> None:
    # A cycle is often some days late; it is that one, and not the next, which was given.
    with create(tmp_path / "a.journal") as journal:
        line = TreatmentLine(happened_on=date(2026, 8, 1), name="FOLFOX")
        with journal.change("Plan") as draft:
            draft.save(line)
            for at, cycle_number in zip(days, (4, 5), strict=True):
                draft.save(Cycle(happened_on=TODAY + timedelta(at), line_id=line.id, number=cycle_number))
        planned = context_of(journal, TODAY).planned
        assert planned is not None
        assert planned.number == number


def test_a_question_names_units_as_people_write_them() -> None:
    (puzzle, *_rest) = read("temp 38.5 mmol/L").puzzles
    assert "“mmol/L”. A usual unit is °C." in say_problem(puzzle.problem)
    (puzzle, *_rest) = read("inr 1.1 g/L").puzzles
    assert "INR has no unit" in say_problem(puzzle.problem)


@given(st.text(max_size=80))
def test_any_text_is_read_without_an_error(text: str) -> None:
    reading = read(text)
    assert bool(reading.records) + bool(reading.puzzles) + (not text.strip(" \t\r\n,;!")) >= 1 or not reading.parts
    spans = [(part.start, part.end) for part in reading.parts] + [(p.start, p.end) for p in reading.puzzles]
    for start, end in spans:
        assert 0 <= start <= end <= len(text)


TOKENS = """nausea CEA temp 2 38,1 <0.5 ng/mL yesterday 12 May , ; ! ? note: ask: bp 120/80 (0-5) @Lab on 3 days ago"""
WORDS = st.sampled_from(TOKENS.split())


@given(st.lists(WORDS, max_size=10).map(" ".join))
def test_any_mixture_is_read_or_pointed_at(text: str) -> None:
    reading = read(text)
    assert len(reading.parts) <= max(1, len(reading.records))


def test_a_line_is_one_change_or_nothing(tmp_path: Path) -> None:
    with create(tmp_path / "a.journal", author="Anna") as journal:
        _, change = add_line(journal, "nausea 2, temp 37.2", TODAY)
        assert change is not None
        assert (journal.count(SymptomEntry), journal.count(VitalSign)) == (1, 1)
        with pytest.raises(Pointing) as caught:
            add_line(journal, "nausea 2, bananas 3", TODAY)
        assert caught.value.text[caught.value.start : caught.value.end] == "bananas"
        with pytest.raises(Problem, match="empty"):
            add_line(journal, "  ", TODAY)
        assert journal.count(SymptomEntry) == 1
        journal.undo()
        assert journal.count(VitalSign) == 0
