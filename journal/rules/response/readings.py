"""From what scans say beside sizes to the answers of Lugano, RANO, PERCIST, EORTC and PCWG3: each with its working.

Every rule has its sources in its own file.  What the journal knows already is not asked for again: new spots stand at
the scan, radiotherapy and cycles in the treatment.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Final

from journal.domain.diameters import DiameterCourse, DiameterPoint, Diameters
from journal.domain.finding import Finding
from journal.domain.imaging import Modality, NewLesion, Response, Scan
from journal.domain.marker_values import MarkerCourse, MarkerValue
from journal.domain.quantity import Comparator
from journal.domain.scan_readings import ReadingRule, ScanReading
from journal.domain.treatment import Cycle, Procedure, ProcedureKind, TreatmentLine
from journal.rules.cycles import current_line, given_cycles
from journal.rules.response import eortc_pet, lugano, lugano_ct, pcwg3, percist, pet_answer, rano, rano_sizes
from journal.rules.response.chosen_settings import Changes, with_changes
from journal.rules.response.courses import scan_order, um_of
from journal.rules.response.proposals import Proposal

FIRST: Final = "read.first"
CODES: Final = (FIRST,)

# The word of RECIST that means most nearly the same; MR lies between two of them, NON-PD says only what it is not.
PLAIN: Final[Mapping[str, Response | None]] = {
    "CMR": Response.CR,
    "PMR": Response.PR,
    "NMR": Response.SD,
    "SMD": Response.SD,
    "PMD": Response.PD,
    "CR": Response.CR,
    "PR": Response.PR,
    "MR": None,
    "SD": Response.SD,
    "PDu": Response.PD,
    "PD": Response.PD,
    "NON-PD": None,
    "NE": Response.NE,
}
UNCONFIRMED: Final = "PDu"
STEROID_DOSE: Final = "steroid-dose"  # in mg of dexamethasone a day; read where no word says how it changed
_NO_CHANGE: Final = frozenset({Response.SD, Response.NON_CR_NON_PD})

_PROPOSED: Final = {
    "lugano": ReadingRule.LUGANO,
    "rano": ReadingRule.RANO,
    "percist": ReadingRule.PET,
    "pcwg3": ReadingRule.PCWG3,
}
_NAMED: Final = {
    "lugano": ReadingRule.LUGANO,
    "deauville": ReadingRule.LUGANO,
    "rano": ReadingRule.RANO,
    "percist": ReadingRule.PET,
    "eortc": ReadingRule.PET,
    "pcwg3": ReadingRule.PCWG3,
}
_NAME: Final = re.compile(rf"(?<![a-z])({'|'.join(_NAMED)})(?![a-z])", re.IGNORECASE)
_BODY: Final = frozenset({Modality.CT, Modality.MRI, Modality.PET_CT, Modality.OTHER})
_READ_ON: Final = {
    ReadingRule.LUGANO: _BODY,
    ReadingRule.RANO: _BODY - {Modality.PET_CT},
    ReadingRule.PET: frozenset({Modality.PET_CT}),
    ReadingRule.PCWG3: frozenset({Modality.BONE_SCAN}),
}
_NEW_UPTAKE: Final = {NewLesion.NO: "no", NewLesion.YES: "yes", NewLesion.EQUIVOCAL: "equivocal"}
_NEW_SPOT: Final = {NewLesion.YES: "present", NewLesion.EQUIVOCAL: "equivocal"}
_NEW_PET: Final = {NewLesion.YES: pet_answer.YES, NewLesion.NO: "NO"}
# What can be said in a word, by the kind of thing; the score is read by itself.
RULE_WORDS: Final[Mapping[str, tuple[str, ...]]] = {
    lugano.UPTAKE: ("lower", "same", "higher"),
    lugano_ct.MARROW: (lugano_ct.CLEAR, lugano_ct.INVOLVED),
    rano.FLAIR: ("lower", "same", rano.HIGHER),
    rano.STEROIDS: (rano.NONE, "lower", "same", rano.HIGHER),
    rano.CLINICAL: ("better", "same", rano.WORSE),
    pet_answer.UPTAKE: (pet_answer.GONE, "PRESENT"),
}
_LIMITS: Final = frozenset({Comparator.LESS, Comparator.AT_MOST})


@dataclass(frozen=True)
class Treatment:
    """What was given around the scans, as far as a rule asks for it."""

    lines: tuple[TreatmentLine, ...] = ()
    cycles: tuple[Cycle, ...] = ()
    procedures: tuple[Procedure, ...] = ()


@dataclass(frozen=True)
class ReadAnswer:
    """What one rule says of one scan.  *rule* as in CRITERIA; *category* "" for a first scan, which nobody judges.

    *first*, *smallest* and *now* are sums of products in mm2 where *is_products*, else the uptake that was read.
    """

    rule: str
    category: str
    finding: Finding
    first: Decimal | None = None
    smallest: Decimal | None = None
    now: Decimal | None = None
    is_products: bool = True

    @property
    def plain(self) -> Response | None:
        """The word of RECIST that means most nearly the same; None where none does."""
        return PLAIN.get(self.category)

    def differs(self, called: Response | None) -> bool | None:
        """Say whether the report called it something else; None where that cannot be said."""
        if called is None or called in (Response.NE, Response.NA) or self.plain in (None, Response.NE):
            return None
        if self.category == UNCONFIRMED:
            return None
        if called in _NO_CHANGE and self.plain in _NO_CHANGE:
            return False
        return called is not self.plain


def rules_for(
    scan: Scan, proposals: Iterable[Proposal], readings: Iterable[ScanReading] = ()
) -> tuple[ReadingRule, ...]:
    """Return the rules to ask *scan*'s report for: those it has readings of or names, and those that fit the person."""
    wanted = {each.rule for each in readings if each.scan_id == scan.id}
    wanted |= {_NAMED[name.lower()] for name in _NAME.findall(scan.called_text)}
    fitting = {_PROPOSED[each.criterion] for each in proposals if each.criterion in _PROPOSED}
    wanted |= {rule for rule in fitting if scan.modality in _READ_ON[rule]}
    return tuple(rule for rule in ReadingRule if rule in wanted)


