"""Journals for the tests of printouts: the emptiest, a usual one, and the fullest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from journal.domain.imaging import Lesion, LesionRole, LesionState, Measurement, Modality, NewLesion, Response, Scan
from journal.domain.medicines import Intake, Medicine
from journal.domain.patient import Patient
from journal.domain.quantity import Quantity
from journal.domain.record import Precision, Record
from journal.domain.results import GenomicFinding, LabResult, VitalSign
from journal.domain.symptoms import ScoredBy, SymptomEntry, TrackedSymptom
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

TODAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 23, 18, 5)

LABS = {
    # analyte: unit, low, high
    "neutrophils": ("10*9/L", "2.0", "7.5"),
    "platelets": ("10*9/L", "150", "400"),
    "haemoglobin": ("g/L", "115", "165"),
    "creatinine": ("umol/L", "45", "84"),
    "bilirubin_total": ("umol/L", "0", "21"),
    "alt": ("U/L", "0", "40"),
    "albumin": ("g/L", "35", "50"),
    "potassium": ("mmol/L", "3.5", "5.3"),
    "magnesium": ("mmol/L", "0.7", "1.0"),
    "cea": ("ug/L", "0", "5"),
    "ca125": ("kU/L", "0", "35"),
}


def lab(analyte: str, on: date, value: str) -> LabResult:
    """Return one result of one laboratory, with its range."""
    unit, low, high = LABS[analyte]
    return LabResult(
        happened_on=on,
        analyte=analyte,
        quantity=Quantity(Decimal(value), unit),
        printed=value,
        low=Decimal(low),
        high=Decimal(high),
        laboratory="St Aldhelm’s",
    )


def labs(on: date, **values: str) -> list[LabResult]:
    """Return one sheet of results."""
    return [lab(analyte, on, value) for analyte, value in values.items()]


def sign(analyte: str, on: date, value: str, unit: str) -> VitalSign:
    """Return one vital sign."""
    return VitalSign(happened_on=on, analyte=analyte, quantity=Quantity(Decimal(value), unit))


def levels(symptom: str, first: date, course: str, author: str, by: ScoredBy = ScoredBy.PATIENT) -> list[SymptomEntry]:
    """Return one symptom's levels, a digit a day; a dash is a day without an entry."""
    return [
        SymptomEntry(
            happened_on=first + timedelta(number), symptom=symptom, level=int(level), author=author, scored_by=by
        )
        for number, level in enumerate(course)
        if level != "-"
    ]


def sizes(scan: Scan, **mm: str) -> list[Measurement]:
    """Return the sizes that a scan gave, by the lesion's id."""
    return [
        Measurement(happened_on=scan.happened_on, scan_id=scan.id, lesion_id=lesion, mm=Decimal(size))
        for lesion, size in mm.items()
    ]


