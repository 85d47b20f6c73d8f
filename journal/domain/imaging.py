"""Scans and examinations, the lesions they follow, and what each scan said of each lesion."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from journal.domain.late_dataclass import dataclass
from journal.domain.record import Record


class Modality(StrEnum):
    """How the sizes were found; a physical examination is a kind of scan (sizes by hand)."""

    CT = "ct"
    MRI = "mri"
    PET_CT = "pet_ct"
    ULTRASOUND = "ultrasound"
    XRAY = "xray"
    BONE_SCAN = "bone_scan"
    EXAMINATION = "examination"
    OTHER = "other"


class NewLesion(StrEnum):
    """What the report says about lesions that were not there before."""

    NO = "no"
    YES = "yes"
    EQUIVOCAL = "equivocal"
    UNKNOWN = "unknown"


class Response(StrEnum):
    """Response categories of RECIST 1.1; NA where there is nothing of the kind to judge."""

    CR = "CR"
    PR = "PR"
    SD = "SD"
    NON_CR_NON_PD = "NON-CR/NON-PD"
    PD = "PD"
    NE = "NE"
    NA = "NA"


@dataclass(frozen=True, kw_only=True, repr=False, eq=False)
class Scan(Record):
    """One look at the tumours.

    *called* is the category the report or the doctor named (None where neither did), *called_text* their own words.
    *is_baseline* starts a new course: sizes are judged against the latest baseline on or before the scan.
    """

    modality: Modality = Modality.CT
    region: str = ""
    facility: str = ""
    is_baseline: bool = False
    new_lesion: NewLesion = NewLesion.UNKNOWN
    called: Response | None = None
    called_text: str = ""
    called_by: str = ""
    slice_mm: Decimal | None = None
    note: str = ""


class LesionRole(StrEnum):
    """How RECIST follows a lesion."""

    TARGET = "target"
    NON_TARGET = "non-target"
    NEW = "new"


@dataclass(frozen=True, kw_only=True, repr=False, eq=False)
class Lesion(Record):
    """One lesion under a name that stays; a node is measured by its short axis.  *happened_on*: first seen."""

    name: str
    role: LesionRole = LesionRole.TARGET
    organ: str = ""
    is_node: bool = False
    note: str = ""


class LesionState(StrEnum):
    """What a scan said of a lesion, beside or instead of a size."""

    MEASURED = "measured"
    ABSENT = "absent"
    PRESENT = "present"
    TOO_SMALL = "too-small"
    NOT_ASSESSED = "not-assessed"
    PROGRESSED = "progressed"
    EQUIVOCAL = "equivocal"
    MERGED = "merged"


@dataclass(frozen=True, kw_only=True, repr=False, eq=False)
class Measurement(Record):
    """What one scan said of one lesion; *mm* only where it was measured."""

    scan_id: str
    lesion_id: str
    mm: Decimal | None = None
    state: LesionState = LesionState.MEASURED
    printed: str = ""
    note: str = ""