def read_answers(
    scan: Scan,
    scans: Iterable[Scan],
    readings: Iterable[ScanReading],
    treatment: Treatment,
    changes: Mapping[str, Changes] | None = None,
) -> tuple[ReadAnswer, ...]:
    """Return what each rule says that *scan* has readings for; *changes* are settings of rules, as in CRITERIA."""
    of_rule: dict[ReadingRule, dict[str, list[ScanReading]]] = {}
    for each in readings:
        of_rule.setdefault(each.rule, {}).setdefault(each.scan_id, []).append(each)
    ordered = sorted(scans, key=scan_order)
    found: list[ReadAnswer] = []
    for rule in ReadingRule:
        if scan.id in of_rule.get(rule, {}):
            course = _course(scan, ordered, of_rule[rule], treatment)
            found += _ANSWERS[rule](scan, course, treatment, changes or {})
    return tuple(found)


@dataclass(frozen=True)
class _Course:
    """The scans that are judged together, oldest first; the first is what the others are set beside.

    *started_on* is its day; where nothing was read before treatment, the day that treatment began.
    """

    started_on: date
    scans: tuple[Scan, ...]
    readings: Mapping[str, Sequence[ScanReading]]
    has_first: bool  # the first of *scans* was read at the start

    @property
    def told(self) -> Iterable[tuple[Scan, Sequence[ScanReading]]]:
        """Each scan with its readings."""
        return ((each, self.readings[each.id]) for each in self.scans)


