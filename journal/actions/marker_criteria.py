"""What a criterion of blood values says of this journal: PCWG3 of PSA, GCIG of CA-125, IMWG of myeloma's proteins.

Which one fits goes by the kind of cancer.  Beside blood tests, GCIG reads what scans were called, as far as the person
opened them: nothing is given away.  Bone scans have their own answer on the page Scans, as PCWG3 asks.  No marrow is
read.  What a rule would need beside all that, its answer names.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Final

from journal.domain.finding import Finding
from journal.domain.imaging import Lesion, Measurement, Scan
from journal.domain.marker_values import MarkerCourse, MarkerValue
from journal.domain.patient import Patient
from journal.domain.quantity import Comparator, Quantity
from journal.domain.results import LabResult
from journal.domain.treatment import Procedure, ProcedureKind, TreatmentLine
from journal.reference.units import convert
from journal.rules.cycles import current_line
from journal.rules.response import gcig_ca125, imwg, pcwg3
from journal.rules.response.courses import scan_order
from journal.rules.response.imwg_course import KAPPA, LAMBDA, RATIO, SERUM
from journal.rules.response.last_scan import last_scan
from journal.rules.response.other_readings import of_last_value
from journal.rules.response.proposals import proposed
from journal.store.journal import Journal

SURGERY: Final = "surgery"  # as the criterion for CA-125 calls it
_READ: Final = frozenset({Comparator.NONE, Comparator.LESS, Comparator.AT_MOST})  # a rule reads no "> 5000"
BARE: Final = "1"  # the unit of a ratio, which papers leave out


@dataclass(frozen=True)
class RuleAnswer:
    """What the criterion called *name* says at the last value of *course*, which holds every result it read."""

    name: str
    findings: tuple[Finding, ...]
    analytes: tuple[str, ...]
    criterion: str  # as in CRITERIA
    course: MarkerCourse = field(repr=False)

    @cached_property
    def rests_on(self) -> frozenset[str]:
        """The ids of every result that it read."""
        return frozenset(value.record_id for value in self.course.values)

    @cached_property
    def others(self) -> tuple[Finding, ...]:
        """What other readings of the criterion would give, worked out when it is asked for."""
        return of_last_value(self.criterion, self.course)


@dataclass(frozen=True)
class _Rule:
    """A criterion: its name, what it calls each test with the unit it reads, and its answers as findings."""

    name: str
    tests: Mapping[str, tuple[str, str]]  # by analyte
    last: Callable[[MarkerCourse], tuple[Finding, ...]]
    reads_scans: bool = False


def _last_psa(course: MarkerCourse) -> tuple[Finding, ...]:
    answers = pcwg3.judge(course)
    return answers[-1].reasons if answers else ()


def _last_ca125(course: MarkerCourse) -> tuple[Finding, ...]:
    answers = gcig_ca125.judge(course)
    return answers[-1].reasons if answers else ()


def _last_myeloma(course: MarkerCourse) -> tuple[Finding, ...]:
    answers = imwg.judge(course)
    return (answers[-1].finding, *answers[-1].reasons) if answers else ()


RULES: Final[Mapping[str, _Rule]] = {
    "pcwg3": _Rule("PCWG3", {"psa": (pcwg3.PSA, "ng/mL")}, _last_psa),
    "gcig-ca125": _Rule("GCIG", {"ca125": (gcig_ca125.CA125, "U/mL")}, _last_ca125, reads_scans=True),
    "imwg": _Rule(
        "IMWG",
        {
            "m_protein": (SERUM, "g/L"),
            "flc_kappa": (KAPPA, "mg/L"),
            "flc_lambda": (LAMBDA, "mg/L"),
            "flc_ratio": (RATIO, BARE),
        },
        _last_myeloma,
    ),
}


def rule_answer(journal: Journal, today: date, open_scans: Container[str] = frozenset()) -> RuleAnswer | None:
    """Return what the criterion for this person's kind of cancer says; None where none reads blood values.

    None, too, without a treatment, or without a value since its start.  *open_scans* are the ids of those that the
    person opened.
    """
    patient = next(iter(journal.all(Patient)), None)
    fitting = [each.criterion for each in proposed(patient.cancer)] if patient is not None else []
    criterion = next((name for name in fitting if name in RULES), None)
    line = current_line(journal.all(TreatmentLine), today)
    if criterion is None or line is None:
        return None
    rule = RULES[criterion]
    results = [each for key in rule.tests for each in journal.between(LabResult, until=today, analyte=key)]
    procedures = journal.between(Procedure, until=today)
    course = marker_course(rule, results, procedures, line.happened_on)
    if rule.reads_scans:
        called = _called(journal, today, line.happened_on, open_scans)
        course = replace(course, values=tuple(sorted((*course.values, *called), key=lambda value: value.on)))
    findings = rule.last(course)
    if not findings:
        return None
    return RuleAnswer(rule.name, findings, tuple(rule.tests), criterion, course)


def _called(journal: Journal, today: date, started_on: date, open_scans: Container[str]) -> Iterator[MarkerValue]:
    """Yield what each opened scan since the start was called; where the report says nothing, what its sizes give."""
    scans = journal.between(Scan, until=today)
    lesions, sizes = journal.all(Lesion), journal.all(Measurement)
    for scan in scans:
        if scan.happened_on <= started_on or scan.id not in open_scans:
            continue
        word = scan.called
        if word is None:
            upto = [each for each in scans if scan_order(each) <= scan_order(scan)]
            answer = last_scan(upto, lesions, sizes)
            judged = answer.assessment if answer is not None else None
            word = judged.overall if judged is not None else None
        if word is not None:
            yield MarkerValue(scan.happened_on, gcig_ca125.RECIST, word=word.value, record_id=scan.id)


def marker_course(
    rule: _Rule, results: Iterable[LabResult], procedures: Iterable[Procedure], started_on: date
) -> MarkerCourse:
    """Return *results* as *rule* reads them: in its unit, oldest first; what has no number is left out."""
    values = [value for each in results if (value := _value(each, *rule.tests[each.analyte])) is not None]
    operations = tuple((each.happened_on, SURGERY) for each in procedures if each.kind is ProcedureKind.SURGERY)
    return MarkerCourse("", started_on, tuple(sorted(values, key=lambda value: value.on)), operations)


def _value(result: LabResult, name: str, unit: str) -> MarkerValue | None:
    quantity = result.quantity
    if quantity is None or quantity.comparator not in _READ:
        return None
    printed = quantity.unit or (BARE if unit == BARE else "")
    read = convert(Quantity(quantity.value, printed, quantity.comparator), result.analyte, unit)
    if read is None:
        return None
    high = convert(Quantity(result.high, printed), result.analyte, unit) if result.high is not None else None
    return MarkerValue(
        on=result.happened_on,
        analyte=name,
        value=read.value,
        is_limit=not quantity.is_exact,
        upper_limit=high.value if high is not None else None,
        record_id=result.id,
        is_less=quantity.comparator is Comparator.LESS,
    )
