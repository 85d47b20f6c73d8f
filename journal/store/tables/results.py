"""Tables of laboratory results, vital signs and genomic findings."""

from journal.domain.results import GenomicFinding, LabResult, VitalSign
from journal.store.tables.mapping import Kept

TABLES = (
    Kept("lab_results", LabResult, by=("analyte",)),
    Kept("vital_signs", VitalSign, by=("analyte",)),
    Kept("genomic_findings", GenomicFinding),
)
