"""Judging a course of sizes by the criterion that its report names, each answer in the same form."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from journal.domain.finding import Finding
from journal.domain.imaging import Modality, Response, Scan
from journal.domain.patient import Patient
from journal.domain.sizes import Course
from journal.domain.treatment import Drug, TreatmentLine
from journal.reference.regimens import regimens
from journal.rules.cycles import current_line
from journal.rules.response import irecist, mrecist, recist_1_1
from journal.rules.response.irecist import ImmuneResponse
from journal.rules.response.named import IRECIST, MRECIST, RECIST, named
from journal.rules.response.proposals import Proposal, proposed
from journal.rules.response.recist_1_1 import Assessment
from journal.store.journal import Journal

PLAIN: Final[Mapping[ImmuneResponse, Response]] = {
    ImmuneResponse.ICR: Response.CR,
    ImmuneResponse.IPR: Response.PR,
    ImmuneResponse.ISD: Response.SD,
    ImmuneResponse.NON_ICR_NON_IUPD: Response.NON_CR_NON_PD,
    ImmuneResponse.IUPD: Response.PD,
    ImmuneResponse.ICPD: Response.PD,
    ImmuneResponse.NE: Response.NE,
    ImmuneResponse.NA: Response.NA,
}


@dataclass(frozen=True)
class Verdict:
    """One scan judged by one criterion: the answer in RECIST's form, and as the criterion itself says it.

    *immune* is its category where the criterion is iRECIST.
    """

    criterion: str
    judged: Assessment
    finding: Finding
    immune: ImmuneResponse | None = None


def verdicts(criterion: str, course: Course) -> tuple[Verdict, ...]:
    """Judge every scan of *course* after its first by *criterion*, oldest first."""
    return tuple(_JUDGES[criterion](course))


def _by_recist(course: Course) -> Iterable[Verdict]:
    return (Verdict(RECIST, each, each.finding) for each in recist_1_1.judge(course))


def _by_mrecist(course: Course) -> Iterable[Verdict]:
    return (Verdict(MRECIST, each, mrecist.finding_of(each)) for each in mrecist.judge(course))


def _by_irecist(course: Course) -> Iterable[Verdict]:
    for each in irecist.judge(course):
        judged = replace(each.recist, overall=PLAIN[each.overall], reasons=each.reasons)
        yield Verdict(IRECIST, judged, each.finding, each.overall)


_JUDGES: Final[Mapping[str, Callable[[Course], Iterable[Verdict]]]] = {
    RECIST: _by_recist,
    IRECIST: _by_irecist,
    MRECIST: _by_mrecist,
}


def criterion_of(scans: Iterable[Scan]) -> str:
    """Return the criterion that a course is judged by: the one its last report that names one names, else RECIST 1.1.

    Scans of one course are judged by one rule: sizes of living parts and of whole spots do not mix.
    """
    return next((name for scan in reversed(list(scans)) if (name := named(scan.called_text))), RECIST)


def proposals(journal: Journal, scans: Iterable[Scan]) -> tuple[Proposal, ...]:
    """Return the criteria that fit this person's kind of cancer, the treatment at the last of *scans*, and *scans*."""
    shown = list(scans)
    patient = next(iter(journal.all(Patient)), None)
    kinds: set[Modality] = {scan.modality for scan in shown}
    drugs: list[str] = []
    if shown:
        line = current_line(journal.all(TreatmentLine), shown[-1].happened_on)
        if line is not None:
            known = regimens().get(line.regimen)
            own = [drug.name for drug in journal.all(Drug, line_id=line.id)]
            drugs = [line.name, *(own or [each.name for each in known.drugs] if known is not None else own)]
    return proposed(patient.cancer if patient is not None else "", drugs, kinds)
