"""What the visit page says: from small journals to final words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import fields, is_dataclass, replace
from datetime import date, time, timedelta
from decimal import Decimal
from typing import Any

import pytest

from journal.charts.marker_trend import MarkerTrendChart
from journal.charts.tumour_size import TumourSizeChart
from journal.domain.imaging import Lesion, LesionRole, Measurement, Modality, NewLesion, Response, Scan
from journal.domain.medicines import Intake, Medicine
from journal.domain.patient import Patient
from journal.domain.quantity import Comparator, Quantity
from journal.domain.record import Record
from journal.domain.results import LabResult
from journal.domain.scan_readings import ReadingRule, ScanReading
from journal.domain.symptoms import ScoredBy
from journal.domain.treatment import (
    Cycle,
    CycleState,
    Dose,
    Drug,
    Procedure,
    ProcedureKind,
    TreatmentLine,
    WhyEnded,
)
from journal.domain.visits import Appointment, HospitalStay, Question, TeamCall
from journal.reports.visit_content import VisitContent, visit_content
from journal.text import language
from tests.reports.conftest import Written
from tests.reports.journals import NOW, TODAY, emptiest, fullest, lab, levels, sign, usual
from tests.text.readability import grade, sentences

LAST_VISIT = Appointment(happened_on=date(2026, 10, 27), what_for="Clinic")
LINE = TreatmentLine(id="line", happened_on=date(2026, 9, 1), name="FOLFOX", planned_cycles=12)


def cycle(number: int, on: date, state: CycleState = CycleState.GIVEN, **more: Any) -> Cycle:
    return Cycle(id=f"c{number}", happened_on=on, line_id="line", number=number, state=state, **more)


def content_of(written: Written, *records: Record, **asked: Any) -> VisitContent:
    return visit_content(written(records), TODAY, **{"now": NOW, **asked})


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u2060", "")


def changes(content: VisitContent) -> list[str]:
    return [plain(f"{c.when} | {c.lead} {c.words}") for c in content.since_last_visit.changes.items]


def texts_of(value: object) -> Iterable[str]:
    """Yield every text of the content, without the charts'."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from texts_of(part)
    elif is_dataclass(value):
        for part in fields(value):
            if part.name != "chart":
                yield from texts_of(getattr(value, part.name))


def test_an_empty_journal_says_what_is_not_written_down(written: Written) -> None:
    content = content_of(written)
    assert content.who.name == "Name not written down"
    assert content.who.visit == "No visit written down"
    assert content.treatment.treatment == "No treatment written down yet"
    assert content.main_point.is_blank
    assert content.since_last_visit.nothing == "No change was written down."
    assert content.symptoms.nothing == "No symptom was written down."
    assert [row.last for row in content.counts.rows] == ["–"] * 6
    assert [fact.words for fact in content.facts] == ["not written down"] * 4
    assert content.marker.sentences == ("No marker was written down.",)
    assert content.scans.sentences == ("No scan was written down.",)
    assert content.questions.open.items == ()
    said = " ".join(texts_of(content)).lower()
    assert "no symptoms" not in said
    assert "normal" not in said


def test_the_head_says_who_and_where_in_the_treatment(written: Written) -> None:
    content = content_of(written, *usual())
    assert content.who.name == "Margaret Ellis"
    assert plain(content.who.identity) == "born 14 March 1961 (65 years) · hospital no. 4471902"
    assert plain(content.who.visit) == "Visit on Tuesday 24 November 2026"
    assert content.who.visit_with == "Dr A. Okafor, St Aldhelm’s Hospital"
    assert content.treatment.diagnosis == "Bowel cancer (rectosigmoid), stage IV: liver, lung"
    assert plain(content.treatment.diagnosis_more) == "found July 2026 · KRAS mutated, MSS"
    assert content.treatment.treatment == "FOLFOX + bevacizumab"
    assert plain(content.treatment.cycle) == "first line · cycle 6 of 12, day 15"
    assert plain(content.treatment.treatment_more) == "cycle 7 planned today"
    assert content.main_point.words == "“The numbness no longer goes away between cycles. I drop cups.”"


