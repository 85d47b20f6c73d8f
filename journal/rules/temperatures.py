"""Limits of a temperature in the two scales: kept in °C, compared exactly, shown in either."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from journal.domain.quantity import Quantity
from journal.reference.units import convert

TEMPERATURE: Final = "body_temperature"
CELSIUS: Final = "Cel"
FAHRENHEIT: Final = "[degF]"

# No body is at 60 °C, and none at 60 °F: a number says by itself which scale it is in.
FAHRENHEIT_FROM: Final = Decimal(60)
TENTH: Final = Decimal("0.1")
HUNDREDTH: Final = Decimal("0.01")


def scale_of(number: Decimal) -> str:
    """Return the scale that a person's temperature, or a limit of it, is in."""
    return FAHRENHEIT if number >= FAHRENHEIT_FROM else CELSIUS


def in_celsius(limit: Quantity) -> Decimal:
    """Return *limit* in °C, converted as a measured temperature is, so that 100.5 °F meets a limit of 100.5 °F."""
    if limit.unit == CELSIUS:
        return limit.value
    converted = convert(limit, TEMPERATURE, CELSIUS)
    if converted is None:
        raise ValueError(limit.unit)
    return _with_a_tenth(converted.value)


def shown_in(celsius: Decimal, scale: str) -> Quantity:
    """Return a limit that is kept in °C as it is shown in *scale*: 38.0 °C, or 100.4 °F; any other means °C."""
    scale = FAHRENHEIT if scale == FAHRENHEIT else CELSIUS
    value = celsius * 9 / 5 + 32 if scale == FAHRENHEIT else celsius
    if value != value.quantize(HUNDREDTH):  # typed in the other scale: 38.0555… °C is 100.5 °F
        value = value.quantize(HUNDREDTH)
    return Quantity(value if scale == CELSIUS and value == celsius else _with_a_tenth(value.normalize()), scale)


def _with_a_tenth(value: Decimal) -> Decimal:
    return value.quantize(TENTH) if value == value.quantize(TENTH) else value
