"""What things are called in the reader's language: response words, levels, symptoms, tests."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from journal.domain.imaging import LesionRole, LesionState, Modality, NewLesion, Response
from journal.reference.analytes import analytes
from journal.reference.symptoms import symptoms
from journal.text.language import _

_RESPONSES: Final[Mapping[Response, Callable[[], str]]] = {
    Response.CR: lambda: _("complete response"),
    Response.PR: lambda: _("partial response"),
    Response.SD: lambda: _("stable disease"),
    Response.NON_CR_NON_PD: lambda: _("neither gone nor growing"),
    Response.PD: lambda: _("progressive disease"),
    Response.NE: lambda: _("not evaluable"),
    Response.NA: lambda: _("nothing to judge"),
}
_IMMUNE_RESPONSES: Final[Mapping[str, Callable[[], str]]] = {
    "iCR": lambda: _("complete response (iCR)"),
    "iPR": lambda: _("partial response (iPR)"),
    "iSD": lambda: _("stable disease (iSD)"),
    "iUPD": lambda: _("growth, not confirmed (iUPD)"),
    "iCPD": lambda: _("growth, confirmed (iCPD)"),
}
_LEVELS: Final[tuple[Callable[[], str], ...]] = (
    lambda: _("none"),
    lambda: _("mild"),
    lambda: _("moderate"),
    lambda: _("severe"),
    lambda: _("very severe"),
)
_MODALITIES: Final[Mapping[Modality, Callable[[], str]]] = {
    Modality.CT: lambda: _("CT"),
    Modality.MRI: lambda: _("MRI"),
    Modality.PET_CT: lambda: _("PET-CT"),
    Modality.ULTRASOUND: lambda: _("Ultrasound"),
    Modality.XRAY: lambda: _("X-ray"),
    Modality.BONE_SCAN: lambda: _("Bone scan"),
    Modality.EXAMINATION: lambda: _("Examination"),
    Modality.OTHER: lambda: _("Scan"),
}
_NEW_LESIONS: Final[Mapping[NewLesion, Callable[[], str]]] = {
    NewLesion.NO: lambda: _("no new spots"),
    NewLesion.YES: lambda: _("a new spot"),
    NewLesion.EQUIVOCAL: lambda: _("a doubtful new spot"),
    NewLesion.UNKNOWN: lambda: _("new spots not mentioned"),
}
_NEW_LESION_WORDS: Final[Mapping[NewLesion, Callable[[], str]]] = {
    NewLesion.NO: lambda: _("none"),
    NewLesion.YES: lambda: _("yes"),
    NewLesion.EQUIVOCAL: lambda: _("doubtful"),
    NewLesion.UNKNOWN: lambda: _("not said"),
}
_LESION_STATES: Final[Mapping[LesionState, Callable[[], str]]] = {
    LesionState.MEASURED: lambda: _("measured"),
    LesionState.ABSENT: lambda: _("gone"),
    LesionState.PRESENT: lambda: _("there"),
    LesionState.TOO_SMALL: lambda: _("too small"),
    LesionState.NOT_ASSESSED: lambda: _("not looked at"),
    LesionState.PROGRESSED: lambda: _("growing"),
    LesionState.EQUIVOCAL: lambda: _("doubtful"),
    LesionState.MERGED: lambda: _("merged"),
}
_LESION_ROLES: Final[Mapping[LesionRole, Callable[[], str]]] = {
    LesionRole.TARGET: lambda: _("measured at each scan"),
    LesionRole.NON_TARGET: lambda: _("seen but not measured"),
    LesionRole.NEW: lambda: _("new: not there at the start"),
}


def response_name(response: Response) -> str:
    """Return a response category in full words."""
    return _RESPONSES[response]()


def immune_response_name(category: str, plain: Response) -> str:
    """Return a category of iRECIST in full words; that of the *plain* one where it has no other name."""
    named = _IMMUNE_RESPONSES.get(category)
    return named() if named is not None else response_name(plain)


def level_name(level: int) -> str:
    """Return the word for a level from 0 to 4."""
    return _LEVELS[level]()


def modality_name(modality: Modality) -> str:
    """Return the word for a kind of scan."""
    return _MODALITIES[modality]()


def new_lesion_name(new: NewLesion) -> str:
    """Return the words for what was said of new lesions."""
    return _NEW_LESIONS[new]()


def new_lesion_word(new: NewLesion) -> str:
    """Return the same in a word or two, for a table that says what it is about."""
    return _NEW_LESION_WORDS[new]()


def lesion_state_name(state: LesionState) -> str:
    """Return the word for what a scan said of a lesion."""
    return _LESION_STATES[state]()


def lesion_role_name(role: LesionRole) -> str:
    """Return the words for how a lesion is followed."""
    return _LESION_ROLES[role]()


def symptom_name(key: str, own: Mapping[str, str] | None = None) -> str:
    """Return a symptom's name; *own* names those that the catalogue does not know."""
    known = symptoms().get(key)
    return _(known.name) if known is not None else (own or {}).get(key, key)


def analyte_name(key: str, printed: str = "") -> str:
    """Return a test's name; as *printed* where the catalogue does not know it."""
    known = analytes().get(key)
    return _(known.name) if known is not None else printed or key
