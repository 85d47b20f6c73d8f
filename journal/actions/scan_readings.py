"""Writing down what a scan's report says beside sizes: what was typed is read, or refused in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from journal.actions.size_criteria import proposals
from journal.domain.imaging import Scan
from journal.domain.problems import N_, Problem
from journal.domain.quantity import Quantity
from journal.domain.scan_readings import ReadingRule, ScanReading
from journal.domain.sizes import micrometres
from journal.domain.treatment import Cycle, Procedure, TreatmentLine
from journal.exchange.matching import number_in
from journal.exchange.size_sheet import looks_like_centimetres
from journal.reference.tables import folded
from journal.rules.response.readings import STEROID_DOSE, ReadAnswer, Treatment, read_answers, rules_for
from journal.store.change import Draft
from journal.store.journal import Journal
from journal.text.scan_readings import reading_word

# What is asked for, in the order shown: of each thing one reading.
ASKED: Final[Mapping[ReadingRule, tuple[str, ...]]] = {
    ReadingRule.LUGANO: ("deauville", "uptake", "marrow", "spleen"),
    ReadingRule.RANO: ("t2-flair", "steroids", STEROID_DOSE, "clinical"),
    ReadingRule.PET: (
        *("sul-peak", "suv-bsa", "suv-max", "liver-sul-mean", "liver-sul-sd", "tlg", "extent"),
        "tumour-uptake",
    ),
    ReadingRule.PCWG3: ("bone-new",),
}
# The kinds of spots that have a name and are followed from scan to scan.
SPOTS: Final[Mapping[ReadingRule, tuple[str, ...]]] = {
    ReadingRule.LUGANO: ("node", "extranodal", "unmeasured"),
    ReadingRule.RANO: ("enhancing", "non-enhancing", "unmeasured"),
    ReadingRule.PET: (),
    ReadingRule.PCWG3: (),
}
UNMEASURED: Final = "unmeasured"
STATES: Final = ("absent", "too-small", "not-assessed")
STATES_UNMEASURED: Final = ("present", "absent", "progressed", "not-assessed")

SCORE: Final = "deauville"
COUNT: Final = "bone-new"
MM: Final = frozenset({"spleen", "extent"})
MM_IN_CM: Final = 10
MOST_SPOT_MM: Final = 500
LEAST_SPLEEN_MM, MOST_SPLEEN_MM = 30, 400
MOST_EXTENT_MM: Final = 2_000
MOST_UPTAKE: Final = 100
MOST_COUNTED: Final = 99
MOST_DOSE_MG: Final = 100  # of dexamethasone a day
MOST_TOGETHER: Final = 100_000  # total lesion glycolysis

_NUMBER: Final = r"(\d+(?:[.,]\d+)?)"
_SIZES: Final = re.compile(rf"{_NUMBER}\s*(?:[x×*]\s*{_NUMBER})?\s*(mm|cm)?", re.IGNORECASE)
_BOTH_CM: Final = re.compile(rf"{_NUMBER}\s*cm\s*[x×*]\s*{_NUMBER}\s*cm", re.IGNORECASE)
_SCORE: Final = re.compile(r"(?:deauville|ds|score)?\s*:?\s*([1-5x])", re.IGNORECASE)


@dataclass(frozen=True)
class Typed:
    """What a text says: one or two diameters, a value, or a word."""

    long_mm: Decimal | None = None
    short_mm: Decimal | None = None
    quantity: Quantity | None = None
    word: str = ""


def read_typed(what: str, text: str, before: Iterable[ScanReading] = ()) -> Typed | None:
    """Read what was typed for *what*; None where it is blank, a Problem where it cannot be.

    *before* are readings of the same spot at other scans: sizes that look like centimetres beside them are asked about.
    """
    text = text.strip()
    if not text:
        return None
    if what == SCORE:
        return _score(text)
    if what == UNMEASURED:
        return Typed(word=_state(text, STATES_UNMEASURED))
    if what == STEROID_DOSE:
        return _dose(text)
    if what == COUNT:
        return _count(text)
    if what in MM:
        return _length(what, text)
    if what in ASKED[ReadingRule.PET]:
        return _value(what, text)
    return _sizes(text, before)


def _score(text: str) -> Typed:
    match = _SCORE.fullmatch(text)
    if match is None:
        raise Problem(N_("The score is a number from 1 to 5, or an X. Check the report."))
    return Typed(word=match[1].lower())


def _length(what: str, text: str) -> Typed:
    match = _SIZES.fullmatch(text)
    if match is None or match[2]:
        raise Problem(N_("“{word}” is not one length. Write it in mm, like 120."), word=text)
    mm = _mm(match[1], match[3])
    least, most = (LEAST_SPLEEN_MM, MOST_SPLEEN_MM) if what == "spleen" else (0, MOST_EXTENT_MM)
    if not least <= mm <= most:
        raise Problem(N_("This length is between {least} and {most} mm. Check the number."), least=least, most=most)
    return Typed(long_mm=mm) if what == "spleen" else Typed(quantity=Quantity(mm, "mm"))


def _dose(text: str) -> Typed:
    match = re.fullmatch(rf"{_NUMBER}\s*(?:mg)?", text, re.IGNORECASE)
    if match is None:
        raise Problem(N_("“{word}” is not a dose. Write the mg of one day, like 4."), word=text)
    value = Decimal(match[1].replace(",", "."))
    if value > MOST_DOSE_MG:
        raise Problem(N_("A dose is between 0 and {most} mg a day. Check the number."), most=MOST_DOSE_MG)
    return Typed(quantity=Quantity(value, "mg"))


def _count(text: str) -> Typed:
    if not re.fullmatch(r"[0-9]{1,2}", text):
        raise Problem(N_("Write how many, from 0 to {most}. More than that counts as {most}."), most=MOST_COUNTED)
    return Typed(quantity=Quantity(Decimal(text)))


def _value(what: str, text: str) -> Typed:
    found = number_in(text)
    if found is None:
        raise Problem(N_("“{word}” is not a number. Write digits, like 3.8."), word=text)
    value, comparator = found
    most = MOST_TOGETHER if what == "tlg" else MOST_UPTAKE
    if not 0 <= value <= most:
        raise Problem(N_("This value is between 0 and {most}. Check the number."), most=most)
    return Typed(quantity=Quantity(value, "", comparator))


def _sizes(text: str, before: Iterable[ScanReading]) -> Typed:
    both = _BOTH_CM.fullmatch(text)
    match = both or _SIZES.fullmatch(text)
    if match is None:
        if re.search(r"\d", text):
            raise Problem(N_("“{word}” is no size. Write it along and across in mm, like 24 x 18."), word=text)
        return Typed(word=_state(text, STATES))
    unit = "cm" if both else match[3]
    sizes = sorted((_mm(each, unit) for each in match.groups()[:2] if each), reverse=True)
    if sizes[0] > MOST_SPOT_MM:
        raise Problem(N_("A spot is not longer than {most} mm. Check the number."), most=MOST_SPOT_MM)
    if not sizes[0]:
        return Typed(word="absent")  # looked for, and gone
    others = [each.long_mm for each in before if each.long_mm]
    if not unit and any(looks_like_centimetres(other, sizes[0]) for other in others):
        raise Problem(
            N_("Is {size} in millimetres? Another scan says {other} mm. Write mm or cm behind it."),
            size=sizes[0],
            other=others[-1],
        )
    return Typed(long_mm=sizes[0], short_mm=sizes[1] if len(sizes) > 1 else None)


def _mm(number: str, unit: str | None) -> Decimal:
    mm = Decimal(number.replace(",", ".")) * (MM_IN_CM if (unit or "").lower() == "cm" else 1)
    try:
        micrometres(mm)
    except ValueError:
        raise Problem(N_("The size has too many decimals. Three are enough.")) from None
    return mm


def _state(text: str, states: Sequence[str]) -> str:
    """Return the state that *text* is the whole or the beginning of."""
    typed, names = folded(text), {state: reading_word("", state) for state in states}
    found = [state for state, name in names.items() if typed and folded(name).startswith(typed)]
    if len(found) == 1:
        return found[0]
    raise Problem(N_("“{word}” is not known here. Write one of: {choices}."), word=text, choices=tuple(names.values()))


def blank(scan: Scan, rule: ReadingRule, what: str = "") -> ScanReading:
    """Return a reading of *scan* that says nothing yet."""
    return ScanReading(
        happened_on=scan.happened_on,
        happened_at=scan.happened_at,
        precision=scan.precision,
        scan_id=scan.id,
        rule=rule,
        what=what,
    )


def said(reading: ScanReading, typed: Typed, text: str) -> ScanReading:
    """Return *reading* with what was typed now."""
    return replace(
        reading,
        long_mm=typed.long_mm,
        short_mm=typed.short_mm,
        quantity=typed.quantity,
        word=typed.word,
        printed=text.strip(),
        author="",
        written_at=None,
    )


def spots_of(readings: Iterable[ScanReading], rule: ReadingRule) -> tuple[tuple[str, str], ...]:
    """Return the spots that a rule follows, each with its kind, in the order they were first written down."""
    kinds = SPOTS[rule]
    found = (each for each in sorted(readings, key=lambda each: each.happened_on) if each.rule is rule)
    return tuple({each.name: each.what for each in found if each.what in kinds and each.name}.items())


def change_spot(draft: Draft, readings: Iterable[ScanReading], *, new_name: str, what: str) -> None:
    """Give a spot another name or kind, in all its *readings*."""
    draft.save_all(replace(each, name=new_name, what=what, author="", written_at=None) for each in readings)


def move_readings(draft: Draft, scan: Scan, readings: Iterable[ScanReading]) -> None:
    """Write the day of *scan* on what it says."""
    draft.save_all(
        replace(each, happened_on=scan.happened_on, precision=scan.precision)
        for each in readings
        if each.scan_id == scan.id and (each.happened_on, each.precision) != (scan.happened_on, scan.precision)
    )


def rules_of(journal: Journal, scan: Scan) -> tuple[ReadingRule, ...]:
    """Return the rules that the report of *scan* is copied for."""
    return rules_for(scan, proposals(journal, [scan]), journal.all(ScanReading, scan_id=scan.id))


def answers_of(journal: Journal, scan: Scan) -> tuple[ReadAnswer, ...]:
    """Return what the rules say that *scan* has readings for; without any, nothing is looked up."""
    if not journal.all(ScanReading, scan_id=scan.id):
        return ()
    return read_answers(scan, journal.all(Scan), journal.all(ScanReading), treatment_of(journal))


def treatment_of(journal: Journal) -> Treatment:
    """Return what was given around the scans of *journal*."""
    return Treatment(tuple(journal.all(TreatmentLine)), tuple(journal.all(Cycle)), tuple(journal.all(Procedure)))