def test_a_line_that_ended_says_when_and_why(written: Written) -> None:
    ended = replace(LINE, ended_on=date(2026, 11, 1), why_ended=WhyEnded.PROGRESSION)
    content = content_of(written, ended)
    assert plain(content.treatment.treatment_more) == "ended 1 Nov (growth)"
    later = TreatmentLine(happened_on=date(2026, 11, 10), name="FOLFIRI", number=2)
    content = content_of(written, ended, later, LAST_VISIT)
    assert (content.treatment.treatment, content.treatment.cycle) == ("FOLFIRI", "second line")
    assert plain(content.treatment.treatment_more) == "before: FOLFOX, ended 1 Nov (growth)"
    assert changes(content) == [
        "1 Nov | Treatment: FOLFOX ended (growth)",
        "10 Nov | Treatment: FOLFIRI began (second line)",
    ]


def test_the_visit_is_today_s_or_the_next_one_and_only_the_team_s(written: Written) -> None:
    scan = Appointment(happened_on=TODAY, what_for="CT", is_team_visit=False, main_point="not this")
    clinic = Appointment(happened_on=TODAY + timedelta(3), what_for="Clinic", main_point="this")
    content = content_of(written, scan, clinic)
    assert plain(content.who.visit) == "Visit on Friday 27 November 2026"
    assert content.main_point.label == "My main point:"
    assert content.main_point.words == "“this”"


def test_changes_come_the_most_serious_kind_first(written: Written) -> None:
    kept = Medicine(id="m", happened_on=date(2026, 9, 1), name="capecitabine")
    content = content_of(
        written,
        LAST_VISIT,
        LINE,
        Drug(id="d", happened_on=LINE.happened_on, line_id="line", name="oxaliplatin"),
        cycle(6, date(2026, 11, 10), planned_on=date(2026, 11, 3), reason="platelets 71"),
        Dose(
            happened_on=date(2026, 11, 10),
            cycle_id="c6",
            drug_id="d",
            planned=Quantity(Decimal(85), "mg/m2"),
            given=Quantity(Decimal(68), "mg/m2"),
            reason="numbness",
        ),
        kept,
        Intake(happened_on=date(2026, 11, 5), medicine_id="m", taken=False),
        Intake(happened_on=date(2026, 11, 6), medicine_id="m", taken=False),
        Medicine(happened_on=date(2026, 11, 13), name="loperamide", when_needed=True),
        Medicine(happened_on=date(2026, 1, 1), name="ibuprofen", stopped_on=date(2026, 11, 9), why_stopped="kidneys"),
        Procedure(happened_on=date(2026, 11, 5), kind=ProcedureKind.TRANSFUSION, name="2 units"),
        Procedure(happened_on=date(2026, 11, 17), kind=ProcedureKind.DRAINAGE, name="3.2 litres"),
        Appointment(happened_on=date(2026, 11, 12), what_for="Diet", who="dietitian", is_team_visit=False),
        TeamCall(happened_on=date(2026, 11, 18), happened_at=time(2, 40), reason="fever", outcome="told to come in"),
        HospitalStay(happened_on=date(2026, 11, 18), ended_on=date(2026, 11, 19), reason="fever 38.3 °C"),
    )
    assert plain(content.since_last_visit.title) == "Since the last visit (27 Oct)"
    assert changes(content) == [
        "18–19 Nov | Hospital, 1 night: fever 38.3 °C",
        "17 Nov | Drained: 3.2 litres",
        "10 Nov | Dose: cycle 6, 7 days late (platelets 71); oxaliplatin 80 % of plan (numbness)",
        "18 Nov | Called the team at 02:40: fever; told to come in",
        "13 Nov | Started: loperamide when needed",
        "9 Nov | Stopped: ibuprofen (kidneys)",
        "5 Nov | Blood given: 2 units",
        "12 Nov | Seen by others: dietitian",
        "5–6 Nov | Not taken: capecitabine, 2 times",
    ]
    assert [c.records for c in content.since_last_visit.changes.items] == [1] * 8 + [2]


