"""The sheet of sizes: one row a lesion and scan, any order; each case becomes a course to be judged."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Final, TypeVar

from journal.domain.imaging import LesionRole, LesionState, NewLesion
from journal.domain.problems import N_, Problem
from journal.domain.sizes import Course, Reading, ScanDay, TimePoint, micrometres
from journal.exchange.sheets import number_in, rows_of

T = TypeVar("T")
COLUMNS: Final = ("case", "date", "lesion", "role", "node", "mm", "status")
MAX_MM: Final = 300  # larger sizes are asked about: most are centimetres or tenths gone astray
_ROLES: Final = {role.value: role for role in LesionRole}
_STATES: Final = {state.value: state for state in LesionState if state is not LesionState.MEASURED}
_NODES: Final = {"yes": True, "no": False, "": False}


@dataclass(frozen=True)
class _Row:
    line: int
    case: str
    on: ScanDay
    reading: Reading
    mm: Decimal | None


def read_sizes(path: Path, *, accept_unusual: bool = False) -> list[Course]:
    """Return the courses of a sheet, in the order in which their cases first appear.

    A mistake is refused with its line.  Sizes that look like centimetres are asked about, too, unless
    *accept_unusual* says that they are right.
    """
    cases: dict[str, list[_Row]] = {}
    seen: dict[tuple[str, str, str], int] = {}
    for line, cells in rows_of(path, COLUMNS):
        row = _row(line, cells)
        key = row.case, row.on.text, row.reading.lesion
        if key in seen:
            raise Problem(
                N_("Line {line}: this lesion already has a row for this date, on line {other}. Delete one."),
                line=line,
                other=seen[key],
            )
        seen[key] = line
        cases.setdefault(row.case, []).append(row)
    courses = []
    for case, rows in cases.items():
        rows.sort(key=lambda row: row.on)
        _check_order(rows)
        _check_roles(rows)
        if not accept_unusual:
            _check_sizes(rows)
        courses.append(_course(case, rows))
    return courses


def _row(line: int, cells: dict[str, str]) -> _Row:
    for column in ("case", "date", "lesion"):
        if not cells[column]:
            raise Problem(N_("Line {line}: the {column} is blank. Fill it in."), line=line, column=column)
    try:
        on = ScanDay.read(cells["date"])
    except ValueError:
        raise Problem(
            N_("Line {line}: “{word}” is not a date. Write it like 2026-05-12, or 2026-05."),
            line=line,
            word=cells["date"],
        ) from None
    role = _one_of(cells["role"], _ROLES, line, "role")
    is_node = _one_of(cells["node"], _NODES, line, "node")
    state = _one_of(cells["status"], {**_STATES, "": LesionState.MEASURED}, line, "status")
    mm = number_in(cells["mm"], line, "mm")
    if mm is None and state is LesionState.MEASURED:
        raise Problem(N_("Line {line}: there is neither a size nor a status. Fill in one of them."), line=line)
    if mm is not None and mm < 0:
        raise Problem(N_("Line {line}: a size cannot be less than 0. Check it."), line=line)
    if mm and state in (LesionState.ABSENT, LesionState.NOT_ASSESSED):
        raise Problem(N_("Line {line}: the status says there is no size, but one is given. Correct one."), line=line)
    try:
        um = None if mm is None else micrometres(mm)
    except ValueError:
        raise Problem(N_("Line {line}: the size has too many decimals. Three are enough."), line=line) from None
    return _Row(line, cells["case"], on, Reading(cells["lesion"], role, is_node, state, um), mm)


def _one_of(word: str, known: Mapping[str, T], line: int, column: str) -> T:
    found = known.get(word.lower())
    if found is None:
        raise Problem(
            N_("Line {line}: “{word}” is not a {column}. Use one of: {choices}."),
            line=line,
            word=word,
            column=column,
            choices=", ".join(choice for choice in known if choice),
        )
    return found


def _check_order(rows: list[_Row]) -> None:
    for before, after in pairwise(rows):
        if before.on != after.on and before.on.is_unsure_against(after.on):
            raise Problem(
                N_("Line {line}: it is not certain which came first, {first} or {second}. Write the day."),
                line=max(before.line, after.line),
                first=before.on.text,
                second=after.on.text,
            )


def _check_roles(rows: Iterable[_Row]) -> None:
    first: dict[str, _Row] = {}
    for row in rows:
        before = first.setdefault(row.reading.lesion, row)
        same = (before.reading.role, before.reading.is_node) == (row.reading.role, row.reading.is_node)
        if not same:
            raise Problem(
                N_("Line {line}: this lesion has another role or node on line {other}. Use the same on both."),
                line=row.line,
                other=before.line,
            )


def _check_sizes(rows: Iterable[_Row]) -> None:
    last: dict[str, Decimal] = {}
    for row in rows:
        if row.mm is None:
            continue
        before = last.get(row.reading.lesion)
        if row.mm > MAX_MM or (before and looks_like_centimetres(before, row.mm)):
            raise Problem(
                N_("Line {line}: is {word} really in millimetres? Correct it, or say that unusual sizes are right."),
                line=row.line,
                word=str(row.mm),
            )
        if row.mm:
            last[row.reading.lesion] = row.mm


def looks_like_centimetres(before_mm: Decimal, now_mm: Decimal) -> bool:
    """Say whether a size is about a tenth of the one before, with a decimal (2.4 after 24), or ten times it."""
    has_decimal = now_mm != now_mm.to_integral_value()
    about_a_tenth = has_decimal and now_mm < 10 and 9 * now_mm <= before_mm <= 11 * now_mm
    about_ten_times = now_mm >= 50 and 9 * before_mm <= now_mm <= 11 * before_mm
    return about_a_tenth or about_ten_times


def _course(case: str, rows: list[_Row]) -> Course:
    points: dict[ScanDay, list[Reading]] = {}
    for row in rows:
        points.setdefault(row.on, []).append(row.reading)
    # No row of a new lesion means that no new lesion was reported.
    return Course(case, tuple(TimePoint(on, tuple(readings), NewLesion.NO) for on, readings in points.items()))