def _course(
    scan: Scan, ordered: Sequence[Scan], readings: Mapping[str, Sequence[ScanReading]], treatment: Treatment
) -> _Course:
    """Find the scans around *scan* from its start on: the last one read before the treatment that ran then."""
    place = next(at for at, each in enumerate(ordered) if each.id == scan.id)
    start = next((at for at in range(place, -1, -1) if ordered[at].is_baseline), 0)
    end = next((at for at in range(place + 1, len(ordered)) if ordered[at].is_baseline), len(ordered))
    line = current_line(treatment.lines, scan.happened_on)
    begun = line.happened_on if line is not None else None
    read = [each for each in ordered[start:end] if each.id in readings]
    before = [each for each in read if begun is not None and each.happened_on <= begun]
    after = [each for each in read if each not in before and current_line(treatment.lines, each.happened_on) == line]
    if before:
        return _Course(before[-1].happened_on, (before[-1], *after), readings, has_first=True)
    if ordered[start].is_baseline and ordered[start] in after:
        return _Course(ordered[start].happened_on, tuple(after), readings, has_first=True)
    if begun is not None:  # all of them came later
        return _Course(begun, tuple(after), readings, has_first=False)
    has_first = ordered[start] in after
    return _Course(ordered[start].happened_on, tuple(after), readings, has_first=has_first)


def _first(rule: str) -> tuple[ReadAnswer, ...]:
    return (ReadAnswer(rule, "", Finding(code=FIRST)),)


# Two diameters


def _by_lugano(
    scan: Scan, course: _Course, _treatment: Treatment, changes: Mapping[str, Changes]
) -> tuple[ReadAnswer, ...]:
    new = (("new-uptake", _NEW_UPTAKE), (lugano_ct.NEW_NODE, _NEW_SPOT))
    points = [_point(each, course.readings[each.id], new) for each in course.scans]
    if not course.has_first:
        points.insert(0, DiameterPoint(course.started_on, ()))
    settings = with_changes(lugano.Settings(), changes.get("lugano", {}))
    return _of_scan("lugano", lugano.judge(DiameterCourse("", tuple(points)), settings), scan, course)


def _by_rano(
    scan: Scan, course: _Course, treatment: Treatment, changes: Mapping[str, Changes]
) -> tuple[ReadAnswer, ...]:
    new = ((rano_sizes.NEW, _NEW_SPOT),)
    rays = [each for each in treatment.procedures if each.kind is ProcedureKind.RADIOTHERAPY]
    ends = [on for each in rays if (on := each.ended_on or each.happened_on) <= scan.happened_on]
    beside = next((each for each in course.scans if not ends or each.happened_on > max(ends)), None)
    at_first = _dose(course.readings[beside.id]) if beside is not None else None
    points = [_with_dose(_point(each, said, new), _dose(said), at_first) for each, said in course.told]
    over = Diameters("", rano.RADIOTHERAPY, word="end")
    points += [DiameterPoint(on, (over,)) for on in ends]
    settings = with_changes(rano.Settings(), changes.get("rano", {}))
    return _of_scan("rano", rano.judge(DiameterCourse("", tuple(points)), settings), scan, course)


def _dose(readings: Iterable[ScanReading]) -> Decimal | None:
    """Return the dose of steroids, in mg of dexamethasone a day."""
    doses = (each.quantity for each in readings if each.what == STEROID_DOSE)
    return next((dose.value for dose in doses if dose is not None and dose.is_exact), None)


def _with_dose(point: DiameterPoint, dose: Decimal | None, at_first: Decimal | None) -> DiameterPoint:
    """Say how *dose* stands beside the one at the start, where no word says it."""
    if point.word(rano.STEROIDS) or dose is None:
        return point
    if not dose:
        word = rano.NONE
    elif at_first is None:
        return point
    else:
        word = rano.HIGHER if dose > at_first else "same"  # or lower: the rule asks no more
    return replace(point, lines=(*point.lines, Diameters("", rano.STEROIDS, word=word)))


def _point(
    scan: Scan, readings: Iterable[ScanReading], new: Iterable[tuple[str, Mapping[NewLesion, str]]]
) -> DiameterPoint:
    lines = [
        Diameters(each.name, each.what, um_of(each.long_mm), um_of(each.short_mm), each.word, each.id)
        for each in readings
    ]
    lines += [
        Diameters("", kind, word=words[scan.new_lesion], record_id=scan.id)
        for kind, words in new
        if scan.new_lesion in words
    ]
    return DiameterPoint(scan.happened_on, tuple(lines))


