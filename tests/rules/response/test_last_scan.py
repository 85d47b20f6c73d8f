"""Whether report and sizes say the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from journal.domain.imaging import Lesion, LesionRole, LesionState, Measurement, NewLesion, Response, Scan
from journal.rules.response.last_scan import last_scan

FIRST, SECOND = date(2026, 1, 5), date(2026, 3, 5)


@pytest.mark.parametrize(
    ("role", "called", "differs"),
    [
        (LesionRole.TARGET, Response.SD, False),
        (LesionRole.TARGET, Response.PR, True),
        (LesionRole.TARGET, None, None),
        # Where nothing is measured, "stable" in a report and the rule's "neither gone nor growing" are one thing.
        (LesionRole.NON_TARGET, Response.SD, False),
        (LesionRole.NON_TARGET, Response.NON_CR_NON_PD, False),
        (LesionRole.NON_TARGET, Response.PD, True),
        (LesionRole.NEW, Response.SD, None),  # nothing to judge
    ],
)
def test_report_and_sizes(role: LesionRole, called: Response | None, differs: bool | None) -> None:
    lesion = Lesion(happened_on=FIRST, name="Liver", role=role)
    scans = [Scan(happened_on=FIRST), Scan(happened_on=SECOND, called=called, new_lesion=NewLesion.NO)]
    state = {LesionRole.TARGET: LesionState.MEASURED, LesionRole.NON_TARGET: LesionState.PRESENT}.get(
        role, LesionState.ABSENT
    )
    size = Decimal(30) if role is LesionRole.TARGET else None
    sizes = [
        Measurement(happened_on=scan.happened_on, scan_id=scan.id, lesion_id=lesion.id, mm=size, state=state)
        for scan in scans
    ]
    answer = last_scan(scans, [lesion], sizes)
    assert answer is not None
    assert answer.differs is differs


def test_the_rule_that_a_report_names_judges_the_scans_since_its_start() -> None:
    lesion = Lesion(happened_on=date(2026, 1, 5), name="Liver")
    days = (date(2026, 1, 5), date(2026, 3, 5), date(2026, 5, 5))
    scans = [Scan(happened_on=day, new_lesion=NewLesion.NO) for day in days]
    sizes = [
        Measurement(happened_on=scan.happened_on, scan_id=scan.id, lesion_id=lesion.id, mm=Decimal(size))
        for scan, size in zip(scans, (50, 62, 63), strict=True)
    ]
    plain = last_scan(scans, [lesion], sizes)
    assert plain is not None
    assert plain.verdict is not None
    assert plain.verdict.finding.code == "recist.overall.pd"
    scans[1] = replace(scans[1], called_text="iRECIST: iUPD")
    immune = last_scan(scans, [lesion], sizes)
    assert immune is not None
    assert immune.verdict is not None
    assert (immune.verdict.immune, immune.verdict.finding.code) == ("iUPD", "irecist.overall.iupd")
    # A new start is judged by itself: what an earlier course's report names does not reach it.
    scans[2] = replace(scans[2], is_baseline=True)
    scans.append(Scan(happened_on=date(2026, 7, 5), new_lesion=NewLesion.YES))
    new = last_scan(scans, [lesion], sizes)
    assert new is not None
    assert new.verdict is not None
    assert new.verdict.criterion == "recist-1.1"


def test_whether_the_last_scan_has_sizes_goes_by_its_own() -> None:
    lesion = Lesion(happened_on=date(2026, 1, 5), name="Liver")
    first, last = (Scan(happened_on=day) for day in (date(2026, 1, 5), date(2026, 3, 5)))
    size = Measurement(happened_on=first.happened_on, scan_id=first.id, lesion_id=lesion.id, mm=Decimal(50))
    of_first = last_scan([first, last], [lesion], [size])
    of_last = last_scan([first, last], [lesion], [replace(size, scan_id=last.id)])
    assert of_first is not None
    assert of_last is not None
    assert (of_first.has_sizes, of_last.has_sizes) == (False, True)
