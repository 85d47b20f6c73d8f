"""Blood tests, tumour markers, ctDNA, vital signs and genomic findings, as the paper states them."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from journal.domain.late_dataclass import dataclass
from journal.domain.quantity import Quantity
from journal.domain.record import Record


class ResultStatus(StrEnum):
    """How final a result is (FHIR's observation-status, as far as it is kept)."""

    FINAL = "final"
    PRELIMINARY = "preliminary"
    CORRECTED = "corrected"


@dataclass(frozen=True, kw_only=True, repr=False, eq=False)
class LabResult(Record):
    """One analyte, measured once.  *happened_on* is the day of the sample.

    *printed* is the value as it stands on paper ("< 0.1", "5,4", "not detected"); *quantity* the number read from it,
    None where there is none.  *low* and *high* are the laboratory's own range, in the unit of *quantity*.
    """

    analyte: str  # a key of reference.analytes, or "" where it is not known
    name: str = ""  # the test's name as printed
    loinc: str = ""
    quantity: Quantity | None = None
    printed: str = ""
    low: Decimal | None = None
    high: Decimal | None = None
    range_text: str = ""
    flag: str = ""  # L, H, … as printed; never recomputed
    laboratory: str = ""
    method: str = ""
    detection_limit: Decimal | None = None
    specimen: str = ""
    status: ResultStatus = ResultStatus.FINAL
    note: str = ""


@dataclass(frozen=True, kw_only=True, repr=False, eq=False)
class VitalSign(Record):
    """Temperature, weight, pulse, blood pressure and the like, measured once."""

    analyte: str
    quantity: Quantity
    printed: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True, repr=False, eq=False)
class GenomicFinding(Record):
    """What a gene test of tumour or blood said."""

    gene: str
    result: str = ""  # "mutated", "wild type", "MSI-high", … as reported
    variant: str = ""
    specimen: str = ""
    laboratory: str = ""
    method: str = ""
    note: str = ""