def usual() -> Iterator[Record]:
    """Yield the journal of Margaret Ellis (invented): bowel cancer, sixth of twelve cycles."""
    me, son = "Margaret Ellis", "Tom Ellis"
    yield Patient(
        happened_on=date(2026, 7, 20),
        name=me,
        born_on=date(1961, 3, 14),
        hospital_number="4471902",
        diagnosis="Bowel cancer (rectosigmoid)",
        stage="IV: liver, lung",
        diagnosed_on=date(2026, 7, 1),
        diagnosed_precision=Precision.MONTH,
    )
    yield GenomicFinding(happened_on=date(2026, 7, 28), gene="KRAS", result="mutated")
    yield GenomicFinding(happened_on=date(2026, 7, 28), gene="MSS")
    line = TreatmentLine(happened_on=date(2026, 9, 1), name="FOLFOX + bevacizumab", cycle_days=14, planned_cycles=12)
    drug = Drug(happened_on=line.happened_on, line_id=line.id, name="oxaliplatin")
    yield from (line, drug)
    cycles = [
        Cycle(
            happened_on=line.happened_on + timedelta(14 * number),
            line_id=line.id,
            number=number + 1,
            state=CycleState.GIVEN if number < 6 else CycleState.PLANNED,
        )
        for number in range(7)
    ]
    yield from cycles
    yield Dose(
        happened_on=cycles[5].happened_on,
        cycle_id=cycles[5].id,
        drug_id=drug.id,
        planned=Quantity(Decimal(85), "mg/m2"),
        given=Quantity(Decimal(68), "mg/m2"),
        reason="numbness",
    )
    yield Appointment(happened_on=date(2026, 10, 27), what_for="Clinic", who="Dr A. Okafor", author=me)
    yield Appointment(
        happened_on=TODAY,
        what_for="Clinic",
        who="Dr A. Okafor",
        place="St Aldhelm’s Hospital",
        main_point="The numbness no longer goes away between cycles. I drop cups.",
        author=me,
    )
    yield HospitalStay(
        happened_on=date(2026, 11, 18),
        ended_on=date(2026, 11, 19),
        reason="fever 38.3 °C, neutrophils 0.8",
        note="antibiotics by drip, tablets to 25 Nov",
        author=son,
    )
    yield TeamCall(happened_on=date(2026, 11, 6), reason="vomiting", outcome="no visit needed", author=me)
    yield TeamCall(happened_on=date(2026, 11, 18), happened_at=time(2, 40), reason="fever", author=son)
    yield Medicine(happened_on=date(2026, 11, 13), name="loperamide", when_needed=True, author=me)
    now, before = cycles[5].happened_on, cycles[4].happened_on
    for symptom, earlier, course in (
        ("numbness_tingling", "22222211111111", "2333222--22222"),
        ("diarrhea", "00012211000000", "0012333--1000"),
        ("nausea", "13322110000000", "1222110--0000"),
        ("fatigue", "22211111111111", "2221111--1111"),
        ("mouth_throat_sores", "0", "0001110--000"),
        ("taste_changes", "0", "0111110--000"),
    ):
        yield from levels(symptom, before, earlier, me)
        yield from levels(symptom, now, course, me)
    yield from labs(
        date(2026, 11, 10),
        neutrophils="2.1",
        platelets="142",
        haemoglobin="109",
        creatinine="68",
        bilirubin_total="11",
        alt="38",
    )
    yield lab("neutrophils", date(2026, 11, 18), "0.8")
    yield from labs(
        date(2026, 11, 23),
        neutrophils="1.4",
        platelets="118",
        haemoglobin="104",
        creatinine="71",
        bilirubin_total="12",
        alt="52",
    )
    for on, value in zip(
        (date(2026, 8, 20), *(cycle.happened_on for cycle in cycles[:6]), date(2026, 11, 23)),
        ("64.2", "71", "52.4", "33", "24.1", "19.4", "18.6", "17.9"),
        strict=True,
    ):
        yield lab("cea", on, value)
    yield sign("weight", date(2026, 10, 27), "70.5", "kg")
    yield sign("weight", date(2026, 11, 23), "68.4", "kg")
    yield sign("body_temperature", date(2026, 11, 18), "38.3", "Cel")
    yield sign("ecog", date(2026, 11, 20), "2", "")
    yield from _three_scans()
    for number, text in enumerate(
        (
            "Can oxaliplatin be left out now, and what would we lose?",
            "Should cycle 7 wait, after the fever?",
            "May I travel to my daughter, 20–27 December?",
        )
    ):
        yield Question(happened_on=date(2026, 11, 20), text=text, position=number, author=me)


def _three_scans() -> Iterator[Record]:
    liver = Lesion(id="liver", happened_on=date(2026, 8, 18), name="Liver, segment 6", organ="liver")
    lung = Lesion(id="lung", happened_on=date(2026, 8, 18), name="Right lung", organ="lung")
    yield from (liver, lung)
    for on, first, second, called in (
        (date(2026, 8, 18), "52", "32", None),
        (date(2026, 10, 13), "40", "24", Response.SD),
        (date(2026, 11, 17), "38", "23", Response.SD),
    ):
        scan = Scan(
            happened_on=on,
            is_baseline=called is None,
            new_lesion=NewLesion.NO,
            called=called,
            called_text="stable disease" if called else "",
        )
        yield scan
        yield from sizes(scan, liver=first, lung=second)


FULL_SYMPTOMS = (
    "abdominal_pain", "vomiting", "constipation", "fatigue", "nausea", "insomnia", "decreased_appetite", "headache",
    "low_mood", "anxiety", "dry_mouth", "dizziness", "cough", "hair_loss", "rash", "muscle_pain", "joint_pain",
)  # fmt: skip


