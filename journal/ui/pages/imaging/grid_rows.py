"""The rows and columns of the grid of sizes: spots in groups, with their sum, and the days of the scans."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

from journal.actions.scan_grid import ScanGrid, ScanGroup, key_of
from journal.domain.imaging import Lesion, LesionRole
from journal.domain.record import Precision
from journal.text import dates
from journal.text.language import _
from journal.text.numbers import NO_BREAK

FEW: Final = 4  # scans that are seen side by side; where they scroll, each day has its year
NEW_ROW: Final = "new"  # the keys of the rows on new spots and of the sums; other rows have the id of their lesion
SUM_ROW: Final = "sum"


class Kind(Enum):
    """What a row is."""

    TITLE = "title"
    SPOT = "spot"
    SUM = "sum"
    NEW = "new"


@dataclass(frozen=True)
class GridRow:
    """One row; *key* tells it from the others also after a change.

    *lesions* are several where a spot is followed under one name as another record since a new start.
    """

    kind: Kind
    key: str
    title: str
    lesions: tuple[Lesion, ...] = ()


def rows_of(grid: ScanGrid, groups: Sequence[ScanGroup]) -> tuple[GridRow, ...]:
    rows: list[GridRow] = []
    targets = _spot_rows(grid, groups, LesionRole.TARGET)
    if targets:
        rows.append(GridRow(Kind.TITLE, "targets", _("Measured spots")))
        rows += targets
        rows.append(GridRow(Kind.SUM, SUM_ROW, _("All together, mm")))
    others = _spot_rows(grid, groups, LesionRole.NON_TARGET)
    if others:
        rows.append(GridRow(Kind.TITLE, "others", _("Seen but not measured")))
        rows += others
    if groups:
        rows.append(GridRow(Kind.NEW, NEW_ROW, _("New spots")))
    return (*rows, *_spot_rows(grid, groups, LesionRole.NEW))


def _spot_rows(grid: ScanGrid, groups: Sequence[ScanGroup], role: LesionRole) -> list[GridRow]:
    """Return a row for each spot; one that is followed as another record since a new start keeps its row."""
    spoken_of: dict[str, set[str]] = {}
    for lesion_id, scan_id in grid.sizes:
        group = grid.group_of(scan_id)
        if group is not None:
            spoken_of.setdefault(lesion_id, set()).add(key_of(group))
    rows: list[tuple[list[Lesion], set[str]]] = []
    by_name: dict[tuple[str, bool], list[int]] = {}
    for lesion in grid.lesions_of(groups, role):
        courses = spoken_of.get(lesion.id, set())
        alike = by_name.setdefault((lesion.name.casefold(), lesion.is_node), [])
        # Two of one name in one course are two spots.
        at = next((at for at in alike if courses and not courses & rows[at][1]), None)
        if at is None:
            alike.append(len(rows))
            rows.append(([lesion], set(courses) or {lesion.id}))
        else:
            rows[at][0].append(lesion)
            rows[at][1].update(courses)
    return [_spot_row(lesions) for lesions, _courses in rows]


def _spot_row(lesions: Sequence[Lesion]) -> GridRow:
    first = lesions[0]
    title = _("{name}, short axis").format(name=first.name) if first.is_node else first.name
    return GridRow(Kind.SPOT, first.id, title, tuple(lesions))


def titles_of(groups: Sequence[ScanGroup]) -> tuple[tuple[str, str], ...]:
    """Return the day and the word of each scan; the year stands where it changes, and at both ends."""
    scans = [(group, scan) for group in groups for scan in group.scans]
    titles = []
    year: int | None = None
    for at, (group, scan) in enumerate(scans):
        day, is_last = scan.happened_on, at == len(scans) - 1
        short = dates.short_day(day) if scan.precision is Precision.DAY else dates.day(day, scan.precision)
        if scan.precision is Precision.DAY and (day.year != year or is_last or len(scans) > FEW):
            short = _("{day} {year}").format(day=short, year=day.year).replace(" ", NO_BREAK)
        year = day.year
        smallest = group.smallest_before(group.scans[-1])
        if group.start is scan:
            word = _("start")
        elif is_last:
            word = _("last scan")
        else:
            word = _("smallest sum") if smallest is scan else ""
        titles.append((short, word))
    return tuple(titles)
