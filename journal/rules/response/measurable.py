"""What RECIST 1.1 takes for measurable at a first scan: said beside the sizes, never a reason to refuse one.

Sources: Eisenhauer et al., Eur J Cancer 2009;45:228-247, sections 3.1, 3.2 and 4.2.  Sizes
are compared as exact decimals.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Final

from journal.domain.finding import Finding
from journal.domain.imaging import Lesion, LesionRole, Measurement, Modality, Scan

LEAST_MM: Final = Decimal(10)  # CT or MRI with slices of 5 mm or less, and by hand (E09 3.1)
LEAST_NODE_MM: Final = Decimal(15)  # short axis (E09 3.1)
NORMAL_NODE_MM: Final = Decimal(10)  # below: not counted as diseased, neither recorded nor followed (E09 3.1)
LEAST_XRAY_MM: Final = Decimal(20)  # chest X-ray, surrounded by lung (E09 3.1)
THIN_SLICE_MM: Final = Decimal(5)  # above: at least two slices thick (E09 3.1)
SLICES: Final = 2
MOST_TARGETS: Final = 5  # in all (E09 4.2)
MOST_IN_ORGAN: Final = 2  # in one organ; all nodes together are one (E09 4.2)

SOURCE_SIZE: Final = "Eisenhauer 2009, sections 3.1 and 3.2"
SOURCE_CHOICE: Final = "Eisenhauer 2009, section 4.2"

_BY_SLICES: Final = frozenset({Modality.CT, Modality.MRI, Modality.PET_CT})
_NEVER: Final = frozenset({Modality.ULTRASOUND, Modality.BONE_SCAN})

CODES: Final = (
    "measurable.method",
    "measurable.node_normal",
    "measurable.node_small",
    "measurable.small",
    "measurable.thin_for_slices",
    "measurable.small_on_xray",
    "measurable.many",
    "measurable.many_in_organ",
)


def measurable(scan: Scan, lesions: Mapping[str, Lesion], measurements: Iterable[Measurement]) -> tuple[Finding, ...]:
    """Return what the rule says of the targets at *scan*, the first of its course; one finding a kind, with names.

    *measurements* are those of the scan, *lesions* are known by id.
    """
    sized = [(lesions[each.lesion_id], each) for each in measurements if each.lesion_id in lesions]
    targets = [(lesion, each) for lesion, each in sized if lesion.role is LesionRole.TARGET]
    found: dict[str, list[tuple[Lesion, Measurement]]] = {}
    for lesion, each in targets:
        code = _code(scan, lesion, each.mm) if each.mm is not None else ""
        if code:
            found.setdefault(code, []).append((lesion, each))
    answers = [_finding(code, SOURCE_SIZE, found[code], scan) for code in CODES if code in found]
    chosen = [lesion for lesion, _each in targets]
    if len(chosen) > MOST_TARGETS:
        answers.append(_finding("measurable.many", SOURCE_CHOICE, targets, scan))
    crowded = _crowded(chosen)
    if crowded:
        inside = [(lesion, each) for lesion, each in targets if _organ(lesion) in crowded]
        answers.append(_finding("measurable.many_in_organ", SOURCE_CHOICE, inside, scan))
    return tuple(answers)


def _code(scan: Scan, lesion: Lesion, mm: Decimal) -> str:
    if scan.modality in _NEVER:
        return "measurable.method"
    if lesion.is_node:
        if mm < NORMAL_NODE_MM:
            return "measurable.node_normal"
        return "measurable.node_small" if mm < LEAST_NODE_MM else ""
    if scan.modality is Modality.XRAY:
        return "measurable.small_on_xray" if mm < LEAST_XRAY_MM else ""
    if mm < LEAST_MM:
        return "measurable.small"
    thick = scan.slice_mm if scan.modality in _BY_SLICES else None
    if thick is not None and thick > THIN_SLICE_MM and mm < SLICES * thick:
        return "measurable.thin_for_slices"
    return ""


def _organ(lesion: Lesion) -> str:
    return "node" if lesion.is_node else lesion.organ.strip().casefold()


def _crowded(targets: Sequence[Lesion]) -> frozenset[str]:
    counts = Counter(organ for organ in map(_organ, targets) if organ)
    return frozenset(organ for organ, count in counts.items() if count > MOST_IN_ORGAN)


def _finding(code: str, source: str, rests_on: Sequence[tuple[Lesion, Measurement]], scan: Scan) -> Finding:
    return Finding(
        code=code,
        values={
            "names": tuple(lesion.name for lesion, _each in rests_on),
            "least_mm": SLICES * scan.slice_mm if scan.slice_mm is not None else None,
        },
        record_ids=(scan.id, *(each.id for _lesion, each in rests_on)),
        source=source,
    )