def fullest() -> Iterator[Record]:
    """Yield a journal with more of everything than a page can hold (invented)."""
    husband = "Zbigniew Wojciechowski"
    me = "Konstantina-Aleksandra Papadimitriou-Wojciechowska"
    yield Patient(
        happened_on=date(2025, 10, 1),
        name=me,
        born_on=date(1954, 2, 2),
        hospital_number="00-8841-220937-K",
        diagnosis="High-grade serous cancer of the ovary",
        stage="IVB: peritoneum, liver surface, pleura, nodes",
        diagnosed_on=date(2025, 10, 1),
        diagnosed_precision=Precision.MONTH,
    )
    yield GenomicFinding(happened_on=date(2025, 11, 1), gene="BRCA1", result="mutated")
    yield GenomicFinding(happened_on=date(2025, 11, 1), gene="HRD", result="positive")
    earlier = TreatmentLine(
        happened_on=date(2025, 11, 3),
        name="olaparib",
        number=2,
        ended_on=date(2026, 8, 17),
        why_ended=WhyEnded.PROGRESSION,
    )
    line = TreatmentLine(
        happened_on=date(2026, 9, 1),
        name="Carboplatin + pegylated liposomal doxorubicin + bevacizumab",
        number=3,
        cycle_days=21,
        planned_cycles=6,
    )
    drug = Drug(happened_on=line.happened_on, line_id=line.id, name="carboplatin")
    yield from (earlier, line, drug)
    starts = (date(2026, 9, 1), date(2026, 9, 22), date(2026, 10, 13), date(2026, 11, 3), TODAY)
    cycles = [
        Cycle(
            happened_on=on,
            line_id=line.id,
            number=number,
            state=CycleState.GIVEN if on < TODAY else CycleState.PLANNED,
            planned_on=date(2026, 10, 27) if number == 4 else None,
            reason="platelets 71" if number == 4 else "",
        )
        for number, on in enumerate(starts, 1)
    ]
    yield from cycles
    yield Dose(
        happened_on=cycles[3].happened_on,
        cycle_id=cycles[3].id,
        drug_id=drug.id,
        planned=Quantity(Decimal(5), "AUC"),
        given=Quantity(Decimal(4), "AUC"),
    )
    yield Appointment(happened_on=date(2026, 10, 20), what_for="Clinic")
    yield Appointment(
        happened_on=TODAY,
        what_for="Clinic",
        who="Dr A. Okafor",
        place="St Aldhelm’s Hospital",
        main_point="I can no longer climb the stairs to my bedroom without stopping twice, and I sleep in the chair "
        "because of the swelling in my belly.",
        author=me,
    )
    yield from _full_changes(me, husband)
    yield from _full_symptoms(cycles[3].happened_on, cycles[2].happened_on, me, husband)
    yield from _full_results()
    yield from _full_scans()
    for number, text in enumerate(
        (
            "The report says stable, the sizes have grown. Which counts?",
            "What would the next treatment be, and what would it ask of me?",
            "Can a drain stay in, so that I need not come each week?",
            "Who do we call at night?",
            "Is there a trial?",
            "May I eat what I like?",
            "Should my daughter be tested?",
            "When do I see the palliative care team?",
        )
    ):
        yield Question(happened_on=date(2026, 11, 20), text=text, position=number, author=me)


def _full_changes(me: str, husband: str) -> Iterator[Record]:
    yield HospitalStay(
        happened_on=date(2026, 11, 9),
        ended_on=date(2026, 11, 14),
        reason="bowel obstruction, no surgery",
        note="tube, drip, dexamethasone",
        author=husband,
    )
    yield Procedure(
        happened_on=date(2026, 11, 17), kind=ProcedureKind.DRAINAGE, name="3.2 litres from the belly", author=me
    )
    yield Procedure(happened_on=date(2026, 11, 5), kind=ProcedureKind.TRANSFUSION, name="2 units of red cells")
    for on, reason in ((8, "pain"), (9, "vomiting"), (14, "swelling"), (16, "breath")):
        yield TeamCall(happened_on=date(2026, 11, on), reason=reason, author=husband)
    for name in ("dexamethasone", "omeprazole", "ondansetron", "macrogol"):
        yield Medicine(happened_on=date(2026, 11, 14), name=name, author=husband)
    ibuprofen = Medicine(
        happened_on=date(2026, 1, 5), name="ibuprofen", stopped_on=date(2026, 11, 9), why_stopped="kidneys"
    )
    yield ibuprofen
    yield Intake(happened_on=date(2026, 11, 6), medicine_id=ibuprofen.id, taken=False)
    yield Appointment(happened_on=date(2026, 11, 12), what_for="Diet", who="dietitian", is_team_visit=False)


