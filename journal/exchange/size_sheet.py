"""The sheet of sizes: one row a lesion and scan, any order; each case becomes a course to be judged."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Final, NamedTuple, TypeAlias, TypeVar

from journal.domain.imaging import LesionRole, LesionState, NewLesion
from journal.domain.problems import N_, Problem
from journal.domain.sizes import Course, Reading, ScanDay, TimePoint, micrometres
from journal.exchange.sheets import cells_of, not_one_of, number_in

T = TypeVar("T")
COLUMNS: Final = ("case", "date", "lesion", "role", "node", "mm", "status")
MAX_MM: Final = 300  # larger sizes are asked about: most are centimetres or tenths gone astray
_ROLES: Final = {role.value: role for role in LesionRole}
_STATES: Final = {"" if state is LesionState.MEASURED else state.value: state for state in LesionState}
_NODES: Final = {"yes": True, "no": False, "": False}


_Said: TypeAlias = tuple[LesionRole, bool, LesionState, int | None, Decimal | None]


class _Row(NamedTuple):
    line: int
    reading: Reading
    mm: Decimal | None


@dataclass(slots=True)
class _Day:
    """The rows of one scan, by lesion."""

    on: ScanDay
    rows: dict[str, _Row] = field(default_factory=dict)


def read_sizes(path: Path, *, accept_unusual: bool = False) -> Iterator[Course]:
    """Go through the courses of a sheet, in the order in which their cases first appear.

    A mistake is refused with its line before the first course is handed out.  Sizes that look like centimetres are
    asked about, too, unless *accept_unusual* says that they are right.
    """
    cases = _cases(path)
    for days in cases.values():
        _check_order(days)
        _check_roles(days)
        if not accept_unusual:
            _check_sizes(days)
    return (_course(case, days) for case, days in cases.items())


def _cases(path: Path) -> dict[str, list[_Day]]:
    """Return the days of each case, oldest first."""
    cases: dict[str, dict[str, _Day]] = {}
    # Sheets say the same again and again: each size, and each name, is read and kept once.
    known: dict[tuple[str, ...], _Said] = {}
    names: dict[str, str] = {}
    for line, (case, on, lesion, *words) in cells_of(path, COLUMNS):
        if not (case and on and lesion):
            column = "case" if not case else "date" if not on else "lesion"
            raise Problem(N_("Line {line}: the {column} is blank. Fill it in."), line=line, column=column)
        days = cases.setdefault(case, {})
        day = days.get(on)
        if day is None:
            day = days[on] = _Day(_scan_day(on, line))
        said = known.get(key := tuple(words))
        if said is None:
            said = known[key] = _said(line, *words)
        if lesion in day.rows:
            raise Problem(
                N_("Line {line}: this lesion already has a row for this date, on line {other}. Delete one."),
                line=line,
                other=day.rows[lesion].line,
            )
        role, is_node, state, um, mm = said
        lesion = names.setdefault(lesion, lesion)
        day.rows[lesion] = _Row(line, Reading(lesion, role, is_node, state, um), mm)
    return {case: sorted(days.values(), key=lambda day: day.on.text) for case, days in cases.items()}


def _scan_day(word: str, line: int) -> ScanDay:
    try:
        return ScanDay.read(word)
    except ValueError:
        message = N_("Line {line}: “{word}” is not a date. Write it like 2026-05-12, or 2026-05.")
        raise Problem(message, line=line, word=word) from None


def _said(line: int, role_word: str, node_word: str, mm_word: str, status: str) -> _Said:
    """Return what a row says of its lesion: role, node, state, the size in micrometres, and as it is written."""
    role = _one_of(role_word, _ROLES, line, "role")
    is_node = _one_of(node_word, _NODES, line, "node")
    state = _one_of(status, _STATES, line, "status")
    mm = number_in(mm_word, line, "mm")
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
    return role, is_node, state, um, mm


def _one_of(word: str, known: Mapping[str, T], line: int, column: str) -> T:
    found = known.get(word.lower())
    if found is None:
        raise not_one_of(word, (choice for choice in known if choice), line, column)
    return found


def _check_order(days: Sequence[_Day]) -> None:
    for before, after in pairwise(days):
        if before.on.is_unsure_against(after.on):
            raise Problem(
                N_("Line {line}: it is not certain which came first, {first} or {second}. Write the day."),
                line=max(list(before.rows.values())[-1].line, next(iter(after.rows.values())).line),
                first=before.on.text,
                second=after.on.text,
            )


def _check_roles(days: Sequence[_Day]) -> None:
    first: dict[str, _Row] = {}
    for day in days:
        for lesion, row in day.rows.items():
            before = first.setdefault(lesion, row)
            now, then = row.reading, before.reading
            if now.role is not then.role or now.is_node is not then.is_node:
                raise Problem(
                    N_("Line {line}: this lesion has another role or node on line {other}. Use the same on both."),
                    line=row.line,
                    other=before.line,
                )


def _check_sizes(days: Sequence[_Day]) -> None:
    last: dict[str, Decimal] = {}
    for day in days:
        for lesion, row in day.rows.items():
            if row.mm is None:
                continue
            before = last.get(lesion)
            if row.mm > MAX_MM or (before and looks_like_centimetres(before, row.mm)):
                raise Problem(
                    N_(
                        "Line {line}: is {word} really in millimetres? Correct it, or say that unusual sizes are right."
                    ),
                    line=row.line,
                    word=str(row.mm),
                )
            if row.mm:
                last[lesion] = row.mm


def looks_like_centimetres(before_mm: Decimal, now_mm: Decimal) -> bool:
    """Say whether a size is about a tenth of the one before, with a decimal (2.4 after 24), or ten times it."""
    has_decimal = now_mm != now_mm.to_integral_value()
    about_a_tenth = has_decimal and now_mm < 10 and 9 * now_mm <= before_mm <= 11 * now_mm
    about_ten_times = now_mm >= 50 and 9 * before_mm <= now_mm <= 11 * before_mm
    return about_a_tenth or about_ten_times


def _course(case: str, days: Sequence[_Day]) -> Course:
    # No row of a new lesion means that no new lesion was reported.
    return Course(
        case, tuple(TimePoint(day.on, tuple(row.reading for row in day.rows.values()), NewLesion.NO) for day in days)
    )
