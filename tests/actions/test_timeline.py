"""The timeline holds every record once, by day, and gives nothing away that is folded."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from journal.actions.sample.writing import Size, sample_records
from journal.actions.search import plain
from journal.actions.timeline import Names, Part, Timeline, TimelineEntry, Topic, timeline
from journal.actions.timeline_lines import joined_lines, line_of, lines_since, records_of
from journal.actions.timeline_words import found_by, listed, topic_name, words_of
from journal.domain.imaging import Lesion, LesionRole, Measurement, Response, Scan
from journal.domain.medicines import Intake, Medicine
from journal.domain.notes import Note
from journal.domain.quantity import Quantity
from journal.domain.results import GenomicFinding, LabResult, VitalSign
from journal.domain.symptoms import SymptomEntry
from journal.domain.treatment import TreatmentLine, WhyEnded
from journal.store.journal import Journal
from journal.store.opening import create
from journal.text.names import response_name

TODAY = date(2026, 11, 13)


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    with create(tmp_path / "anna.journal", author="Anna") as journal:
        yield journal


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Journal]:
    with create(tmp_path_factory.mktemp("sample") / "sample.journal", author="Anna") as journal:
        with journal.change("sample") as draft:
            draft.save_all(sample_records(TODAY, Size.USUAL))
        yield journal


def write(journal: Journal, *records: object) -> Timeline:
    with journal.change("write") as draft:
        draft.save_all(records)  # type: ignore[arg-type]
    return timeline(journal)


def said(found: Timeline) -> list[tuple[str, str]]:
    words = [words_of(entry, found.names) for entry in found.entries]
    return [(each.title, each.details) for each in words]


def test_every_record_stands_in_it_exactly_once(sample: Journal) -> None:
    found = timeline(sample)
    ids = [record.id for entry in found.entries if entry.part is Part.WHOLE for record in entry.records]
    assert sorted(ids) == sorted(record.id for record in sample.everything())


def test_it_runs_from_the_newest_day_to_the_oldest(sample: Journal) -> None:
    days = [entry.on for entry in timeline(sample).entries]
    assert days == sorted(days, reverse=True)


def test_every_line_has_words_and_is_found_by_them(sample: Journal) -> None:
    found = timeline(sample)
    for entry in found.entries:
        title = words_of(entry, found.names).title
        assert title.strip()
        assert plain(title) in found_by(entry, found.names)


def test_the_last_weeks_and_the_rest_are_the_whole(sample: Journal) -> None:
    since, whole = TODAY - timedelta(45), lines_since(sample)
    recent = lines_since(sample, since)
    assert all(line.on >= since for line in recent)
    assert 0 < len(recent) < len(whole)
    assert [line.keys for line in joined_lines(recent, whole, since)] == [line.keys for line in whole]


def test_a_line_says_what_its_records_say(sample: Journal) -> None:
    found, lines = timeline(sample), lines_since(sample)
    assert lines == tuple(line_of(entry, found.names) for entry in found.entries)
    for entry, line in zip(found.entries, lines, strict=True):
        assert (line.words, line.text) == (words_of(entry, found.names), found_by(entry, found.names))
        assert (line.authors, line.written_later) == (entry.authors, entry.written_later)
        assert (line.head_kind, line.head_id) == (type(entry.head), entry.head.id)
        assert all(line.is_about(record.id) for record in entry.records)
        assert records_of(sample, line) == entry.records


def test_what_was_taken_out_meanwhile_stands_behind_no_line(journal: Journal) -> None:
    first, second = (SymptomEntry(happened_on=TODAY, symptom=symptom, level=1) for symptom in ("nausea", "fatigue"))
    write(journal, first, second)
    (line,) = lines_since(journal)
    with journal.change("take out") as draft:
        draft.delete(second)
    assert [record.id for record in records_of(journal, line)] == [first.id]
    assert not line.is_about("nobody")


def test_reading_lines_can_be_broken_off(sample: Journal) -> None:
    def stop() -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        lines_since(sample, check=stop)


def test_a_day_of_check_ins_is_one_line(journal: Journal) -> None:
    entries = [
        SymptomEntry(happened_on=TODAY, symptom=symptom, level=level)
        for symptom, level in (("nausea", 1), ("fatigue", 3), ("diarrhea", 0))
    ]
    sign = VitalSign(happened_on=TODAY, analyte="weight", quantity=Quantity(Decimal("64.8"), "kg"))
    found = write(journal, *entries, sign, SymptomEntry(happened_on=TODAY - timedelta(1), symptom="nausea", level=0))
    assert said(found) == [
        ("Check-in", "Tiredness: severe, Nausea: mild, Weight: 64.8\u00a0kg"),
        ("Check-in", "everything at none"),
    ]


def test_check_ins_of_many_years_are_all_there(journal: Journal) -> None:
    """They are read year by year: none falls between two years, before the first, or after today."""
    days = [date(2016, 12, 31), date(2017, 1, 1), date(2019, 6, 1), TODAY, date(2027, 1, 1)]
    records = [SymptomEntry(happened_on=day, symptom="nausea", level=1) for day in days[1:]]
    sign = VitalSign(happened_on=days[0], analyte="weight", quantity=Quantity(Decimal("64.8"), "kg"))
    assert [entry.on for entry in write(journal, *records, sign).entries] == days[::-1]
    assert [entry.on for entry in timeline(journal, TODAY).entries] == [days[4], TODAY]
    assert timeline(journal, date(2028, 1, 1)).entries == ()


def test_a_sheet_of_results_is_one_line_without_its_values(journal: Journal) -> None:
    results = [
        LabResult(happened_on=TODAY, analyte=key, quantity=Quantity(Decimal(value), unit), laboratory="Infirmary")
        for key, value, unit in (("cea", "987.6", "ng/mL"), ("haemoglobin", "108", "g/L"))
    ]
    found = write(journal, *results, LabResult(happened_on=TODAY, analyte="cea", laboratory="Clinic"))
    assert len(found.entries) == 2
    assert ("Blood test", "Infirmary, 2 results, CEA, Haemoglobin") in said(found) or (
        "Blood test",
        "Infirmary, 2 results, Haemoglobin, CEA",
    ) in said(found)
    assert "987" not in str(said(found))
    assert not any("987" in found_by(entry, found.names) for entry in found.entries)


def test_nothing_gives_a_folded_result_away(journal: Journal) -> None:
    scan = Scan(
        happened_on=TODAY,
        region="chest",
        called=Response.PD,
        called_text="clearly growing",
        note="a new one in the liver",
    )
    lesion = Lesion(happened_on=TODAY, name="Freshly found in the liver", role=LesionRole.NEW)
    size = Measurement(happened_on=TODAY, scan_id=scan.id, lesion_id=lesion.id, mm=Decimal(77))
    line = TreatmentLine(
        happened_on=TODAY - timedelta(9), name="FOLFOX", ended_on=TODAY, why_ended=WhyEnded.PROGRESSION
    )
    gene = GenomicFinding(happened_on=TODAY, gene="KRAS", result="mutated")
    found = write(journal, scan, lesion, size, line, gene)
    shown = str(said(found))
    searched = " ".join(found_by(entry, found.names) for entry in found.entries if entry.topic is Topic.SCANS)
    for secret in ("growing", "new one", "Freshly", "77", response_name(Response.PD), "mutated"):
        assert secret not in shown
        assert plain(secret) not in searched
    assert ("CT, chest", "") in said(found)
    assert ("FOLFOX ended", "") in said(found)


def test_spots_without_a_scan_are_one_line_without_names(journal: Journal) -> None:
    found = write(journal, *(Lesion(happened_on=TODAY, name=name) for name in ("Liver 1", "Liver 2")))
    assert said(found) == [("Spots on the scans", "")]


def test_medicines_begin_end_and_are_taken(journal: Journal) -> None:
    medicine = Medicine(happened_on=TODAY - timedelta(5), name="loperamide", dose="2 mg", stopped_on=TODAY)
    intakes = [Intake(happened_on=TODAY - timedelta(1), medicine_id=medicine.id, taken=taken) for taken in (True, True)]
    left_out = Intake(happened_on=TODAY - timedelta(2), medicine_id=medicine.id, taken=False)
    found = write(journal, medicine, *intakes, left_out)
    assert [title for title, _ in said(found)] == ["loperamide stopped", "Taken", "Left out", "loperamide begins"]


def test_who_wrote_it_and_when() -> None:
    on_the_day = Note(happened_on=TODAY, text="a", author="Anna", written_at=datetime(2026, 11, 13, 18, tzinfo=UTC))
    later = Note(happened_on=TODAY, text="b", author="Tom", written_at=datetime(2026, 11, 15, 18, tzinfo=UTC))
    assert TimelineEntry(Topic.NOTES, TODAY, (on_the_day,)).written_later is None
    both = TimelineEntry(Topic.NOTES, TODAY, (on_the_day, later))
    assert (both.authors, both.written_later) == (("Anna", "Tom"), later.written_at)


def test_long_lists_say_how_many_more() -> None:
    assert listed([]) == ""
    assert listed(["a", "b"]) == "a, b"
    assert listed(["a", "b", "c", "d", "e"]) == "a, b, c and 2 more"
    assert len({topic_name(topic) for topic in Topic}) == len(Topic)


def test_a_symptom_of_ones_own_is_named(journal: Journal) -> None:
    entry = TimelineEntry(Topic.CHECK_IN, TODAY, (SymptomEntry(happened_on=TODAY, symptom="own_1", level=2),))
    assert words_of(entry, Names({"own_1": "Metal taste"})).details == "Metal taste: moderate"
