"""What one value of a FHIR R4 entry says: a number with its unit, or words, as they were printed."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from journal.domain.quantity import Comparator, Quantity
from journal.exchange.fhir_json import Resource, concept_text, decimal, node, text
from journal.exchange.matching import comparator_of


@dataclass(frozen=True)
class Value:
    """What was found: a number where there is one, and what was printed; *is_bad* where the number is none."""

    quantity: Quantity | None = None
    printed: str = ""
    codes: tuple[str, ...] = ()  # of the unit, where the printed one is unusual
    is_bad: bool = False


def value_of(item: Resource) -> Value | None:
    """Return what *item* was found to be; None where nothing is said."""
    quantity = item.get("valueQuantity")
    if isinstance(quantity, dict):
        return _quantity(quantity)
    whole = item.get("valueInteger")
    if whole is not None and decimal(whole) is not None:
        return Value(Quantity(decimal(whole) or whole), text(whole))
    for name in ("valueString", "valueDateTime", "valueTime", "valueInteger"):
        if text(item.get(name)):
            return Value(None, text(item.get(name)))
    if isinstance(item.get("valueBoolean"), bool):
        return Value(None, "true" if item["valueBoolean"] else "false")
    if concept_text(item.get("valueCodeableConcept")):
        return Value(None, concept_text(item.get("valueCodeableConcept")))
    for name, ends, sign in (("valueRatio", ("numerator", "denominator"), ":"), ("valueRange", ("low", "high"), "–")):
        if isinstance(item.get(name), dict):
            return Value(None, sign.join(_printed(node(item[name], end)) for end in ends))
    if item.get("dataAbsentReason"):
        return Value(None, concept_text(item.get("dataAbsentReason")))
    return None


def _quantity(given: Resource) -> Value:
    raw = given.get("value")
    printed = _printed(given)
    unit = text(given.get("unit")) or text(given.get("code"))
    value = decimal(raw)
    if value is None:
        return Value(None, printed, is_bad=isinstance(raw, Decimal) or not printed)
    codes = (text(given.get("code")),) if text(given.get("code")) not in ("", unit) else ()
    return Value(Quantity(value, unit, comparator_of(text(given.get("comparator")))), printed, codes)


def _printed(given: Resource) -> str:
    sign = comparator_of(text(given.get("comparator"))) if given.get("comparator") else Comparator.NONE
    return f"{sign.value} {text(given.get('value'))}".strip()


def is_same_unit(limit: Any, quantity: Quantity | None) -> bool:
    """Say whether a limit of the usual range stands in the unit of the value."""
    given = text(node(limit).get("unit")) or text(node(limit).get("code"))
    return quantity is not None and (
        not given or given in (quantity.unit, "") or text(node(limit).get("code")) == quantity.unit
    )


def range_text_of(limits: Resource) -> str:
    """Return the usual range as it reads on paper, with its own unit."""
    low, high = node(limits, "low"), node(limits, "high")
    said = "–".join(word for word in (_printed(low), _printed(high)) if word)
    return f"{said} {text(high.get('unit')) or text(low.get('unit'))}".strip()
