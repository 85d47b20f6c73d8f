"""The sheet of dated responses: columns case, date, overall, start; one row a visit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from journal.domain.imaging import Response
from journal.domain.problems import N_, Problem
from journal.exchange.sheets import day_in, rows_of

COLUMNS: Final = ("case", "date", "overall", "start")
_OVERALL: Final = {response.value: response for response in Response}


@dataclass(frozen=True)
class ResponseCase:
    """One case: when treatment began, and the response at each visit, in date order."""

    case: str
    start: date
    visits: tuple[tuple[date, Response], ...]


def read_responses(path: Path) -> list[ResponseCase]:
    """Return the cases of a sheet, in the order in which they first appear; a mistake is refused with its line."""
    starts: dict[str, date] = {}
    visits: dict[str, dict[date, Response]] = {}
    for line, cells in rows_of(path, COLUMNS):
        case = cells["case"]
        if not case:
            raise Problem(N_("Line {line}: the {column} is blank. Fill it in."), line=line, column="case")
        start = day_in(cells["start"], line)
        if starts.setdefault(case, start) != start:
            raise Problem(N_("Line {line}: this case began on another day above. Use the same start."), line=line)
        seen = visits.setdefault(case, {})
        if not cells["date"] and not cells["overall"]:
            continue  # a case without any assessment
        on = day_in(cells["date"], line)
        overall = _OVERALL.get(cells["overall"].upper())
        if overall is None:
            choices = ", ".join(_OVERALL)
            message = N_("Line {line}: “{word}” is not a response. Use one of: {choices}.")
            raise Problem(message, line=line, word=cells["overall"], choices=choices)
        if on < start:
            raise Problem(N_("Line {line}: this response lies before the treatment began. Check both days."), line=line)
        if on in seen:
            raise Problem(N_("Line {line}: this case already has a response on that date. Delete one."), line=line)
        seen[on] = overall
    return [ResponseCase(case, start, tuple(sorted(visits[case].items()))) for case, start in starts.items()]
