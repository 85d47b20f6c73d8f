"""The sheet of two diameters: columns case, date, item, kind, long_mm, short_mm, word; one row a thing and scan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from journal.domain.diameters import DiameterCourse, DiameterPoint, Diameters
from journal.domain.problems import N_, Problem
from journal.domain.sizes import micrometres
from journal.exchange.sheets import day_in, not_one_of, number_in, rows_of

COLUMNS: Final = ("case", "date", "item", "kind", "long_mm", "short_mm", "word")
MAX_MM: Final = 300  # larger sizes are asked about: most are in another unit
GONE: Final = "absent"


@dataclass(frozen=True)
class Kind:
    """What may stand beside one kind of thing: how many sizes, and which words."""

    sizes: int = 0
    words: tuple[str, ...] = ()
    is_named: bool = False  # several of it can be followed, each by its name


_MEASURED: Final = Kind(2, (GONE, "too-small", "not-assessed"), is_named=True)
_NEW: Final = Kind(2, ("present", "equivocal"), is_named=True)
_UNMEASURED: Final = Kind(0, (GONE, "present", "progressed", "not-assessed"), is_named=True)
LYMPHOMA: Final[Mapping[str, Kind]] = {
    "node": _MEASURED,
    "extranodal": _MEASURED,
    "unmeasured": _UNMEASURED,
    "new-node": _NEW,
    "new-extranodal": _NEW,
    "spleen": Kind(1),
    "marrow": Kind(0, ("clear", "involved")),
    "deauville": Kind(0, ("1", "2", "3", "4", "5", "x")),
    "uptake": Kind(0, ("lower", "same", "higher")),
    "new-uptake": Kind(0, ("no", "yes", "equivocal")),
}

BRAIN: Final[Mapping[str, Kind]] = {
    "enhancing": _MEASURED,
    "non-enhancing": _MEASURED,
    "unmeasured": _UNMEASURED,
    "new-lesion": _NEW,
    "t2-flair": Kind(0, ("lower", "same", "higher")),
    "steroids": Kind(0, ("none", "lower", "same", "higher")),
    "clinical": Kind(0, ("better", "same", "worse")),
    "radiotherapy": Kind(0, ("end",)),
}


def read_diameters(path: Path, kinds: Mapping[str, Kind], *, accept_unusual: bool = False) -> Iterator[DiameterCourse]:
    """Go through the courses of a sheet, in the order in which their cases first appear; mistakes name their line.

    *kinds* are those that the criterion reads.  Sizes above 30 cm are asked about, unless *accept_unusual*.
    """
    cases: dict[str, dict[date, dict[tuple[str, str], tuple[int, Diameters]]]] = {}
    for line, cells in rows_of(path, COLUMNS):
        for column in ("case", "date", "kind"):
            if not cells[column]:
                raise Problem(N_("Line {line}: the {column} is blank. Fill it in."), line=line, column=column)
        on = day_in(cells["date"], line)
        row = _row(cells, kinds, line, accept_unusual)
        rows = cases.setdefault(cells["case"], {}).setdefault(on, {})
        key = row.kind, row.item
        if key in rows:
            message = N_("Line {line}: the same thing already has a row for this date, on line {other}. Delete one.")
            raise Problem(message, line=line, other=rows[key][0])
        rows[key] = line, row
    return (_course(case, days) for case, days in cases.items())


def _course(case: str, days: Mapping[date, Mapping[tuple[str, str], tuple[int, Diameters]]]) -> DiameterCourse:
    ordered = sorted(days.items())
    return DiameterCourse(
        case, tuple(DiameterPoint(on, tuple(r for _line, r in rows.values())) for on, rows in ordered)
    )


def _row(cells: Mapping[str, str], kinds: Mapping[str, Kind], line: int, accept_unusual: bool) -> Diameters:
    name = cells["kind"].lower().replace(" ", "-")
    if name not in kinds:
        raise not_one_of(cells["kind"], tuple(kinds), line, "kind")
    kind, item = kinds[name], cells["item"]
    if kind.is_named and not item:
        raise Problem(N_("Line {line}: the {column} is blank. Fill it in."), line=line, column="item")
    word = cells["word"].lower().replace(" ", "-")
    if word and word not in kind.words:
        raise not_one_of(cells["word"], kind.words or ("",), line, "word")
    long_um = _size(cells["long_mm"], line, "long_mm", accept_unusual)
    short_um = _size(cells["short_mm"], line, "short_mm", accept_unusual)
    if (long_um is not None and kind.sizes < 1) or (short_um is not None and kind.sizes < 2):
        raise Problem(N_("Line {line}: a {kind} has no such size. Leave the cell blank."), line=line, kind=name)
    if long_um is None and (short_um is not None or not word):
        raise Problem(N_("Line {line}: there is neither a size nor a word. Fill in one of them."), line=line)
    if long_um and word in (GONE, "not-assessed"):
        raise Problem(N_("Line {line}: the word says there is no size, but one is given. Correct one."), line=line)
    if short_um is not None and long_um is not None and short_um > long_um:
        raise Problem(N_("Line {line}: the short size is larger than the long one. Swap them."), line=line)
    return Diameters(item if kind.is_named else "", name, long_um, short_um, word)


def _size(text: str, line: int, column: str, accept_unusual: bool) -> int | None:
    mm = number_in(text, line, column)
    if mm is None:
        return None
    if mm < 0:
        raise Problem(N_("Line {line}: a size cannot be less than 0. Check it."), line=line)
    if mm > MAX_MM and not accept_unusual:
        message = N_("Line {line}: is {word} really in millimetres? Correct it, or say that unusual sizes are right.")
        raise Problem(message, line=line, word=text)
    try:
        return micrometres(mm)
    except ValueError:
        raise Problem(N_("Line {line}: the size has too many decimals. Three are enough."), line=line) from None
