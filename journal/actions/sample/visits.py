"""The sample's person, people to call, appointments with what was decided, questions, hospital, calls and notes."""

from __future__ import annotations

from datetime import UTC, datetime, time
from decimal import Decimal
from typing import Final

from journal.actions.sample.telling import CARER, PERSON, Telling
from journal.domain.notes import Note
from journal.domain.patient import CallRule, CareSheet, Contact, ContactRole, Patient, Sex, Urgency
from journal.domain.quantity import Quantity
from journal.domain.record import Precision
from journal.domain.results import VitalSign
from journal.domain.visits import Appointment, CallAnswer, CallNotice, HospitalStay, Question, TeamCall
from journal.reference.call_rules import suggested_rules
from journal.rules.call_rules import FEVER
from journal.rules.temperatures import TEMPERATURE
from journal.text.language import _

# The numbers are of the range that is kept free for invented people.
TEAM_LINE: Final = "020 7946 0123"
DOCTOR: Final = "Dr A. Okafor"
NURSE: Final = "Ruth Amadi"
HOSPITAL: Final = "St Aldhelm's Hospital"
FEVER_AT: Final = Decimal("37.5")
CONFIRMED_RULES: Final = ("RF01", "RF05", "RF12", "RF34")
TEAM_VISITS: Final = (520, 492, 434, 370, 308, 245, 180, 150, 112, 84, 56, 28)


def tell_person(telling: Telling) -> None:
    """Tell who the journal is about, whom to call, and what the team's sheet says."""
    first = 520
    telling.add(
        Patient,
        first,
        name=PERSON,
        call_me="Marianne",
        born_on=telling.day(first).replace(year=telling.day(first).year - 64, month=3, day=14),
        sex=Sex.FEMALE,
        hospital_number="4471902",
        diagnosis=_("Bowel cancer (right side)"),
        cancer="colorectal",
        stage=_("stage IV: liver, lung"),
        diagnosed_on=telling.day(545).replace(day=1),
        diagnosed_precision=Precision.MONTH,
        allergies=(_("penicillin (rash)"),),
        devices=(_("port, right chest"),),
        height_cm=Decimal(168),
    )
    for name, role, phone, note in (
        (_("Cancer team, day and night"), ContactRole.TEAM, TEAM_LINE, ""),
        (DOCTOR, ContactRole.DOCTOR, "020 7946 0180", _("oncologist")),
        (NURSE, ContactRole.NURSE, "020 7946 0181", _("cancer nurse, weekdays 9 to 4")),
        (CARER, ContactRole.FAMILY, "07700 900145", _("son")),
    ):
        telling.add(Contact, first, name=name, role=role, phone=phone, note=note)
    telling.add(
        CareSheet,
        first,
        phone=TEAM_LINE,
        emergency_number="999",
        fever_at=FEVER_AT,
        low_at=Decimal("36.0"),
        confirmed_on=telling.day(489),
        team=_("Oncology day unit"),
    )
    for key in CONFIRMED_RULES:
        rule = suggested_rules()[key]
        at_least = FEVER_AT if key == "RF01" else rule.threshold
        telling.add(
            CallRule,
            first,
            rule=key,
            what=_(rule.condition),
            measure=rule.measure,
            at_least=at_least,
            unit=rule.unit,
            urgency=rule.urgency,
            confirmed_on=telling.day(489),
        )


def tell_appointments(telling: Telling) -> dict[int, Appointment]:
    """Tell visits, past ones with their decisions; return them by how many days ago they were."""
    decisions = {
        520: _("Chemo is planned. Gene test of the tumour asked for."),
        492: _("FOLFOX every two weeks, first scan after four cycles."),
        434: _("Scan stable. Go on."),
        370: _("Scan clearly smaller. Finish the twelve cycles, less oxaliplatin."),
        308: _("Chemo done. Tablets as maintenance."),
        245: _("Go on with the tablets. Tumour DNA is found again, look at the next scan."),
        180: _("The cancer is growing again. New biopsy and gene test before the next plan."),
        150: _("FOLFIRI from next week. New first scan done."),
        84: _("Stable. Go on, scan again in twelve weeks."),
        28: _("Go on. Blood before each cycle."),
    }
    told = {
        before: telling.add(
            Appointment,
            before,
            written=before,
            what_for=_("Visit"),
            who=DOCTOR,
            place=HOSPITAL,
            happened_at=time(10, 30),
            decisions=decisions.get(before, _("Go on as planned.")),
        )
        for before in TEAM_VISITS
    }
    told[-1] = telling.add(
        Appointment,
        -1,
        written=28,
        what_for=_("Visit and cycle 11"),
        who=DOCTOR,
        place=HOSPITAL,
        happened_at=time(9, 45),
        main_point=_("The diarrhoea keeps me at home for four days of each cycle."),
    )
    for before, what, place in (
        (6, _("CT scan"), HOSPITAL),
        (1, _("Blood test"), _("Surgery in Mill Road")),
        (-50, _("CT scan"), HOSPITAL),
        (-12, _("Dietitian"), HOSPITAL),
    ):
        telling.add(
            Appointment,
            before,
            written=28,
            what_for=what,
            place=place,
            is_team_visit=False,
            happened_at=time(14, 0),
        )
    return told


