"""A journal's charts: up to a day, the marker and symptom that matter most, and a plain answer to unknown names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from journal.charts.from_journal import CHARTS, marker_trend_of, symptom_cycle_of, tumour_size_of
from journal.charts.look import look_for
from journal.charts.picture import png
from journal.domain.patient import Patient
from journal.domain.problems import Problem
from journal.domain.record import Record
from journal.domain.symptoms import SymptomEntry, TrackedSymptom
from journal.domain.treatment import Cycle, CycleState
from journal.store.journal import Journal
from journal.store.opening import create
from journal.text.sayings import say_problem
from tests.charts.examples import FLARE, STABLE, TODAY, felt, results, sizes, treatments


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    with create(tmp_path / "anna.journal", author="Anna") as journal:
        yield journal


def write(journal: Journal, *records: Record) -> None:
    with journal.change("Write") as draft:
        draft.save_all(records)


KINDS = ("tumour-size", "marker-trend", "symptom-cycle", "symptom-course", "usual-cycle")


def test_an_empty_journal_has_every_chart_and_each_can_be_drawn(journal: Journal) -> None:
    assert [kind for kind, _builder in CHARTS] == list(KINDS)
    for _kind, builder in CHARTS:
        chart = builder(journal, TODAY)
        assert chart.is_empty
        assert chart.title
        assert png(chart, look_for("light"), 600, 300)


def test_scans_up_to_a_day(journal: Journal) -> None:
    scans, lesions, measurements = sizes(STABLE)
    write(journal, *treatments("2026-01-06 FOLFOX"), *lesions, *scans, *measurements)
    assert len(tumour_size_of(journal, TODAY).points) == 4
    assert len(tumour_size_of(journal, date(2026, 4, 1)).points) == 2
    assert [start.name for start in tumour_size_of(journal, TODAY).starts] == ["FOLFOX"]


def test_what_is_kept_folded_shows_nowhere(journal: Journal) -> None:
    scans, lesions, measurements = sizes(STABLE)
    values = results(FLARE)
    write(journal, *lesions, *scans, *measurements, *values)
    hidden = {scans[-1].id, values[-1].id}
    assert len(tumour_size_of(journal, TODAY, without=hidden).points) == 3
    chart = marker_trend_of(journal, TODAY, without=hidden)
    assert values[-1] not in [value.result for value in chart.values]
    assert scans[-1].happened_on not in chart.scans


def test_the_marker_with_most_results_in_the_last_year(journal: Journal) -> None:
    old = results(",".join(f"{date(2024, 1, 1) + timedelta(day)} 5" for day in range(9)), "psa")
    write(journal, *old, *results("2026-01-01 5, 2026-02-01 6", "cea"), *results("2026-03-01 9", "ca125"))
    assert marker_trend_of(journal, TODAY).analyte == "cea"
    assert marker_trend_of(journal, date(2024, 6, 1)).analyte == "psa"


def test_of_two_as_frequent_the_one_of_the_persons_cancer(journal: Journal) -> None:
    write(journal, *results("2026-01-01 5", "cea"), *results("2026-01-02 6", "ca125"))
    assert marker_trend_of(journal, TODAY).analyte == "cea"
    write(journal, Patient(happened_on=TODAY, cancer="ovary"))
    assert marker_trend_of(journal, TODAY).analyte in ("cea", "ca125")
    patient = journal.patient()
    assert patient is not None
    write(journal, replace(patient, cancer="peritoneum"))
    assert marker_trend_of(journal, TODAY).analyte == "ca125"


def test_other_blood_tests_are_shown_when_asked_for(journal: Journal) -> None:
    write(journal, *results("2026-01-01 12, 2026-02-01 8", "crp", "mg/L"))
    assert marker_trend_of(journal, TODAY).is_empty
    assert len(marker_trend_of(journal, TODAY, "CRP").values) == 2
    assert len(marker_trend_of(journal, TODAY, "c-reactive protein").values) == 2


def test_a_test_without_a_key_is_found_by_its_printed_name(journal: Journal) -> None:
    one, two = results("2026-01-01 5, 2026-02-01 6", "")
    write(journal, replace(one, name="Serum rhubarb"), replace(two, name="Serum cocoa"))
    assert len(marker_trend_of(journal, TODAY, "serum Rhubarb").values) == 1


def test_an_unknown_test_is_answered_with_those_there_are(journal: Journal) -> None:
    with pytest.raises(Problem) as none:
        marker_trend_of(journal, TODAY, "psa")
    assert "There is no blood test" in say_problem(none.value)
    write(journal, *results("2026-01-01 5", "cea"), *results("2026-01-02 6", "ca125"))
    with pytest.raises(Problem) as other:
        marker_trend_of(journal, TODAY, "psa")
    assert say_problem(other.value) == (
        "There is no result called “psa” in this journal. There are results of: CA-125, CEA."
    )


def test_the_worst_symptom_of_the_cycle(journal: Journal) -> None:
    first = TODAY - timedelta(6)
    (line,) = treatments("2026-01-06 FOLFOX")
    cycle = Cycle(happened_on=first, line_id=line.id, number=3, state=CycleState.GIVEN)
    tired = [replace(entry, id=f"tired{n}", symptom="fatigue") for n, entry in enumerate(felt(first, "1131"))]
    write(journal, line, cycle, *felt(first, "0220"), *tired)
    chart = symptom_cycle_of(journal, TODAY)
    assert chart.now.symptom == "fatigue"
    assert chart.now.worst == 3
    assert symptom_cycle_of(journal, TODAY, "nausea").now.worst == 2
    assert symptom_cycle_of(journal, TODAY, "feeling sick").now.worst == 2
    assert symptom_cycle_of(journal, first).now.symptom == "fatigue"


def test_where_nothing_was_felt_the_last_logged_is_shown(journal: Journal) -> None:
    write(journal, *felt(TODAY, "0"))
    chart = symptom_cycle_of(journal, TODAY)
    assert chart.now.symptom == "nausea"
    assert not chart.is_empty


def test_an_own_symptom_has_its_name(journal: Journal) -> None:
    own = TrackedSymptom(happened_on=TODAY, symptom="own_1", name="Cold feet")
    write(journal, own, SymptomEntry(happened_on=TODAY, symptom="own_1", level=2))
    assert symptom_cycle_of(journal, TODAY, "cold feet").name == "Cold feet"


def test_an_unknown_symptom_is_answered_with_those_there_are(journal: Journal) -> None:
    with pytest.raises(Problem) as none:
        symptom_cycle_of(journal, TODAY, "nausea")
    assert "There is no symptom" in say_problem(none.value)
    write(journal, *felt(TODAY, "2"))
    with pytest.raises(Problem) as other:
        symptom_cycle_of(journal, TODAY, "hiccups")
    assert say_problem(other.value) == (
        "There is no entry for “hiccups” in this journal. There are entries for: Nausea."
    )


def test_a_symptom_that_was_not_met_of_late_is_still_found(journal: Journal) -> None:
    old = SymptomEntry(happened_on=date(2018, 3, 1), symptom="hiccups", level=2)
    write(journal, old, Cycle(happened_on=TODAY, line_id=_line(journal), number=1, state=CycleState.GIVEN))
    assert symptom_cycle_of(journal, TODAY, "hiccups").name == "Hiccups"


def _line(journal: Journal) -> str:
    (line,) = treatments("2026-01-06 FOLFOX")
    write(journal, line)
    return line.id


def test_a_nameless_result_counts_with_those_of_its_key(journal: Journal) -> None:
    one, two = results("2026-01-01 5, 2026-02-01 6", "cea")
    write(journal, one, replace(two, analyte="", name="cea"))
    assert len(marker_trend_of(journal, TODAY, "cea").values) == 2
