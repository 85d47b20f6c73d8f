"""Which analyte a foreign name and code mean, numbers as printed, and what must be asked before it is taken."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation

from journal.domain.problems import N_
from journal.domain.quantity import Comparator
from journal.reference.analytes import Analyte, analyte_named, analyte_of_loinc
from journal.reference.units import WHOLE_CELLS, belongs, normalise_unit

MAX_DIGITS = 30  # no laboratory prints more; a sum of such numbers would never end
WRONG_UNIT = N_("{where}: the unit “{unit}” does not belong to {test}. Check it on paper, then type the result in.")
NO_UNIT = N_("{where}: {test} has no unit here. Look for the unit on paper, then type the result in.")
BAD_NUMBER = N_("{where}: the number is too long to be a result. Check it.")

_COMPARATORS = {
    "<": Comparator.LESS,
    "<=": Comparator.AT_MOST,
    "≤": Comparator.AT_MOST,
    ">=": Comparator.AT_LEAST,
    "≥": Comparator.AT_LEAST,
    ">": Comparator.MORE,
}
_VALUE = re.compile(r"^(<=|>=|<|>|≤|≥)?\s*([+-]?[\d.,]+(?:[eE][+-]?\d{1,2})?)$", re.ASCII)


def comparator_of(text: str) -> Comparator:
    """Return the comparator that *text* is; NONE for anything else."""
    return _COMPARATORS.get(text.strip(), Comparator.NONE)


def is_sane(value: Decimal) -> bool:
    """Say whether *value* is a number that can stand on a report."""
    if not value.is_finite():
        return False
    exponent = value.as_tuple().exponent
    return isinstance(exponent, int) and len(value.as_tuple().digits) <= MAX_DIGITS and abs(exponent) <= MAX_DIGITS


def is_unsure(text: str, unit: str = "") -> bool:
    """Say whether a number could be meant in two ways: "1,234"; or "4.200", where whole cells are counted."""
    sign = "[.,]" if normalise_unit(unit) in WHOLE_CELLS else ","
    return bool(re.fullmatch(rf"[<>=≤≥\s]*[+-]?[1-9]\d{{0,2}}{sign}\d{{3}}", text.strip(), re.ASCII))


def number_in(text: str) -> tuple[Decimal, Comparator] | None:
    """Read a printed number, with decimal point or comma and maybe a comparator; None where it is not one."""
    found = _VALUE.match(text.strip().replace("\N{MINUS SIGN}", "-"))
    if found is None:
        return None
    digits = found.group(2)
    if "," in digits and "." in digits:
        grouping = "," if digits.rfind(".") > digits.rfind(",") else "."
        digits = digits.replace(grouping, "")
    digits = digits.replace(",", ".")
    try:
        value = Decimal(digits)
    except InvalidOperation:
        return None
    return (value, comparator_of(found.group(1) or "")) if is_sane(value) else None


def analyte_for(codes: Iterable[str], names: Iterable[str], unit: str, has_number: bool) -> Analyte | None:
    """Return what is meant: by LOINC code, else by name where the unit fits; never by the name alone."""
    for code in codes:
        found = analyte_of_loinc(code)
        if found is not None:
            return found
    for name in names:
        found = analyte_named(name)
        if found is not None and (belongs(unit, found.key) if has_number else found.is_marker):
            return found
    return None