def test_what_was_before_the_last_visit_or_is_still_to_come_is_no_change(written: Written) -> None:
    stays = [
        HospitalStay(happened_on=date(2026, 10, 1), ended_on=date(2026, 10, 26), reason="before"),
        HospitalStay(happened_on=date(2026, 10, 20), ended_on=date(2026, 10, 28), reason="across"),
        HospitalStay(happened_on=TODAY + timedelta(1), reason="to come"),
        TeamCall(happened_on=date(2026, 10, 26), reason="before"),
    ]
    assert changes(content_of(written, LAST_VISIT, *stays)) == ["20–28 Oct | Hospital, 8 nights: across"]
    since = content_of(written, LAST_VISIT, *stays, since=date(2026, 10, 1))
    assert len(changes(since)) == 3


def test_several_calls_are_one_line_that_stands_for_them_all(written: Written) -> None:
    calls = [TeamCall(happened_on=date(2026, 11, on), reason=why) for on, why in ((8, "pain"), (9, "breath"))]
    content = content_of(written, LAST_VISIT, *calls)
    assert changes(content) == ["8–9 Nov | Called the team 2 times: pain; breath"]
    assert content.since_last_visit.changes.left[:2] == (0, 2)


@pytest.mark.parametrize(
    ("given", "unit", "said"),
    [
        ("85", "mg/m2", []),
        ("0", "mg/m2", ["10 Nov | Dose: oxaliplatin left out"]),
        ("68", "mg/m2", ["10 Nov | Dose: oxaliplatin 80 % of plan"]),
        ("84.99", "mg/m2", ["10 Nov | Dose: oxaliplatin 99.99 % of plan"]),  # never shown as the whole
        ("68", "mg", ["10 Nov | Dose: oxaliplatin 68 mg instead of 85 mg/m2"]),
    ],
)
def test_a_dose_is_compared_with_its_plan(written: Written, given: str, unit: str, said: list[str]) -> None:
    dose = Dose(
        happened_on=date(2026, 11, 10),
        cycle_id="c6",
        drug_id="d",
        planned=Quantity(Decimal(85), "mg/m2"),
        given=Quantity(Decimal(given), unit),
    )
    drug = Drug(id="d", happened_on=LINE.happened_on, line_id="line", name="oxaliplatin")
    assert changes(content_of(written, LAST_VISIT, LINE, drug, cycle(6, date(2026, 11, 10)), dose)) == said


def test_the_worst_symptoms_are_compared_with_the_cycle_before(written: Written) -> None:
    first, second = date(2026, 10, 27), date(2026, 11, 10)
    content = content_of(
        written,
        LINE,
        cycle(5, first),
        cycle(6, second),
        *levels("nausea", first, "13322110000000", "Anna"),
        *levels("nausea", second, "1222110--0000", "Anna"),
        *levels("diarrhea", first, "00012211000000", "Anna"),
        *levels("diarrhea", second, "0012333--1000", "Anna"),
        *levels("fatigue", second, "2121212--2121", "Anna"),
        *levels("cough", second, "0000000--0010", "Anna"),
        *levels("rash", second, "0000000--0000", "Anna"),
        HospitalStay(happened_on=date(2026, 11, 17), ended_on=date(2026, 11, 18), reason="fever"),
    )
    assert content.symptoms.title == "Worst symptoms, cycle 6 by day"
    assert [(row.name, plain(row.worst), plain(row.compared)) for row in content.symptoms.worst] == [
        ("Diarrhoea", "severe, days 5–7", "worse than cycle 5"),
        ("Tiredness", "moderate, 6 of 11 days", "no entry in cycle 5"),
        ("Nausea", "moderate, days 2–4", "better than cycle 5"),
    ]
    assert content.symptoms.others.items == ("cough mild",)  # a rash that was none is not among them
    # Day 14 was yesterday; today is not over.
    assert content.symptoms.gaps == "No entry on 3 of 14 days (2 in hospital)."
    assert content.symptoms.scored == "Symptoms scored by the patient: none, mild, moderate, severe, very severe."


