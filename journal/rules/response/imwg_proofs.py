"""What a visit must show for each response of IMWG 2016, test by test: met, not met, or not known.

Source: Kumar et al., Lancet Oncol 2016;17:e328-e346, table 4, read in reproductions; that very good asks for blood and
urine whatever could be measured at first, and that every response asks for smaller plasmacytomas where there were any,
likewise.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Final

from journal.rules.response.imwg_course import (
    ABSENT,
    CELLS,
    CHAINS,
    CLONAL,
    FIX_SERUM,
    FIX_URINE,
    LUMPS,
    NEGATIVE,
    RATIO,
    SERUM,
    URINE,
    MyelomaCourse,
)

COMPLETE_CELLS: Final = Decimal(5)  # complete: fewer plasma cells in the marrow, in percent
VERY_GOOD: Final = 90  # very good: the M-protein of the blood, or the chains, down by 90 % ...
VERY_GOOD_URINE_MG: Final = Decimal(100)  # ... and less than 100 mg/24 h in the urine
PARTIAL: Final = 50  # partial: down by half ...
PARTIAL_URINE: Final = 90  # ... and the urine's by 90 % ...
PARTIAL_URINE_MG: Final = Decimal(200)  # ... or to less than 200 mg/24 h
MINIMAL: Final = 25  # minimal: down by a quarter ...
MINIMAL_URINE: Final = 50  # ... and the urine's by half
LUMPS_SMALLER: Final = 50  # with each of them: plasmacytomas smaller by half

Parts = dict[str, bool | None]  # by test: is it met?  None where that cannot be said


def is_stringent(tests: MyelomaCourse, on: date) -> Parts:
    return {
        **is_complete(tests, on),
        RATIO: tests.is_ratio_normal(on),
        CLONAL: _says(tests, CLONAL, on, ABSENT),
    }


def is_complete(tests: MyelomaCourse, on: date) -> Parts:
    cells = tests.at(CELLS, on)
    parts: Parts = {
        FIX_SERUM: _says(tests, FIX_SERUM, on, NEGATIVE),
        FIX_URINE: _says(tests, FIX_URINE, on, NEGATIVE),
        CELLS: None if cells is None else cells.is_below(COMPLETE_CELLS),
        LUMPS: _lumps(tests, on, lambda now, _first: now == 0),
    }
    if CHAINS in tests.measurable:
        parts[RATIO] = tests.is_ratio_normal(on)
    return parts


def is_very_good(tests: MyelomaCourse, on: date) -> Parts:
    parts: Parts = {LUMPS: _lumps_smaller(tests, on)}
    if CHAINS in tests.measurable:
        return parts | {CHAINS: _fell(tests, CHAINS, on, VERY_GOOD)}
    if CELLS in tests.measurable or not tests.measurable:
        return parts | {SERUM: False}  # not defined without a protein
    # Blood and urine are both asked for, whichever could be measured at first.
    serum, urine = tests.at(SERUM, on), tests.at(URINE, on)
    return parts | {
        SERUM: _fell(tests, SERUM, on, VERY_GOOD) if SERUM in tests.measurable else (True if serum else None),
        URINE: None if urine is None else urine.is_below(VERY_GOOD_URINE_MG),
    }


def is_partial(tests: MyelomaCourse, on: date) -> Parts:
    parts: Parts = {LUMPS: _lumps_smaller(tests, on)}
    for name in tests.measurable:
        parts[name] = _fell(tests, name, on, PARTIAL_URINE if name == URINE else PARTIAL)
    urine = tests.at(URINE, on)
    if parts.get(URINE) is False and urine is not None:
        parts[URINE] = urine.is_below(PARTIAL_URINE_MG)
    return parts if tests.measurable else {SERUM: False}


def is_minimal(tests: MyelomaCourse, on: date) -> Parts:
    proteins = [name for name in tests.measurable if name in (SERUM, URINE)]
    if not proteins:
        return {SERUM: False}
    fell = {name: _fell(tests, name, on, MINIMAL_URINE if name == URINE else MINIMAL) for name in proteins}
    return {LUMPS: _lumps_smaller(tests, on), **fell}


def is_known(tests: MyelomaCourse, on: date) -> Parts:
    """Stable: whatever can be followed was tested."""
    return {name: None if tests.at(name, on) is None else True for name in tests.measurable} or {SERUM: None}


def _says(tests: MyelomaCourse, name: str, on: date, word: str) -> bool | None:
    value = tests.word(name, on)
    return None if value is None else value.word == word


def _fell(tests: MyelomaCourse, name: str, on: date, percent: int) -> bool | None:
    now, first = tests.at(name, on), tests.baseline(name)
    if now is None or first is None or first.at_least is None:
        return None
    return now.at_most * 100 <= first.at_least * (100 - percent)


def _lumps(tests: MyelomaCourse, on: date, is_met: Callable[[Decimal, Decimal], bool]) -> bool | None:
    """Say what plasmacytomas of before allow; True where there were none and none were seen since."""
    now, first = tests.at(LUMPS, on), tests.baseline(LUMPS)
    had = first.at_least or Decimal(0) if first else Decimal(0)
    if now is None:
        return True if had == 0 else None
    return is_met(now.at_most, had)


def _lumps_smaller(tests: MyelomaCourse, on: date) -> bool | None:
    return _lumps(tests, on, lambda now, first: now * 100 <= first * (100 - LUMPS_SMALLER))
