"""What is asked about before it is written down, whoever typed it: values that are hardly possible, wrong units.

The limits are ours and generous: they catch slips (Fahrenheit for Celsius, cells per microlitre without a unit), they
judge nobody.  Each check answers with a question, or None.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from journal.domain.problems import N_, Problem
from journal.domain.quantity import Quantity
from journal.reference.analytes import analytes
from journal.reference.units import belongs, convert
from journal.text.names import analyte_name
from journal.text.numbers import unit

OLDEST: Final = timedelta(days=366 * 120)

ANYTHING: Final = ("0", "100000000")  # of no test, in no unit, is more ever printed
SHARE: Final = ("0", "100")

# In the analyte's own unit: the least and the most that is taken without asking.
PLAUSIBLE: Final[Mapping[str, tuple[str, str]]] = {
    "body_temperature": ("30", "45"),
    "weight": ("20", "350"),
    "height": ("50", "250"),
    "heart_rate": ("20", "250"),
    "bp_systolic": ("50", "300"),
    "bp_diastolic": ("20", "200"),
    "spo2": ("50", "100"),
    "resp_rate": ("4", "80"),
    "pain_0_10": ("0", "10"),
    "ecog": ("0", "5"),
    "neutrophils": ("0", "150"),
    "white_cells": ("0", "500"),
    "lymphocytes": ("0", "400"),
    "platelets": ("0", "3000"),
    "haemoglobin": ("20", "250"),
    "creatinine": ("10", "2500"),
    "albumin": ("5", "80"),
    "potassium": ("1", "12"),
    "sodium": ("90", "190"),
    "calcium_total": ("0.5", "6"),
    "calcium_corrected": ("0.5", "6"),
    "calcium_ionised": ("0.2", "4"),
    "magnesium": ("0.1", "10"),
    "phosphate": ("0.05", "8"),
    "chloride": ("50", "180"),
    "bicarbonate": ("2", "70"),
    "urea": ("0.1", "120"),
    "urate": ("15", "3000"),
    "glucose": ("0.3", "80"),
    "bilirubin_total": ("0", "1500"),
    "protein_total": ("15", "200"),
    "haematocrit": ("0.05", "0.8"),
    "red_cells": ("0.3", "12"),
    "mcv": ("40", "180"),
    "mch": ("8", "70"),
    "mchc": ("150", "500"),
    "inr": ("0.3", "20"),
    "fibrinogen": ("0", "25"),
    "egfr": ("0", "250"),
    "hba1c": ("2", "25"),
    "bmi": ("7", "120"),
    "bsa": ("0.2", "4"),
    "karnofsky": ("0", "100"),
    "bcr_abl1_is": ("0", "1000"),  # on the international scale more than 100 % is possible
}


def ask_day(on: date, today: date, born_on: date | None = None) -> Problem | None:
    """Ask about a day that has not come yet, or lies before the person's birth."""
    if on > today:
        return Problem(N_("{day} has not come yet. Check the date."), day=on)
    if (born_on is not None and on < born_on) or today - on > OLDEST:
        return Problem(N_("{day} is too long ago. Check the date."), day=on)
    return None


def ask_unit(quantity: Quantity, analyte: str) -> Problem | None:
    """Ask about a unit that the analyte is not measured in."""
    if belongs(quantity.unit, analyte):
        return None
    name, usual = analyte_name(analyte), unit(analytes()[analyte].unit)
    if not usual:
        return Problem(N_("{name} has no unit. Leave “{unit}” out, or check the name."), name=name, unit=quantity.unit)
    message = N_("{name} is not measured in “{unit}”. A usual unit is {usual}. Check the unit.")
    if not quantity.unit:
        message = N_("{name} needs a unit. A usual one is {usual}. Write it behind the number.")
    return Problem(message, name=name, unit=quantity.unit, usual=usual)


def ask_value(quantity: Quantity, analyte: str) -> Problem | None:
    """Ask about a value that is hardly possible."""
    if quantity.value < 0:
        return Problem(N_("A value below zero is not possible here. Check the number."))
    known = analytes().get(analyte)
    if known is None:
        return None
    least, most = (Decimal(limit) for limit in PLAUSIBLE.get(analyte, SHARE if known.unit == "%" else ANYTHING))
    in_base = convert(quantity, analyte, known.unit)
    if in_base is None:
        least, most = (Decimal(limit) for limit in ANYTHING)
    if least <= (in_base or quantity).value <= most:
        return None
    if analyte == "body_temperature" and Decimal(86) <= quantity.value <= Decimal(113):
        return Problem(N_("Is {value} in Fahrenheit? Then write F behind it."), value=quantity.value)
    name = analyte_name(analyte)
    return Problem(N_("Is {value} right for {name}? Check number and unit."), value=quantity, name=name)
