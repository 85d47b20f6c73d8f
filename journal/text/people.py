"""What people are called by what they are to the person."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from journal.domain.patient import ContactRole, Sex
from journal.domain.symptoms import ScoredBy
from journal.text.language import _

_ROLES: Final[Mapping[ContactRole, Callable[[], str]]] = {
    ContactRole.TEAM: lambda: _("the team"),
    ContactRole.DOCTOR: lambda: _("doctor"),
    ContactRole.NURSE: lambda: _("nurse"),
    ContactRole.FAMILY: lambda: _("family, or a friend"),
    ContactRole.OTHER: lambda: _("somebody else"),
}
_SEXES: Final[Mapping[Sex, Callable[[], str]]] = {
    Sex.UNKNOWN: lambda: _("Not written down"),
    Sex.FEMALE: lambda: _("Female"),
    Sex.MALE: lambda: _("Male"),
    Sex.OTHER: lambda: _("Other"),
}
_SCORERS: Final[Mapping[ScoredBy, Callable[[], str]]] = {
    ScoredBy.PATIENT: lambda: _("Own score"),
    ScoredBy.CARER: lambda: _("A carer’s score"),
}


def role_name(role: ContactRole) -> str:
    """Return what a contact is to the person."""
    return _ROLES[role]()


def sex_name(sex: Sex) -> str:
    """Return the word for a sex."""
    return _SEXES[sex]()


def scorer_name(who: ScoredBy) -> str:
    """Return whose score it is."""
    return _SCORERS[who]()