def tell_questions(telling: Telling, visits: dict[int, Appointment]) -> None:
    """Tell questions: some answered at a visit, some open for the next one."""
    for asked, answered, text, answer in (
        (500, 492, _("Why is chemo given before we know if surgery helps?"), _("To treat the spots we cannot see.")),
        (440, 434, _("Does stable mean it is not working?"), _("No. Stable can be a good result for now.")),
        (376, 370, _("Can oxaliplatin be less?"), _("Yes, 80 % from now on.")),
        (184, 180, _("Is there a trial for KRAS G12D?"), _("We ask the trial unit. Answer in two weeks.")),
        (60, 56, _("May I swim with the port?"), _("Yes, two days after the needle is out.")),
    ):
        telling.add(
            Question,
            asked,
            text=text,
            answer=answer,
            answered_on=telling.day(answered),
            appointment_id=visits[answered].id,
        )
    for position, (asked, text, by) in enumerate(
        (
            (20, _("Should the next cycle wait, after the fever?"), PERSON),
            (5, _("The report says stable. Are the spots not clearly smaller?"), CARER),
            (4, _("What else helps against the diarrhoea?"), PERSON),
            (2, _("May I travel to my daughter for a week?"), PERSON),
        )
    ):
        telling.add(Question, asked, by=by, text=text, position=position)


def tell_hospital(telling: Telling) -> None:
    """Tell the stays in hospital and the calls to the team."""
    telling.add(
        HospitalStay, 530, reason=_("operation on the bowel"), ended_on=telling.day(525), place=HOSPITAL, by=CARER
    )
    telling.add(
        HospitalStay,
        18,
        by=CARER,
        reason=_("fever 38.3 °C, neutrophils 0.6, antibiotics by drip"),
        ended_on=telling.day(17),
        place=HOSPITAL,
    )
    telling.add(TeamCall, 424, reason=_("numb fingers"), outcome=_("look at it at the next visit"))
    telling.add(TeamCall, 24, reason=_("diarrhoea since three days"), outcome=_("loperamide, drink more"))
    telling.add(
        TeamCall,
        18,
        by=CARER,
        reason=_("temperature 38.1 °C"),
        outcome=_("came in at once"),
        rule=FEVER,
        happened_at=time(2, 40),
    )
    tell_call_notices(telling)


def tell_call_notices(telling: Telling) -> None:
    """Tell that the card was shown for each reading of that night, and that the call was made."""
    readings = [record for record in telling.records if isinstance(record, VitalSign)]
    for reading in readings:
        if reading.analyte == TEMPERATURE and reading.quantity.value >= FEVER_AT:
            before = (telling.today - reading.happened_on).days
            telling.add(
                CallNotice,
                before,
                by=CARER,
                happened_at=time(2, 35),
                rule=FEVER,
                entry_id=reading.id,
                measure=TEMPERATURE,
                limit=Quantity(FEVER_AT, reading.quantity.unit),
                wrote=reading.quantity,
                urgency=Urgency.CALL_NOW,
                answer=CallAnswer.CALLED,
                answered_at=datetime.combine(reading.happened_on, time(2, 41), UTC),
            )


def tell_notes(telling: Telling) -> None:
    """Tell free notes, one of them private."""
    for before, by, text, private in (
        (489, PERSON, _("First chemo done. Six hours, it was less bad than I feared."), False),
        (448, PERSON, _("Warm gloves help with the cold."), False),
        (371, CARER, _("Mum slept through the night after the good scan."), False),
        (180, PERSON, _("I do not want to talk about the scan today."), True),
        (132, PERSON, _("Lost most of my hair this week. Bought two scarves."), False),
        (60, PERSON, _("Walked to the river and back, first time since spring."), False),
        (17, CARER, _("Home again. Tablets until Friday."), False),
        (3, PERSON, _("Ate with the family. Soup and rice work best."), False),
    ):
        telling.add(Note, before, by=by, text=text, private=private)


def tell_earlier_visits(telling: Telling, first: int, last: int) -> None:
    """Tell a visit each month from *first* to *last* days ago, with a question answered there, and a note a week."""
    for before in range(first - 7, last, -28):
        visit = telling.add(
            Appointment,
            before,
            what_for=_("Visit"),
            who=DOCTOR,
            place=HOSPITAL,
            happened_at=time(11, 0),
            decisions=_("Go on as planned."),
        )
        telling.add(
            Question,
            before + 3,
            text=_("Are the blood counts good enough for the next cycle?"),
            answer=_("Yes."),
            answered_on=telling.day(before),
            appointment_id=visit.id,
        )
    for before in range(first, last, -7):
        telling.add(Note, before, text=_("A quiet week. Walked a little every day."))
