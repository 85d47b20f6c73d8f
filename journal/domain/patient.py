"""Who this journal is about, whom to call, and the sheet the team handed out."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum

from journal.domain.late_dataclass import dataclass
from journal.domain.record import Precision, Record


class Sex(StrEnum):
    """What a laboratory's range goes by."""

    UNKNOWN = ""
    FEMALE = "female"
    MALE = "male"
    OTHER = "other"


@dataclass(frozen=True, kw_only=True, repr=False, eq=False)
class Patient(Record):
    """The one person a journal is about."""

    name: str = ""
    call_me: str = ""
    born_on: date | None = None
    sex: Sex = Sex.UNKNOWN
    hospital_number: str = ""
    diagnosis: str = ""
    cancer: str = ""  # a key of reference.cancers, for proposing analytes and criteria
    stage: str = ""
    diagnosed_on: date | None = None
    diagnosed_precision: Precision = Precision.DAY
    allergies: tuple[str, ...] = ()
    devices: tuple[str, ...] = ()
    height_cm: Decimal | None = None


class ContactRole(StrEnum):
    """What a contact is to the person."""

    TEAM = "team"
    DOCTOR = "doctor"
    NURSE = "nurse"
    FAMILY = "family"
    OTHER = "other"


@dataclass(frozen=True, kw_only=True, repr=False, eq=False)
class Contact(Record):
    """Somebody to call."""

    name: str
    role: ContactRole = ContactRole.OTHER
    phone: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True, repr=False, eq=False)
class CareSheet(Record):
    """What the team's own sheet says: typed or confirmed by the person, never ours.

    *fever_at* and *low_at* in °C; None where the sheet does not say.  *confirmed_on* is the day the person checked
    the entries against the paper; None while they are only suggested starting values.
    """

    phone: str = ""  # the 24-hour line
    emergency_number: str = ""
    fever_at: Decimal | None = None
    low_at: Decimal | None = None
    confirmed_on: date | None = None
    team: str = ""
    note: str = ""


class Urgency(StrEnum):
    """How soon a sheet says to act."""

    EMERGENCY = "emergency"
    CALL_NOW = "call_now"
    CALL_TODAY = "call_today"
    TELL_AT_VISIT = "tell_at_visit"


@dataclass(frozen=True, kw_only=True, repr=False, eq=False)
class CallRule(Record):
    """One line of the care sheet: when *what* reaches *threshold*, act as *urgency* says."""

    rule: str  # a key of reference.call_rules, or "" for the person's own
    what: str
    measure: str = ""  # an analyte or symptom key
    at_least: Decimal | None = None
    below: Decimal | None = None
    unit: str = ""
    urgency: Urgency = Urgency.CALL_NOW
    confirmed_on: date | None = None
