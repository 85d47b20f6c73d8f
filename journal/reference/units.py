"""Units as printed, units as compared, and the few conversions that are safe without a person.

A small table of our own rather than a units library: laboratories print about a hundred units, half of them not UCUM,
and which conversions are allowed depends on the analyte (CA markers in "U/mL" are not international units).
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import Final

from journal.domain.late_dataclass import dataclass
from journal.domain.quantity import Quantity
from journal.reference.analytes import analytes
from journal.reference.tables import rows

# Printed forms that mean the same as another; UCUM is case-sensitive, printed units are not always.
_SAME: Mapping[str, str] = {
    "k/ul": "10*3/uL",
    "thou/ul": "10*3/uL",
    "thou/mm3": "10*3/uL",
    "10*3/mm3": "10*3/uL",
    "m/ul": "10*6/uL",
    "mil/ul": "10*6/uL",
    "giga/l": "10*9/L",
    "gpt/l": "10*9/L",
    "tpt/l": "10*12/L",
    "g/l": "g/L",
    "iu/l": "[IU]/L",
    "iu/ml": "[IU]/mL",
    "kiu/l": "k[IU]/L",
    "miu/l": "m[IU]/L",
    "miu/ml": "m[IU]/mL",
    "uiu/ml": "u[IU]/mL",
    "u/ml": "U/mL",
    "u/l": "U/L",
    "ku/l": "kU/L",
    "[arb'u]/ml": "U/mL",
    "k[arb'u]/l": "kU/L",
    "ng/ml": "ng/mL",
    "ug/l": "ug/L",
    "mcg/l": "ug/L",
    "mcg/ml": "ug/mL",
    "ug/ml": "ug/mL",
    "/ul": "/uL",
    "ukat/l": "ukat/L",
    "nkat/l": "nkat/L",
    "mtm/ml": "{MTM}/mL",
    "pg/ml": "pg/mL",
    "ng/l": "ng/L",
    "mg/dl": "mg/dL",
    "mg/l": "mg/L",
    "g/dl": "g/dL",
    "gm/dl": "g/dL",
    "ng/dl": "ng/dL",
    "ug/dl": "ug/dL",
    "mmol/l": "mmol/L",
    "umol/l": "umol/L",
    "nmol/l": "nmol/L",
    "pmol/l": "pmol/L",
    "meq/l": "meq/L",
    "l/l": "L/L",
    "fl": "fL",
    "c": "Cel",
    "°c": "Cel",
    "cel": "Cel",
    "celsius": "Cel",
    "f": "[degF]",
    "°f": "[degF]",
    "[degf]": "[degF]",
    "fahrenheit": "[degF]",
    "mmhg": "mm[Hg]",
    "mm[hg]": "mm[Hg]",
    "kpa": "kPa",
    "lb": "[lb_av]",
    "lbs": "[lb_av]",
    "[lb_av]": "[lb_av]",
    "in": "[in_i]",
    "bpm": "/min",
    "{beats}/min": "/min",
    "{breaths}/min": "/min",
    "beats/min": "/min",
    "ml/min/1.73m2": "mL/min/{1.73_m2}",
    "ml/min/1.73_m2": "mL/min/{1.73_m2}",
    "ml/min/{1.73_m2}": "mL/min/{1.73_m2}",
    "ml/min": "mL/min",
    "percent": "%",
    "kg": "kg",
    "cm": "cm",
    "kg/m2": "kg/m2",
}
WHOLE_CELLS: Final = ("/uL", "/mm3")  # counted one by one: "4.200 /µl" is four thousand, not four
_POWER = re.compile(r"^[x×]?\s*10\s*(?:\*\*|\*|\^|e|E)?\s*(\d{1,2})\s*/\s*(l|ul|mm3)$", re.IGNORECASE)
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


@functools.lru_cache(maxsize=1024)
def normalise_unit(printed: str) -> str:
    """Return *printed* in the one form that units are compared in; an unknown unit stays as it is, trimmed."""
    text = printed.strip().replace("µ", "u").replace("μ", "u").translate(_SUPERSCRIPTS)
    power = _POWER.match(text)
    if power is not None and power.group(1) in ("3", "6", "9", "12"):
        per = {"l": "L", "ul": "uL", "mm3": "uL"}[power.group(2).lower()]
        return f"10*{power.group(1)}/{per}"
    squeezed = text.replace(" ", "")
    if squeezed in ("G/L", "G/l"):
        return "10*9/L"  # giga per litre; in UCUM itself G would be gauss
    if squeezed == "K/uL":
        return "10*3/uL"
    return _SAME.get(squeezed.lower(), squeezed)


@dataclass(frozen=True)
class _Way:
    factor: Fraction | None
    formula: str
    automatic: bool


@functools.cache
def _ways() -> Mapping[tuple[str, str], _Way]:
    found: dict[tuple[str, str], _Way] = {}
    for row in rows("units"):
        factor = Fraction(row["factor"]) if row["factor"] else None
        key = row["analyte"], normalise_unit(row["unit"])
        found[key] = _Way(factor, row["formula"], row["automatic"] == "1")
    return found


@functools.cache
def known_units() -> frozenset[str]:
    """Return every unit that any analyte is measured in, in the form they are compared in."""
    return frozenset({normalise_unit(analyte.unit) for analyte in analytes().values()} | {unit for _, unit in _ways()})


def belongs(unit: str, analyte: str) -> bool:
    """Say whether *analyte* can be measured in *unit* (as printed); a blank unit belongs where none is needed."""
    known = analytes().get(analyte)
    if known is None:
        return True
    wanted, given = normalise_unit(known.unit), normalise_unit(unit)
    return given == wanted or (analyte, given) in _ways() or (not given and wanted in ("", "1", "{score}"))


def units_of(analyte: str) -> tuple[str, ...]:
    """Return the units that *analyte* can be measured in, its own first."""
    own = analytes()[analyte].unit
    others = [unit for key, unit in _ways() if key == analyte]
    return tuple(dict.fromkeys([own, *others]))


def convert(quantity: Quantity, analyte: str, to_unit: str) -> Quantity | None:
    """Return *quantity* in *to_unit*; None where that needs a person (another kit, a molar mass of one's own)."""
    given, wanted = normalise_unit(quantity.unit), normalise_unit(to_unit)
    if given == wanted:
        return Quantity(quantity.value, to_unit, quantity.comparator)
    base = analytes()[analyte].unit if analyte in analytes() else ""
    value = _to_base(Fraction(quantity.value), analyte, given, normalise_unit(base))
    if value is None:
        return None
    if wanted != normalise_unit(base):
        back = _ways().get((analyte, wanted))
        if back is None or not back.automatic or not back.factor:
            return None
        value = value / back.factor
    with localcontext() as context:
        context.prec = 12  # enough for any assay; factors that are thirds or molar masses have no end
        exact = Decimal(value.numerator) / Decimal(value.denominator)
    return Quantity(exact.normalize() if exact else exact, to_unit, quantity.comparator)


def _to_base(value: Fraction, analyte: str, given: str, base: str) -> Fraction | None:
    if given == base:
        return value
    way = _ways().get((analyte, given))
    if way is None or not way.automatic:
        return None
    if way.formula == "(x-32)*5/9":
        return (value - 32) * 5 / 9
    return value * way.factor if way.factor else None