def _full_symptoms(now: date, before: date, me: str, husband: str) -> Iterator[Record]:
    yield TrackedSymptom(happened_on=before, symptom="own_stairs", name="Shortness of breath on stairs")
    yield TrackedSymptom(happened_on=before, symptom="own_belly", name="Swelling of the belly")
    yield TrackedSymptom(happened_on=before, symptom="own_mind", name="Trouble concentrating or remembering")
    for symptom, earlier, course in (
        ("own_stairs", "111222333222222222222", "3344333223323223222222"[:21]),
        ("own_belly", "332222221111111111111", "233444433--211221211"),
        ("own_mind", "122211111111111111111", "013333222211133310000"),
    ):
        yield from levels(symptom, before, earlier, me)
        yield from levels(symptom, now, course, me)
    yield from levels("own_belly", now, "3443", husband, ScoredBy.CARER)
    for number, symptom in enumerate(FULL_SYMPTOMS):
        yield from levels(symptom, now, "0" + "3211"[min(number // 4, 3)] * 2, me)


def _full_results() -> Iterator[Record]:
    yield from labs(
        date(2026, 11, 14),
        neutrophils="0.7",
        platelets="64",
        haemoglobin="79",
        creatinine="131",
        bilirubin_total="22",
        albumin="26",
    )
    yield from labs(
        date(2026, 11, 23),
        neutrophils="1.1",
        platelets="88",
        haemoglobin="84",
        creatinine="118",
        bilirubin_total="19",
        albumin="27",
        potassium="5.9",
        magnesium="0.9",
    )
    first = date(2025, 11, 20)
    values = (905, 920, 870, 760, 640, 520, 410, 330, 240, 180, 120, 80, 62, 58, 61, 70, 88, 110, 140, 171, 158)
    for number, value in enumerate(values):
        yield lab("ca125", first + timedelta(17 * number), str(value))
    yield sign("weight", date(2026, 10, 19), "57.7", "kg")
    yield sign("weight", date(2026, 11, 23), "61.9", "kg")
    yield sign("body_temperature", date(2026, 11, 10), "37.9", "Cel")
    yield sign("ecog", date(2026, 11, 22), "3", "")


def _full_scans() -> Iterator[Record]:
    liver = Lesion(id="surface", happened_on=date(2025, 10, 5), name="Liver surface")
    node = Lesion(id="node", happened_on=date(2025, 10, 5), name="Node", is_node=True)
    pleura = Lesion(id="pleura", happened_on=date(2025, 10, 5), name="Pleura", role=LesionRole.NON_TARGET)
    yield from (liver, node, pleura)
    for on, first, second, baseline in (
        (date(2025, 12, 10), "103", "40", True),
        (date(2026, 2, 10), "66", "30", False),
        (date(2026, 4, 14), "46", "25", False),
        (date(2026, 6, 16), "43", "25", False),
        (date(2026, 8, 18), "50", "29", True),
        (date(2026, 10, 6), "40", "26", False),
        (date(2026, 11, 12), "54", "30", False),
    ):
        scan = Scan(
            happened_on=on,
            modality=Modality.CT,
            is_baseline=baseline,
            new_lesion=NewLesion.NO,
            called=None if baseline else Response.SD,
            called_text="" if baseline else "stable",
        )
        yield scan
        yield from sizes(scan, surface=first, node=second)
        yield Measurement(happened_on=on, scan_id=scan.id, lesion_id=pleura.id, state=LesionState.PRESENT)


def emptiest() -> Iterable[Record]:
    """Return a journal in which nothing has been written down."""
    return ()
