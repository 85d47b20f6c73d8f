"""The sample's scans: stable, then partial, then growing with a new spot; a new start, and stable towards partial."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from journal.actions.sample.telling import Telling
from journal.domain.imaging import Lesion, LesionRole, LesionState, Measurement, Modality, NewLesion, Response, Scan
from journal.text.language import _

SEGMENT_6, SEGMENT_8, LUNG, NODE = "segment 6", "segment 8", "lung", "node"
SMALL, SEGMENT_2, FRESH, LOOKED_AT = "small", "segment 2", "fresh", "segment 8, looked at"
STATES: Final = {state.value: state for state in LesionState}


@dataclass(frozen=True)
class ScanStory:
    """One scan: a size in millimetres or a state for each lesion, and what the report called it."""

    before: int
    seen: dict[str, str]
    called: Response | None = None
    words: str = ""
    new: NewLesion = NewLesion.NO
    is_baseline: bool = False
    modality: Modality = Modality.CT


# Sums of the four targets: 93, 84 (stable), 62 (partial), 58, 57, then 75 with a new spot (growing); 73, 65, 51.
SCANS: Final = (
    ScanStory(500, {SEGMENT_6: "34", SEGMENT_8: "27", LUNG: "14", NODE: "18", SMALL: "present", SEGMENT_2: "present"},
              is_baseline=True),
    ScanStory(434, {SEGMENT_6: "31", SEGMENT_8: "25", LUNG: "12", NODE: "16", SMALL: "present", SEGMENT_2: "present"},
              Response.SD, "stable disease"),
    ScanStory(371, {SEGMENT_6: "22", SEGMENT_8: "18", LUNG: "9", NODE: "13", SMALL: "present", SEGMENT_2: "present"},
              Response.PR, "partial response"),
    ScanStory(310, {SEGMENT_6: "21", SEGMENT_8: "16", LUNG: "8", NODE: "13", SMALL: "present", SEGMENT_2: "too-small"},
              Response.PR, "continuing partial response"),
    ScanStory(247, {SEGMENT_6: "20.5", SEGMENT_8: "16", LUNG: "8", NODE: "12.5", SMALL: "present",
                    SEGMENT_2: "not-assessed"},
              Response.SD, "no change since the last scan"),
    ScanStory(182, {SEGMENT_6: "29", SEGMENT_8: "22", LUNG: "9", NODE: "15", SMALL: "present", SEGMENT_2: "present",
                    FRESH: "12"},
              Response.PD, "progressive disease, new spot in segment 4", NewLesion.YES),
    # A new start for the second line: the spot that was new is measured now, and segment 8 only looked at, since the
    # rule follows at most two spots in one organ.
    ScanStory(152, {SEGMENT_6: "32", LUNG: "10", NODE: "16", FRESH: "15", LOOKED_AT: "present", SMALL: "present",
                    SEGMENT_2: "present"},
              is_baseline=True),
    ScanStory(90, {SEGMENT_6: "28", LUNG: "9", NODE: "15", FRESH: "13", LOOKED_AT: "present", SMALL: "present",
                   SEGMENT_2: "present"},
              Response.SD, "stable disease"),
    # Just over the line: by the sizes a partial response, in the report's words stable.
    ScanStory(6, {SEGMENT_6: "22", LUNG: "8", NODE: "12", FRESH: "9", LOOKED_AT: "present", SMALL: "present",
                  SEGMENT_2: "present"},
              Response.SD, "stable, a little smaller"),
)  # fmt: skip


def _lesion_names() -> dict[str, tuple[str, str, LesionRole, bool]]:
    return {
        SEGMENT_6: (_("Liver, segment 6"), _("liver"), LesionRole.TARGET, False),
        SEGMENT_8: (_("Liver, segment 8"), _("liver"), LesionRole.TARGET, False),
        LUNG: (_("Lung, right lower lobe"), _("lung"), LesionRole.TARGET, False),
        NODE: (_("Node near the aorta"), _("lymph node"), LesionRole.TARGET, True),
        SMALL: (_("Small spots, both lungs"), _("lung"), LesionRole.NON_TARGET, False),
        SEGMENT_2: (_("Liver, segment 2"), _("liver"), LesionRole.NON_TARGET, False),
    }


def tell_scans(telling: Telling) -> None:
    """Tell the examination at the start, and every scan with what it said of each lesion."""
    lesions = {
        key: telling.add(Lesion, SCANS[0].before, name=name, organ=organ, role=role, is_node=is_node)
        for key, (name, organ, role, is_node) in _lesion_names().items()
    }
    # The same spot twice: as the new one that it was, and as a target of the second line.
    new = telling.add(Lesion, 182, name=_("Liver, segment 4 (new)"), organ=_("liver"), role=LesionRole.NEW)
    target = telling.add(Lesion, 152, name=_("Liver, segment 4"), organ=_("liver"))
    lesions[LOOKED_AT] = telling.add(
        Lesion, 152, name=_("Liver, segment 8"), organ=_("liver"), role=LesionRole.NON_TARGET
    )
    for story in SCANS:
        scan = telling.add(
            Scan,
            story.before,
            modality=story.modality,
            region=_("chest and belly"),
            facility="St Aldhelm's Hospital",
            is_baseline=story.is_baseline,
            new_lesion=story.new,
            called=story.called,
            called_text=story.words,
            called_by="Dr L. Brandt" if story.words else "",
            slice_mm=Decimal(3),
        )
        for key, said in story.seen.items():
            fresh = new if story.new is NewLesion.YES else target
            _tell_measurement(telling, scan, lesions.get(key, fresh), said)


def _tell_measurement(telling: Telling, scan: Scan, lesion: Lesion, said: str) -> None:
    before = (telling.today - scan.happened_on).days
    state = STATES.get(said, LesionState.MEASURED)
    telling.add(
        Measurement,
        before,
        scan_id=scan.id,
        lesion_id=lesion.id,
        mm=Decimal(said) if state is LesionState.MEASURED else None,
        state=state,
        printed=f"{said} mm" if state is LesionState.MEASURED else "",
    )


def tell_earlier_scans(telling: Telling, first: int, last: int) -> None:
    """Tell a scan about every two months from *first* to *last* days ago, with a new start each year."""
    names = (_("Liver, segment 5"), _("Liver, segment 7"), _("Lung, left upper lobe"), _("Node behind the belly"))
    lesions: list[Lesion] = []
    for number, before in enumerate(range(first, last, -58)):
        is_baseline = number % 6 == 0
        if is_baseline:
            lesions = [
                telling.add(Lesion, before, name=name, is_node=index == len(names) - 1)
                for index, name in enumerate(names)
            ]
        scan = telling.add(
            Scan,
            before,
            modality=Modality.MRI if number % 5 == 4 else Modality.CT,
            facility="St Aldhelm's Hospital",
            is_baseline=is_baseline,
            new_lesion=NewLesion.NO,
            called=None if is_baseline else Response.SD,
            called_text="" if is_baseline else "stable disease",
        )
        for lesion, size in zip(lesions, (31, 22, 14, 19), strict=True):
            shrunk = size * (1 - 0.07 * (number % 6)) + (1 if number % 6 == 5 else 0)
            _tell_measurement(telling, scan, lesion, telling.near(shrunk, 0.6))