@pytest.mark.parametrize(
    ("course", "gaps"),
    [
        ("0" * 14, "An entry on each of 14 days."),
        ("0" * 13 + "-", "No entry on 1 of 14 days."),
        ("0" * 13 + "-0", "No entry on 1 of 15 days."),  # something was written today
        ("", ""),
    ],
)
def test_days_without_an_entry_are_said(written: Written, course: str, gaps: str) -> None:
    content = content_of(written, LINE, cycle(6, date(2026, 11, 10)), *levels("nausea", date(2026, 11, 10), course, ""))
    assert content.symptoms.gaps == gaps
    if course:
        assert content.symptoms.nothing == "Every symptom was written down as none."


def test_who_scored_is_said(written: Written) -> None:
    start = date(2026, 11, 10)
    carer = levels("nausea", start, "12", "Tom", ScoredBy.CARER)
    assert content_of(written, LINE, cycle(6, start), *carer).symptoms.scored.startswith("Symptoms scored by a carer:")
    both = content_of(written, LINE, cycle(6, start), *carer, *levels("cough", start, "1", "Anna"))
    assert "by the patient, on 2 days by a carer" in both.symptoms.scored
    assert both.foot.written == "Written at home by Anna and Tom with Treatment Journal."


def test_without_a_cycle_the_last_four_weeks_are_shown(written: Written) -> None:
    content = content_of(written, *levels("nausea", TODAY - timedelta(2), "23", "Anna"))
    assert content.symptoms.title == "Worst symptoms, last 28 days"
    (row,) = content.symptoms.worst
    assert plain(row.worst) == "severe, 23 Nov"  # not day 27 of weeks that nobody counts
    assert row.compared == "no entry in the weeks before"
    (several,) = content_of(written, *levels("nausea", TODAY - timedelta(9), "1333013", "Anna")).symptoms.worst
    assert plain(several.worst) == "severe, 16–18 Nov, 21 Nov"


def test_counts_say_low_and_high_by_the_lab_s_own_range(written: Written) -> None:
    content = content_of(written, *usual())
    assert (content.counts.last_day, content.counts.before_day) == ("23 Nov", "10 Nov")
    rows = [(row.name, row.place, row.last, row.before, plain(row.unit)) for row in content.counts.rows]
    assert rows[0] == ("Neutrophils", "low", "1.4", "0.8", "10⁹/L")
    assert rows[3:] == [
        ("Creatinine", "", "71", "68", "µmol/L"),
        ("Bilirubin", "", "12", "11", "µmol/L"),
        ("ALT", "high", "52", "38", "U/L"),
    ]
    assert content.counts.rows[0].before_note == "a"
    assert plain(content.counts.notes) == "low, high: outside this lab’s range · a: 18 Nov"


def test_another_result_out_of_range_takes_the_place_of_one_never_measured(written: Written) -> None:
    on = date(2026, 11, 23)
    content = content_of(written, lab("neutrophils", on, "3.0"), lab("albumin", on, "26"), lab("potassium", on, "4.0"))
    names = [row.name for row in content.counts.rows]
    assert names == ["Neutrophils", "Albumin", "Haemoglobin", "Creatinine", "Bilirubin", "ALT"]
    assert content.counts.rows[1].place == "low"
    assert "not written down" in content.counts.notes
    assert [fact.label for fact in content.facts] == ["Neutrophils lowest", "Weight", "Temperature", "Daily life"]


