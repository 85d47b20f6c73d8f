"""Courses of lesions measured along and across, as a person would note them."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from journal.domain.diameters import DiameterCourse, DiameterPoint, Diameters
from journal.domain.sizes import micrometres

START = date(2026, 1, 1)


def course(text: str, step: int = 56) -> DiameterCourse:
    """Read "node A 30x20, spleen 140; node A gone, marrow clear": scans *step* days apart, or "@30 …" for a day."""
    points = []
    for number, scan in enumerate(text.split(";")):
        day = number * step
        scan = scan.strip()
        if scan.startswith("@"):
            at, _space, scan = scan.partition(" ")
            day = int(at[1:])
        lines = tuple(_line(part.strip()) for part in scan.split(",") if part.strip())
        points.append(DiameterPoint(START + timedelta(day), lines))
    return DiameterCourse("case", tuple(points))


def _line(text: str) -> Diameters:
    kind, *items, value = text.split()
    item = items[0] if items else ""
    size, _slash, word = value.partition("/")
    if not size[0].isdigit() or kind in ("deauville", "steroids"):
        return Diameters(item, kind, word={"gone": "absent", "unread": "not-assessed"}.get(value, value))
    long, _x, short = size.partition("x")
    return Diameters(item, kind, _um(long), _um(short), word)


def _um(text: str) -> int | None:
    return micrometres(Decimal(text)) if text and text != "?" else None
