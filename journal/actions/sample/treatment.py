"""The sample's treatment: lines, drugs, cycles and doses, operations, medicines and whether they were taken."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Final

from journal.actions.sample.story import CycleStory, LineStory
from journal.actions.sample.telling import CARER, Telling
from journal.domain.medicines import Intake, Medicine
from journal.domain.quantity import Quantity
from journal.domain.treatment import Cycle, CycleState, Dose, Drug, Procedure, ProcedureKind, TreatmentLine
from journal.text.language import _

LOPERAMIDE_DAYS: Final = (24, 23, 22, 10, 9, 8)


def tell_lines(telling: Telling, lines: tuple[LineStory, ...]) -> None:
    """Tell every line with its cycles; the running one with what is planned next."""
    for line in lines:
        _tell_line(telling, line)


def _tell_line(telling: Telling, story: LineStory) -> None:
    first = story.cycles[0].before
    line = telling.add(
        TreatmentLine,
        first,
        name=story.name,
        number=story.number,
        regimen=story.regimen,
        intent=story.intent,
        cycle_days=story.cycle_days,
        planned_cycles=story.planned_cycles,
        ended_on=None if story.ended is None else telling.day(story.ended),
        why_ended=story.why,
    )
    drugs = [
        telling.add(
            Drug, first, line_id=line.id, name=name, route=route, planned=Quantity(Decimal(dose), unit), days=days
        )
        for name, route, dose, unit, days in story.drugs
    ]
    for number, cycle in enumerate(story.cycles, start=1):
        _tell_cycle(telling, story, cycle, number, line, drugs)
    for ahead in range(story.next_planned):
        before = -1 - ahead * story.cycle_days
        telling.add(
            Cycle,
            before,
            written=story.cycles[-1].before,
            line_id=line.id,
            number=len(story.cycles) + 1 + ahead,
            planned_on=telling.day(before),
        )


def _tell_cycle(
    telling: Telling, story: LineStory, cycle: CycleStory, number: int, line: TreatmentLine, drugs: list[Drug]
) -> None:
    told = telling.add(
        Cycle,
        cycle.before,
        line_id=line.id,
        number=number,
        state=CycleState.GIVEN,
        planned_on=telling.day(cycle.before + cycle.late),
        reason=_("neutrophils too low, a week later") if cycle.late else "",
    )
    for drug in drugs:
        planned = drug.planned
        is_reduced = drug.name == story.reduced and cycle.share < 100
        given = planned
        if is_reduced and planned is not None:
            given = replace(planned, value=planned.value * cycle.share / 100)
        telling.add(
            Dose,
            cycle.before,
            cycle_id=told.id,
            drug_id=drug.id,
            planned=planned,
            given=given,
            reason=_reason(story, cycle) if is_reduced else "",
        )


def _reason(story: LineStory, cycle: CycleStory) -> str:
    if cycle.share == 0:
        return _("left out, fingers stay numb")
    return _("for diarrhoea") if story.reduced == "irinotecan" else _("for numb fingers")


def tell_procedures(telling: Telling) -> None:
    """Tell operations and what was done beside the drugs."""
    telling.add(
        Procedure,
        530,
        kind=ProcedureKind.SURGERY,
        name=_("Right part of the bowel removed"),
        site=_("bowel"),
        note=_("Keyhole surgery, no stoma."),
    )
    telling.add(Procedure, 495, kind=ProcedureKind.OTHER, name=_("Port put in"), site=_("right chest"))
    telling.add(Procedure, 172, kind=ProcedureKind.BIOPSY, name=_("Biopsy of a liver spot"), site=_("liver"))


def tell_medicines(telling: Telling) -> None:
    """Tell medicines beside the treatment, and the tablets taken when needed."""
    telling.add(
        Medicine,
        490,
        name="ondansetron",
        dose="8 mg",
        schedule=_("twice a day on days 1 to 3"),
        purpose=_("against nausea"),
    )
    telling.add(
        Medicine,
        490,
        name="dexamethasone",
        dose="4 mg",
        schedule=_("mornings on days 2 and 3"),
        purpose=_("against nausea"),
        stopped_on=telling.day(343),
        why_stopped=_("slept badly"),
    )
    telling.add(
        Medicine, 520, name="apixaban", dose="2.5 mg", schedule=_("twice a day"), is_blood_thinner=True,
        purpose=_("after the operation"), stopped_on=telling.day(490), why_stopped=_("as planned"),
    )  # fmt: skip
    telling.add(Medicine, 400, name="amlodipine", dose="5 mg", schedule=_("mornings"), purpose=_("blood pressure"))
    loperamide = telling.add(
        Medicine, 24, name="loperamide", dose="2 mg", when_needed=True, purpose=_("against diarrhoea")
    )
    for before in LOPERAMIDE_DAYS:
        telling.add(
            Intake, before, by=CARER, medicine_id=loperamide.id, amount=_("2 tablets") if before % 2 else _("1 tablet")
        )
    telling.add(
        Medicine, 17, name=_("antibiotic tablets"), schedule=_("twice a day"), purpose=_("after the fever"),
        stopped_on=telling.day(11), why_stopped=_("as planned"),
    )  # fmt: skip