@pytest.mark.parametrize(
    ("result", "last"),
    [
        ({"quantity": Quantity(Decimal("0.5"), "10*9/L", Comparator.LESS)}, "< 0.5"),
        ({"quantity": None, "printed": "clotted"}, "clotted"),
        ({"quantity": None, "printed": "clotted, please send another"}, "in words"),
        ({"quantity": Quantity(Decimal("1E+40"), "10*9/L")}, "long"),  # a number is never cut
    ],
)
def test_a_value_is_shown_as_it_stands_on_paper(written: Written, result: dict[str, Any], last: str) -> None:
    content = content_of(written, LabResult(happened_on=TODAY, analyte="neutrophils", **result))
    assert plain(content.counts.rows[0].last) == last


def test_values_in_another_unit_are_turned_or_marked(written: Written) -> None:
    grams = replace(lab("haemoglobin", date(2026, 11, 10), "10.9"), quantity=Quantity(Decimal("10.9"), "g/dL"))
    content = content_of(written, grams, lab("haemoglobin", date(2026, 11, 23), "104"))
    assert content.counts.rows[2].before == "109"
    strange = replace(grams, quantity=Quantity(Decimal("10.9"), "drops"))
    content = content_of(written, strange, lab("haemoglobin", date(2026, 11, 23), "104"))
    assert (content.counts.rows[2].before, content.counts.rows[2].before_note) == ("10.9", "a")
    assert content.counts.notes.endswith("a: drops")


def test_weight_temperature_and_daily_life_since_the_last_visit(written: Written) -> None:
    content = content_of(written, *usual())
    assert [plain(f"{fact.label}: {fact.words}") for fact in content.facts] == [
        "Neutrophils lowest: 0.8 on 18 Nov",
        "Weight: 68.4 kg, −2.1 kg (−3.0 %)",
        "Temperature: highest 38.3 °C, 18 Nov",
        "Daily life: resting less than half the day",
    ]
    full = content_of(written, *fullest())
    assert plain(full.facts[1].words) == "1 of 2 others"
    assert plain(full.facts[2].words) == "61.9 kg, +4.2 kg (+7.3 %); drained 17 Nov"


def test_an_old_weight_says_its_day_and_temperatures_compare_over_units(written: Written) -> None:
    content = content_of(
        written,
        LAST_VISIT,
        sign("weight", date(2026, 10, 1), "70", "kg"),
        sign("body_temperature", date(2026, 11, 1), "101.5", "[degF]"),  # 38.6 °C
        sign("body_temperature", date(2026, 11, 2), "38.2", "Cel"),
        sign("body_temperature", date(2026, 10, 2), "40", "Cel"),
    )
    facts = {fact.label: plain(fact.words) for fact in content.facts}
    assert facts["Weight"] == "70 kg on 1 Oct"
    assert facts["Temperature"] == "highest 101.5 °F, 1 Nov"


def scans(*later: tuple[date, str, Response | None], new: NewLesion = NewLesion.NO) -> list[Record]:
    records: list[Record] = [Lesion(id="liver", happened_on=date(2026, 8, 18), name="Liver")]
    for on, mm, called in ((date(2026, 8, 18), "100", None), *later):
        first = called is None and on == date(2026, 8, 18)
        scan = Scan(happened_on=on, is_baseline=first, new_lesion=new, called=called)
        records += [
            scan,
            Measurement(happened_on=on, scan_id=scan.id, lesion_id="liver", mm=Decimal(mm)),
        ]
    return records


@pytest.mark.parametrize(
    ("score", "said"),
    [
        ("2", ["By Lugano: complete metabolic response.", "The two differ."]),
        ("x", ["By Lugano: not evaluable."]),
    ],
)
def test_what_a_scan_says_beside_sizes_is_printed_with_its_rule(written: Written, score: str, said: list[str]) -> None:
    first = Scan(happened_on=date(2026, 8, 18), is_baseline=True, modality=Modality.PET_CT)
    later = Scan(happened_on=date(2026, 11, 17), called=Response.PR, modality=Modality.PET_CT)
    about = {"happened_on": later.happened_on, "scan_id": later.id, "author": "Tom"}
    reading = ScanReading(rule=ReadingRule.LUGANO, what="deauville", word=score, **about)  # type: ignore[arg-type]
    content = content_of(written, first, later, reading)
    report, *rest = map(plain, content.scans.sentences)
    assert report == "PET-CT 17 Nov, report: “partial response”."
    assert rest[: len(said)] == said
    assert "Sizes: none were written down." not in rest
    folded = " ".join(content_of(written, first, later, reading, open_results=False).scans.sentences)
    assert "metabolic" not in folded
    assert "evaluable" not in folded