def _of_scan(
    rule: str, answers: Iterable[lugano.Answer | rano.Answer], scan: Scan, course: _Course
) -> tuple[ReadAnswer, ...]:
    ids = {each.id for each in course.readings[scan.id]}
    answer = next((each for each in answers if ids & set(each.record_ids)), None)
    if answer is None:
        return _first(rule)
    sums = (answer.baseline_mm2, answer.nadir_mm2, answer.sum_mm2)
    return (ReadAnswer(rule, answer.overall.value, answer.finding, *sums),)


# The values of a PET


def _by_pet(
    scan: Scan, course: _Course, treatment: Treatment, changes: Mapping[str, Changes]
) -> tuple[ReadAnswer, ...]:
    values = [value for each in course.scans for value in _values(each, course, treatment)]
    markers = MarkerCourse("", course.started_on, tuple(values))
    has_surface, has_lean = bool(markers.of(eortc_pet.UPTAKE_BSA)), bool(markers.of(percist.SUL))
    found: list[ReadAnswer] = []
    if has_lean or not has_surface:
        of_lean = with_changes(percist.Settings(), changes.get("percist", {}))
        found += _on_day("percist", percist.judge(markers, of_lean), scan)
    if has_surface:
        of_surface = with_changes(eortc_pet.Settings(), changes.get("eortc-pet", {}))
        found += _on_day("eortc-pet", eortc_pet.judge(markers, of_surface), scan)
    return tuple(found)


def _values(scan: Scan, course: _Course, treatment: Treatment) -> Iterable[MarkerValue]:
    on = scan.happened_on
    for each in course.readings[scan.id]:
        number = each.quantity
        if number is None:
            yield MarkerValue(on, each.what, word=each.word, record_id=each.id)
        elif number.is_exact or number.comparator in _LIMITS:
            yield MarkerValue(on, each.what, number.value, not number.is_exact, record_id=each.id)
    if scan.new_lesion in _NEW_PET:
        yield MarkerValue(on, pet_answer.NEW, word=_NEW_PET[scan.new_lesion], record_id=scan.id)
    line = current_line(treatment.lines, on)
    given = given_cycles(each for each in treatment.cycles if line is not None and each.line_id == line.id)
    if given:
        count = sum(course.started_on <= each.happened_on < on for each in given)
        yield MarkerValue(on, eortc_pet.CYCLES, Decimal(count))


def _on_day(rule: str, answers: Iterable[pet_answer.Answer], scan: Scan) -> tuple[ReadAnswer, ...]:
    answer = next((each for each in answers if each.on == scan.happened_on), None)
    if answer is None:
        return _first(rule)
    values = (answer.baseline, answer.nadir, answer.value)
    return (ReadAnswer(rule, answer.overall.value, answer.finding, *values, is_products=False),)


# The bones


def _by_bone_scans(
    scan: Scan, course: _Course, _treatment: Treatment, changes: Mapping[str, Changes]
) -> tuple[ReadAnswer, ...]:
    counts = [
        MarkerValue(each.happened_on, pcwg3.BONE, reading.quantity.value, record_id=reading.id)
        for each in course.scans
        for reading in course.readings[each.id]
        if reading.what == pcwg3.BONE and reading.quantity is not None and reading.quantity.is_exact
    ]
    settings = with_changes(pcwg3.Settings(), changes.get("pcwg3", {}))
    answers = pcwg3.judge(MarkerCourse("", course.started_on, tuple(counts)), settings)
    answer = next((each.bone for each in answers if each.on == scan.happened_on and each.bone is not None), None)
    if answer is None:
        return _first("pcwg3")
    (finding,) = answer.reasons
    return (ReadAnswer("pcwg3", answer.progression.value, finding),)


_ANSWERS: Final = {
    ReadingRule.LUGANO: _by_lugano,
    ReadingRule.RANO: _by_rano,
    ReadingRule.PET: _by_pet,
    ReadingRule.PCWG3: _by_bone_scans,
}
