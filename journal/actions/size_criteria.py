"""The criteria that fit this person's kind of cancer, treatment and scans."""

from __future__ import annotations

from collections.abc import Iterable

from journal.domain.imaging import Modality, Scan
from journal.domain.patient import Patient
from journal.domain.treatment import Drug, TreatmentLine
from journal.reference.regimens import regimens
from journal.rules.cycles import current_line
from journal.rules.response.proposals import Proposal, proposed
from journal.store.journal import Journal


def proposals(journal: Journal, scans: Iterable[Scan]) -> tuple[Proposal, ...]:
    """Return the criteria that fit this person's kind of cancer, the treatment at the last of *scans*, and *scans*."""
    shown = list(scans)
    patient = next(iter(journal.all(Patient)), None)
    kinds: set[Modality] = {scan.modality for scan in shown}
    line = current_line(journal.all(TreatmentLine), shown[-1].happened_on) if shown else None
    drugs: list[str] = []
    if line is not None:
        known = regimens().get(line.regimen)
        own = [drug.name for drug in journal.all(Drug, line_id=line.id)]
        drugs = [line.name, *(own or ([each.name for each in known.drugs] if known is not None else []))]
    return proposed(patient.cancer if patient is not None else "", drugs, kinds)