@pytest.mark.parametrize(
    ("mm", "called", "said"),
    [
        ("70", Response.PR, "partial response (−30 % from first)."),
        ("70.1", Response.SD, "stable disease (−29.9 % from first)."),
        ("119.99", Response.SD, "stable disease (+19.99 % from first)."),
        ("120", Response.PD, "progressive disease (+20 % from smallest)."),
    ],
)
def test_report_and_sizes_stand_side_by_side(written: Written, mm: str, called: Response, said: str) -> None:
    content = content_of(written, *scans((date(2026, 11, 17), mm, called)))
    first, second, *rest = map(plain, content.scans.sentences)
    assert first.startswith("CT 17 Nov, report: “")
    assert second == f"Sizes by RECIST 1.1: {said}"
    assert rest == ["Report: no new spots."]


@pytest.mark.parametrize(("mm", "shows"), [("70", False), ("70.1", True), ("79.9", True), ("80", False)])
def test_another_reading_that_gives_another_answer_is_printed_before_what_most_reports_say(
    written: Written, mm: str, shows: bool
) -> None:
    records = scans((date(2026, 10, 1), "66.6", Response.PR), (date(2026, 11, 17), mm, Response.SD))
    *before, last = map(plain, content_of(written, *records).scans.sentences)
    assert last == "Report: no new spots."
    assert (before[-1] == "Read another way: partial response.") is shows
    folded = " ".join(content_of(written, *records, open_results=False).scans.sentences)
    assert "another way" not in folded


def test_a_new_spot_stands_before_another_reading(written: Written) -> None:
    records = scans(
        (date(2026, 10, 1), "66.6", Response.PR), (date(2026, 11, 17), "71", Response.SD), new=NewLesion.EQUIVOCAL
    )
    *_before, new, other = map(plain, content_of(written, *records).scans.sentences)
    assert (new, other) == ("Report: a doubtful new spot.", "Read another way: partial response.")


def test_an_answer_of_several_readings_is_printed_once(written: Written) -> None:
    liver = Lesion(happened_on=date(2026, 8, 18), name="Liver")
    made = [
        Scan(happened_on=date(2026, 8, 18), is_baseline=True, new_lesion=NewLesion.NO),
        Scan(happened_on=date(2026, 10, 1), new_lesion=NewLesion.UNKNOWN),
        Scan(happened_on=date(2026, 11, 17), new_lesion=NewLesion.NO, called_text="mRECIST"),
    ]
    sizes = [
        Measurement(happened_on=each.happened_on, scan_id=each.id, lesion_id=liver.id, mm=Decimal(mm))
        for each, mm in zip(made, (24, 20, 24), strict=True)
    ]
    said = [plain(each) for each in content_of(written, liver, *made, *sizes).scans.sentences]
    # With a least step of 5 mm, and also without the scan that says nothing of new spots.
    assert [each for each in said if "another way" in each] == ["Read another way: stable disease."]


def test_another_reading_of_a_score_is_printed_with_it(written: Written) -> None:
    first = Scan(happened_on=date(2026, 8, 18), is_baseline=True, modality=Modality.PET_CT)
    later = Scan(happened_on=date(2026, 11, 17), modality=Modality.PET_CT)
    about = {"happened_on": later.happened_on, "scan_id": later.id, "rule": ReadingRule.LUGANO}
    said = [("deauville", "3"), ("uptake", "lower")]
    readings = [ScanReading(what=what, word=word, **about) for what, word in said]  # type: ignore[arg-type]
    said_last = plain(content_of(written, first, later, *readings).scans.sentences[-1])
    assert said_last == "Lugano, read another way: partial metabolic response."


