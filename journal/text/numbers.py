"""Numbers, shares and quantities as the reader's language writes them.

What is shown is never rounded across a line that matters: where one decimal would show the limit itself although the
value lies short of it, two are shown.
"""

from __future__ import annotations

import functools
import re
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction
from typing import Final

from journal.domain.quantity import Comparator, Quantity
from journal.reference.units import normalise_unit
from journal.text.language import current_language

MINUS: Final = "−"
NO_BREAK: Final = "\u00a0"
MOST_DIGITS: Final = 6
DIGITS_SHOWN: Final = 4
NARROW_COMMA: Final = frozenset(
    {"de", "fr", "es", "it", "nl", "pl", "pt", "sv", "da", "nb", "fi", "cs", "tr", "ru", "uk"}
)
_SUPERSCRIPT: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_SHOWN_UNITS: Final = {
    "Cel": "°C",
    "[degF]": "°F",
    "mm[Hg]": "mmHg",
    "[lb_av]": "lb",
    "[in_i]": "in",
    "mL/min/{1.73_m2}": "mL/min/1.73 m²",
    "kg/m2": "kg/m²",
    "m2": "m²",
    "{MTM}/mL": "MTM/mL",
    "{score}": "",
    "1": "",
    "meq/L": "mEq/L",
}

Number = Decimal | int | Fraction


def exact(value: Number, places: int = 9) -> Decimal:
    """Return *value* as a decimal, rounded to *places* where it has no end."""
    if isinstance(value, Fraction):
        quotient = Decimal(value.numerator) / Decimal(value.denominator)
        return quotient.quantize(Decimal(1).scaleb(-places), ROUND_HALF_EVEN) if value.denominator != 1 else quotient
    return Decimal(value)


def number(value: Number, decimals: int | None = None, *, sign: bool = False) -> str:
    """Return *value* with the reader's decimal sign; as it is, or with *decimals* places.

    *sign* puts a plus before what is above zero.
    """
    shown = exact(value)
    if decimals is not None:
        shown = shown.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_EVEN)
    elif not isinstance(value, Decimal):
        shown = shown.normalize()
    text = f"{abs(shown):f}"
    if current_language().partition("-")[0] in NARROW_COMMA:
        text = text.replace(".", ",")
    if shown < 0:
        return f"{MINUS}{text}"
    return f"+{text}" if sign and shown > 0 else text


def shortest(value: Number, limits: tuple[Number, ...] = (), decimals: int = 1) -> int:
    """Return how many decimals show *value* without making it look equal to a limit it does not reach."""
    for places in range(decimals, 7):
        step = Decimal(1).scaleb(-places)
        rounded = exact(value, 12).quantize(step, ROUND_HALF_EVEN)
        if all(exact(limit, 12) != rounded or _same(value, limit) for limit in limits):
            return places
    return 7


def _same(value: Number, limit: Number) -> bool:
    return Fraction(value) == Fraction(limit)


def millimetres(value: Number, limits: tuple[Number, ...] = ()) -> str:
    """Return a size: whole millimetres without decimals, others with one (two where a limit would be blurred)."""
    places = 0 if Fraction(value).denominator == 1 else shortest(value, limits)
    return f"{number(value, places)}{NO_BREAK}mm"


def percent(share: Fraction, limits: tuple[Fraction, ...] = (), *, sign: bool = False) -> str:
    """Return a share of one (1/5) as percent ("20 %"), with a decimal where it is not whole."""
    value = share * 100
    places = 0 if value.denominator == 1 else shortest(value, tuple(limit * 100 for limit in limits))
    return f"{number(value, places, sign=sign)}{NO_BREAK}%"


@functools.lru_cache(maxsize=256)
def unit(printed: str) -> str:
    """Return a unit as people read it: 10⁹/L, µg/L, °C."""
    plain = normalise_unit(printed)
    if plain in _SHOWN_UNITS:
        return _SHOWN_UNITS[plain]
    if plain.isalpha() and not plain.startswith("u"):
        return plain  # kg, mmol: the patterns below take a while to compile, and no start needs them
    text = re.sub(r"10\*(\d+)", lambda match: "10" + match.group(1).translate(_SUPERSCRIPT), plain)
    text = text.replace("[IU]", "IU").replace("[arb'U]", "U")
    text = re.sub(r"\{[^}]*\}", "", text)  # a remark in UCUM's braces, like mg{urea_N}/dL
    return re.sub(r"^u(?=[gmL])|(?<=/)u(?=[LgG])", "µ", text)


def readable(value: Decimal) -> Decimal:
    """Return *value* as people can read it: some systems print 16 digits, no test is that fine.

    Up to six digits stay as they are; of more, four that count are shown.  Whole numbers are never shortened.
    """
    digits = len(value.as_tuple().digits)
    if digits <= MOST_DIGITS or value == value.to_integral_value():
        return value
    places = max(0, DIGITS_SHOWN - 1 - value.adjusted())
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_EVEN)


def quantity(value: Quantity, decimals: int | None = None) -> str:
    """Return a value with its sign of comparison and its unit; very long numbers are shortened for the eye only."""
    amount = number(readable(value.value) if decimals is None else value.value, decimals)
    if value.comparator is not Comparator.NONE:
        shown = {Comparator.AT_MOST: "≤", Comparator.AT_LEAST: "≥"}.get(value.comparator, value.comparator.value)
        amount = f"{shown}{NO_BREAK}{amount}"
    name = unit(value.unit)
    return f"{amount}{NO_BREAK}{name}" if name else amount
