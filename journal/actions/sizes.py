"""Writing down what a scan said of a lesion: a cell's text read, asked about where it looks odd, and kept as typed."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final, TypeVar

from journal.domain.imaging import Lesion, LesionRole, LesionState, Measurement, NewLesion, Scan
from journal.domain.problems import N_, Problem
from journal.domain.record import new_id
from journal.domain.sizes import micrometres
from journal.exchange.size_sheet import MAX_MM, looks_like_centimetres
from journal.reference.tables import folded
from journal.store.change import Draft
from journal.text.names import lesion_state_name, new_lesion_word

T = TypeVar("T")

MM_IN_CM: Final = 10
# A size below 10 mm with a decimal is asked about where another scan shows six to fifteen times as much: wide enough
# for 2.1 after 24, which may be 21 mm.
LEAST_TIMES: Final = 6
MOST_TIMES: Final = 15

# What can be said of a lesion besides a size, in the order offered.
STATES_OF: Final[Mapping[LesionRole, tuple[LesionState, ...]]] = {
    LesionRole.TARGET: (LesionState.ABSENT, LesionState.TOO_SMALL, LesionState.NOT_ASSESSED, LesionState.MERGED),
    LesionRole.NON_TARGET: (
        LesionState.PRESENT,
        LesionState.ABSENT,
        LesionState.TOO_SMALL,
        LesionState.NOT_ASSESSED,
        LesionState.PROGRESSED,
        LesionState.MERGED,
    ),
    LesionRole.NEW: (
        LesionState.PRESENT,
        LesionState.EQUIVOCAL,
        LesionState.ABSENT,
        LesionState.TOO_SMALL,
        LesionState.NOT_ASSESSED,
        LesionState.PROGRESSED,
    ),
}
NEW_CHOICES: Final = (NewLesion.NO, NewLesion.YES, NewLesion.EQUIVOCAL, NewLesion.UNKNOWN)

_SIZE: Final = re.compile(r"(?P<number>\d+(?:[.,]\d+)?|[.,]\d+)\s*(?P<unit>mm|cm)?", re.IGNORECASE)
_DASHES: Final = ("-", "–", "—", "−")


@dataclass(frozen=True)
class Said:
    """What was typed for one lesion at one scan: a size, or a state without one."""

    state: LesionState
    mm: Decimal | None = None
    printed: str = ""


@dataclass(frozen=True)
class Asked:
    """A question about what was typed, and what may have been meant instead."""

    problem: Problem
    said: Said
    instead: Said | None = None


def read_said(text: str, role: LesionRole) -> Said | None:
    """Read the text of a cell ("24", "2,4 cm", "gone", "too"); None where it is blank, a Problem where it is odd."""
    text = text.strip()
    if not text:
        return None
    if text in _DASHES:
        return Said(LesionState.NOT_ASSESSED, printed=text)
    match = _SIZE.fullmatch(text)
    if match is not None:
        return _size(Decimal(match["number"].replace(",", ".")), (match["unit"] or "").lower(), text)
    if text.startswith(_DASHES) and _SIZE.fullmatch(text[1:].strip()):
        raise Problem(N_("A size cannot be less than 0. Check it."))
    if re.search(r"\d", text):
        raise Problem(
            N_("“{word}” is not one size. Write the longest in mm, or for a node the short side."),
            word=text,
        )
    return Said(_meant(text, {state: lesion_state_name(state) for state in STATES_OF[role]}), printed=text)


def _size(number: Decimal, unit: str, text: str) -> Said:
    mm = number * MM_IN_CM if unit == "cm" else number
    if not mm:
        return Said(LesionState.ABSENT, printed=text)  # looked for, and gone
    try:
        micrometres(mm)
    except ValueError:
        raise Problem(N_("The size has too many decimals. Three are enough.")) from None
    whole = mm == mm.to_integral_value()
    return Said(LesionState.MEASURED, Decimal(int(mm)) if whole else mm, text)


def read_new_lesion(text: str) -> NewLesion:
    """Read what was typed about new spots; blank is not said, a Problem where it is odd."""
    text = text.strip()
    if not text or text in _DASHES:
        return NewLesion.UNKNOWN
    return _meant(text, {each: new_lesion_word(each) for each in NEW_CHOICES})


def _meant(text: str, words: Mapping[T, str]) -> T:
    """Return what *text* is the whole or the beginning of; nothing is guessed where it could be two."""
    typed = folded(text)
    whole = [each for each, word in words.items() if folded(word) == typed]
    found = whole or [each for each, word in words.items() if typed and folded(word).startswith(typed)]
    if len(found) == 1:
        return found[0]
    if found:
        raise Problem(
            N_("“{word}” can mean: {choices}. Write one more letter."),
            word=text,
            choices=tuple(words[each] for each in found),
        )
    raise Problem(
        N_("“{word}” is not known here. Write a size in mm, or: {choices}."), word=text, choices=tuple(words.values())
    )


def ask_size(said: Said | None, others: Iterable[Decimal | None]) -> Asked | None:
    """Ask about a size that hardly fits *others*, which the scans before and after say of the same lesion."""
    if said is None or said.mm is None:
        return None
    mm = said.mm
    if mm > MAX_MM:
        return Asked(Problem(N_("Is {size} mm right? That is larger than a spot can well be."), size=mm), said)
    for other in others:
        if other and _may_be_centimetres(other, mm):
            instead = replace(said, mm=Decimal(int(mm * MM_IN_CM)) if mm * MM_IN_CM % 1 == 0 else mm * MM_IN_CM)
            problem = Problem(N_("Is {size} in millimetres? Another scan says {other} mm."), size=mm, other=other)
            return Asked(problem, said, instead if mm < other else None)
    return None


def _may_be_centimetres(other: Decimal, mm: Decimal) -> bool:
    is_small = mm < MM_IN_CM and mm != mm.to_integral_value()
    return looks_like_centimetres(other, mm) or (is_small and LEAST_TIMES * mm <= other <= MOST_TIMES * mm)


def write_said(draft: Draft, scan: Scan, lesion: Lesion, before: Measurement | None, said: Said | None) -> None:
    """Write what *scan* said of *lesion* in the place of *before*; None takes it out."""
    if said is None:
        if before is not None:
            draft.delete(before)
        return
    if before is None:
        before = Measurement(
            happened_on=scan.happened_on, precision=scan.precision, scan_id=scan.id, lesion_id=lesion.id
        )
    # Its origin stays: what was read from a file is known there, and must not come in a second time.
    draft.save(replace(before, mm=said.mm, state=said.state, printed=said.printed, author="", written_at=None))


def move_scan(draft: Draft, scan: Scan, measurements: Iterable[Measurement]) -> None:
    """Write *scan* with its new day, and that day on what it said of each lesion."""
    draft.save(replace(scan, author="", written_at=None))
    for each in measurements:
        if each.scan_id == scan.id and (each.happened_on, each.precision) != (scan.happened_on, scan.precision):
            draft.save(replace(each, happened_on=scan.happened_on, precision=scan.precision))


def follow_as(
    draft: Draft, lesion: Lesion, role: LesionRole, scan_ids: Collection[str], measurements: Iterable[Measurement]
) -> Lesion:
    """Follow *lesion* in another role from one start on, and return it as it is followed there.

    *scan_ids* are the scans since that start.  Where other scans speak of it too, they keep it as it was: what the rule
    made of them must not change afterwards, so the lesion goes on as one of its own.
    """
    own = [each for each in measurements if each.lesion_id == lesion.id]
    moved = [each for each in own if each.scan_id in scan_ids]
    if len(moved) == len(own):
        changed = replace(lesion, role=role, author="", written_at=None)
        draft.save(changed)
        return changed
    since = min((each.happened_on for each in moved), default=lesion.happened_on)
    changed = replace(lesion, id=new_id(), role=role, happened_on=since, author="", written_at=None, origin="")
    draft.save(changed)
    draft.save_all(replace(each, lesion_id=changed.id) for each in moved)
    return changed