def test_where_report_and_sizes_differ_it_is_said_without_a_verdict(written: Written) -> None:
    content = content_of(written, *scans((date(2026, 11, 17), "125", Response.SD)))
    assert "The two differ." in content.scans.sentences


def test_a_folded_result_shows_nowhere(written: Written) -> None:
    records = scans((date(2026, 10, 1), "90", Response.SD), (date(2026, 11, 17), "125", Response.PD))
    content = content_of(written, *records, open_results=False)
    assert [plain(text) for text in content.scans.sentences] == ["Result of 17 Nov kept folded."]
    assert content.scans.chart is not None
    said = " ".join([*texts_of(content), content.scans.chart.caption, str(content.scans.chart.table)])
    assert "125" not in said
    assert "progressive" not in said


def test_a_folded_marker_shows_nowhere(written: Written) -> None:
    records = [lab("cea", date(2026, 8, 1), "10"), lab("cea", date(2026, 9, 1), "11"), lab("cea", TODAY, "77.7")]
    content = content_of(written, *records, lab("ca125", TODAY, "88.8"), open_results=False)
    said = [plain(sentence) for sentence in content.marker.sentences]
    assert said[0] == "New and kept folded: CEA, CA-125."
    assert content.marker.chart is not None
    everything = " ".join([*texts_of(content), content.marker.chart.caption, str(content.marker.chart.table)])
    assert "11" in everything
    assert "77.7" not in everything
    assert "88.8" not in everything
    assert "77.7" in " ".join(texts_of(content_of(written, *records, open_results=True)))


def test_a_marker_that_was_measured_once_and_lately_has_no_chart_while_it_is_folded(written: Written) -> None:
    content = content_of(written, lab("cea", TODAY, "77.7"), open_results=False)
    assert content.marker.chart is None
    assert [plain(sentence) for sentence in content.marker.sentences] == ["New and kept folded: CEA."]


def test_the_marker_measured_last_is_shown_and_the_others_are_named(written: Written) -> None:
    records = [lab("cea", date(2026, 10, 1), "10"), lab("cea", date(2026, 11, 1), "20")]
    content = content_of(written, *records, lab("ca125", date(2026, 9, 1), "30"))
    assert content.marker.title == "Marker: CEA, µg/L"
    said = [plain(sentence) for sentence in content.marker.sentences]
    assert said[0] == "CEA went up from 10 µg/L to 20 µg/L on 1 November 2026."
    assert said[-1] == "Also CA-125 30 kU/L on 1 Sept."


def test_a_chart_over_many_years_begins_a_year_and_a_half_before_its_last_value_and_says_so(written: Written) -> None:
    months = [date(year, month, 1) for year in range(2021, 2026) for month in (1, 4, 7, 10)]
    content = content_of(written, *(lab("cea", on, str(10 + place)) for place, on in enumerate(months)))
    assert plain(content.marker.title) == "CEA, µg/L, from Apr 2024"
    chart = content.marker.chart
    assert isinstance(chart, MarkerTrendChart)
    assert [value.on for value in chart.values] == [on for on in months if on >= date(2024, 4, 1)]
    within = [lab("cea", on, "10") for on in months if on >= date(2024, 4, 1)]
    assert content_of(written, *within).marker.title == "Marker: CEA, µg/L"


def test_the_title_of_a_stretched_chart_over_many_years_fits_on_its_line(written: Written) -> None:
    months = [date(year, month, 1) for year in range(2021, 2026) for month in (3, 9)]
    values = ("900", "400", "90", "20", "8", "5", "30", "200", "4", "900")
    content = content_of(written, *(lab("cea", on, value) for on, value in zip(months, values, strict=True)))
    assert plain(content.marker.title) == "CEA, µg/L (stretched), from Sept 2024"


