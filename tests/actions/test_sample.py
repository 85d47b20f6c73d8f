"""The sample journal tells the story it is meant to tell, on any day, the same way every time."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journal.actions.sample.symptoms import TRACKED
from journal.actions.sample.writing import Size, sample_records, write_sample
from journal.domain.attachments import Attachment
from journal.domain.imaging import Lesion, Measurement, NewLesion, Response, Scan
from journal.domain.patient import CallRule, CareSheet
from journal.domain.quantity import Quantity
from journal.domain.record import Record
from journal.domain.results import LabResult, VitalSign
from journal.domain.scan_readings import ScanReading
from journal.domain.symptoms import SymptomEntry
from journal.domain.treatment import Cycle, CycleState, Dose, TreatmentLine
from journal.domain.visits import Appointment, Question
from journal.reference.analytes import analytes
from journal.reference.symptoms import symptoms
from journal.reference.units import belongs
from journal.rules.cycles import current_cycle, current_line, cycle_day, next_planned
from journal.rules.markers.ctdna import was_found
from journal.rules.markers.trend import flare_days
from journal.rules.response.courses import courses_of
from journal.rules.response.recist_1_1 import judge
from journal.rules.symptom_course import course_by_cycle_day, cycle_end, days_logged
from journal.store.faults import AlreadyThere
from journal.store.integrity import check
from journal.store.opening import open_journal
from journal.store.tables import KINDS
from journal.text import language

TODAY = date(2026, 11, 24)
R = TypeVar("R", bound=Record)


@pytest.fixture(scope="module")
def told() -> list[Record]:
    return sample_records(TODAY)


def of(records: list[Record], kind: type[R]) -> list[R]:
    found = [record for record in records if isinstance(record, kind)]
    return sorted(found, key=lambda record: record.happened_on)


def test_every_kind_of_record_is_there(told: list[Record]) -> None:
    # No files: their bytes lie apart.  Bowel cancer is read by sizes, and by nothing beside them.
    assert {type(record) for record in told} == set(KINDS) - {Attachment, ScanReading}


@given(st.dates(date(2020, 1, 1), date(2060, 12, 31)))
@settings(max_examples=25, deadline=None)
def test_any_day_gives_the_same_story(today: date) -> None:
    records = sample_records(today)
    assert records == sample_records(today)
    assert len({record.id for record in records}) == len(records)
    evening = datetime.combine(today, time(23, 59), UTC)
    for record in records:
        assert record.written_at is not None
        assert record.written_at <= evening
        assert record.author in ("Marianne Ellis", "Tom Ellis")
        if record.happened_on > today:
            assert isinstance(record, Appointment) or (isinstance(record, Cycle) and record.state is CycleState.PLANNED)


def test_the_sizes_go_from_stable_to_partial_to_growing_and_start_anew(told: list[Record]) -> None:
    courses = courses_of(of(told, Scan), of(told, Lesion), of(told, Measurement))
    answers = [[answer.overall for answer in judge(course)] for course in courses]
    assert answers == [
        [Response.SD, Response.PR, Response.PR, Response.PR, Response.PD],
        [Response.SD, Response.PR],
    ]
    assert judge(courses[0])[-1].new_lesion is NewLesion.YES


def test_treatment_has_a_delay_and_a_reduction_and_is_running(told: list[Record]) -> None:
    lines, cycles = of(told, TreatmentLine), of(told, Cycle)
    first = [cycle for cycle in cycles if cycle.line_id == lines[0].id]
    assert [cycle.number for cycle in first if cycle.days_late] == [5]
    doses = [dose for dose in of(told, Dose) if dose.cycle_id in {cycle.id for cycle in first}]
    shares = {d.given.value / d.planned.value for d in doses if d.given is not None and d.planned is not None}
    assert len(shares) == 3  # whole, reduced, left out
    running = current_line(lines, TODAY)
    assert running == lines[-1]
    cycle = current_cycle(cycles, TODAY)
    assert cycle is not None
    assert (cycle.number, cycle_day(cycle, TODAY)) == (10, 14)
    following = next_planned(cycles, TODAY)
    assert following is not None
    assert following.happened_on == TODAY + timedelta(1)


def test_the_marker_rises_early_and_falls(told: list[Record]) -> None:
    for line in (of(told, TreatmentLine)[0], of(told, TreatmentLine)[-1]):
        values = [
            result.quantity.value
            for result in of(told, LabResult)
            if result.analyte == "cea"
            and result.quantity is not None
            and result.laboratory.startswith("St Aldhelm")
            and -2 <= (result.happened_on - line.happened_on).days <= flare_days("cea") + 60
        ]
        assert values[1] > values[0]
        assert values[-1] < values[0]


def test_tumour_dna_is_found_before_the_scan_shows_it(told: list[Record]) -> None:
    growing = next(scan.happened_on for scan in of(told, Scan) if scan.called is Response.PD)
    found = {r.happened_on: was_found(r) for r in of(told, LabResult) if r.analyte == "ctdna_vaf"}
    gone = [on for on, there in found.items() if there is False]
    again = [on for on, there in found.items() if there and max(gone) < on < growing]
    assert len(again) >= 2
    assert (growing - again[0]).days > 28


def test_symptoms_follow_the_cycle_and_days_are_missing(told: list[Record]) -> None:
    entries, cycles = of(told, SymptomEntry), of(told, Cycle)
    first_line = [cycle for cycle in cycles if cycle.line_id == of(told, TreatmentLine)[0].id]
    early, late = 0, 0
    for cycle in first_line:
        course = course_by_cycle_day(entries, "nausea", cycle, cycle_end(cycle, cycles, TODAY))
        early += sum(level for day, level in course.levels.items() if 2 <= day <= 5)
        late += sum(level for day, level in course.levels.items() if 10 <= day <= 14)
    assert early > 4 * late
    days = (TODAY - entries[0].happened_on).days
    share = days_logged(entries, entries[0].happened_on, TODAY) / days
    assert 0.7 < share < 0.9
    assert {entry.symptom for entry in entries} == set(TRACKED)
    assert any(entry.was_written_later for entry in entries)


def test_one_fever_meets_the_sheet(told: list[Record]) -> None:
    (sheet,) = of(told, CareSheet)
    assert sheet.fever_at is not None
    hot = {
        vital.happened_on
        for vital in of(told, VitalSign)
        if vital.analyte == "body_temperature" and vital.quantity.value >= sheet.fever_at
    }
    assert hot == {TODAY - timedelta(18)}
    assert {rule.rule for rule in of(told, CallRule)} >= {"RF01"}


def test_names_and_units_are_known(told: list[Record]) -> None:
    measured: list[LabResult | VitalSign] = [*of(told, LabResult), *of(told, VitalSign)]
    for result in measured:
        assert result.analyte in analytes()
        if isinstance(result.quantity, Quantity):
            assert belongs(result.quantity.unit, result.analyte), result.analyte
    assert {entry.symptom for entry in of(told, SymptomEntry)} - set(symptoms()) == {"own_cold_fingers"}


def test_questions_are_open_and_answered(told: list[Record]) -> None:
    questions = of(told, Question)
    assert sum(question.answered_on is None for question in questions) == 4
    assert sum(bool(question.answer) for question in questions) == 5


def test_ten_years_are_crowded() -> None:
    records = sample_records(TODAY, Size.CROWDED)
    assert (TODAY - min(record.happened_on for record in records)).days >= 3_640
    assert len(records) > 30_000
    assert len(of(records, Scan)) >= 60
    numbers = [line.number for line in of(records, TreatmentLine)]
    assert numbers == sorted(numbers)


@pytest.mark.parametrize("size", list(Size))
def test_it_is_written_whole_and_passes_its_check(tmp_path: Path, size: Size) -> None:
    path = tmp_path / "sample.journal"
    with write_sample(path, TODAY, size) as journal:
        assert list(journal.everything()) or size is Size.EMPTY
    assert check(path).records == len(sample_records(TODAY, size))
    before = path.read_bytes()
    with pytest.raises(AlreadyThere):
        write_sample(path, TODAY)
    assert path.read_bytes() == before
    with open_journal(path) as journal:
        assert (journal.next_undo() is None) == (size is Size.EMPTY)


def test_the_words_are_in_the_reader_s_language() -> None:
    language.set_language("qps")
    try:
        texts = [q.text for q in of(sample_records(TODAY), Question)]
    finally:
        language.set_language("en")
    assert all(text.startswith("⟦") for text in texts)