def test_earlier_courses_of_scans_are_left_out_and_the_title_says_so(written: Written) -> None:
    spot = Lesion(happened_on=date(2020, 1, 1), name="Liver", role=LesionRole.TARGET)
    records: list[Record] = [spot]
    for on, is_start in ((2020, True), (2021, False), (2025, True), (2026, False)):
        scan = Scan(happened_on=date(on, 2, 1), modality=Modality.CT, is_baseline=is_start)
        size = Measurement(happened_on=scan.happened_on, lesion_id=spot.id, scan_id=scan.id, mm=Decimal(30))
        records += [scan, size]
    content = content_of(written, *records, open_results=True)
    assert plain(content.scans.title) == "Scans: sum of targets, mm, from February 2025"
    assert isinstance(content.scans.chart, TumourSizeChart)
    assert len(content.scans.chart.points) == 2


def test_questions_keep_the_person_s_order_and_answered_ones_are_gone(written: Written) -> None:
    asked = [
        Question(happened_on=date(2026, 11, 1), text="second", position=2),
        Question(happened_on=date(2026, 11, 2), text="first", position=1),
        Question(happened_on=date(2026, 11, 2), text="answered", answered_on=date(2026, 11, 3)),
        Question(happened_on=date(2026, 11, 2), text="  "),
    ]
    assert content_of(written, *asked).questions.open.items == ("1. first", "2. second")


def test_the_foot_names_who_wrote_and_when_it_was_printed(written: Written) -> None:
    foot = content_of(written, *usual()).foot
    assert foot.written == "Written at home by the patient and Tom Ellis with Treatment Journal."
    assert plain(foot.printed) == "Printed 23 November 2026, 18:05."
    crowd = [TeamCall(happened_on=TODAY, reason="x", author=name) for name in ("A", "B", "C", "D")]
    assert "by A, B and 2 other people" in content_of(written, *crowd).foot.written


@pytest.mark.parametrize("records", [emptiest, usual, fullest], ids=["emptiest", "usual", "fullest"])
@pytest.mark.parametrize("pseudo", ["qps", "qps-rtl"])
def test_no_word_is_shown_bare(written: Written, records: Any, pseudo: str) -> None:
    known = " ".join(text for text in _typed_texts(records()))
    journal = written(records())
    language.set_language(pseudo)
    for text in texts_of(visit_content(journal, TODAY, now=NOW)):
        before, bare = "", text
        while bare != before:
            before, bare = bare, re.sub(r"⟦[^⟦⟧]*⟧", "", bare)
        strange = [word for word in re.findall(r"[a-z]{3,}", bare) if word not in known]
        assert strange in ([], ["mol"]), text


def _typed_texts(records: Iterable[Record]) -> Iterable[str]:
    for record in records:
        for part in fields(record):
            value = getattr(record, part.name)
            if isinstance(value, str):
                yield value


def test_the_page_s_own_sentences_read_at_grade_six(written: Written) -> None:
    said: list[str] = []
    for records in (emptiest(), usual(), fullest()):
        content = visit_content(written(records), TODAY, now=NOW)
        said += [content.foot.everything, content.foot.written, content.foot.printed, content.symptoms.gaps]
        said += [content.questions.nothing, content.since_last_visit.nothing, content.symptoms.nothing]
        said += [text for slot in (content.marker, content.scans) for text in slot.sentences]
        said += [row.compared + "." for row in content.symptoms.worst]
    pooled = " ".join(text.replace("CEA", "it") for text in said if text)
    assert grade(pooled) <= 6, grade(pooled)
    for sentence in sentences(pooled):
        assert len(sentence.split()) <= 20, sentence


def test_a_name_that_is_missing_falls_back_on_what_to_call_them(written: Written) -> None:
    assert content_of(written, Patient(happened_on=TODAY, call_me="Maggie")).who.name == "Maggie"
