"""Starting values for the care sheet: suggestions with their source, until the person confirms their own team's."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from journal.domain.late_dataclass import dataclass
from journal.domain.patient import Urgency
from journal.reference.tables import number, rows

# Medicines that can hide a fever: the team asks about them, and the temperature alone then says less.
HIDE_FEVER: Final = (
    "paracetamol",
    "acetaminophen",
    "tylenol",
    "ibuprofen",
    "naproxen",
    "aspirin",
    "metamizole",
    "dexamethasone",
    "prednisolone",
    "prednisone",
)  # fmt: skip


@dataclass(frozen=True)
class SuggestedRule:
    """When *measure* (an analyte or a symptom) compares to *threshold*, sheets often say to act as *urgency*.

    *threshold* is None where bodies differ and the person must choose (the fever limit).  *basis* says how well it is
    sourced: "seen", "partly_recalled" or "recalled".
    """

    key: str
    condition: str
    measure: str
    operator: str
    threshold: Decimal | None
    unit: str
    urgency: Urgency
    basis: str
    seen_in: str


@functools.cache
def suggested_rules() -> Mapping[str, SuggestedRule]:
    """Return the suggested rules by key."""
    return {
        row["key"]: SuggestedRule(
            key=row["key"],
            condition=row["condition"],
            measure=row["measure"],
            operator=row["operator"],
            threshold=number(row["threshold"]),
            unit=row["unit"],
            urgency=Urgency(row["urgency"]),
            basis=row["basis"],
            seen_in=row["seen_in"],
        )
        for row in rows("call_rules")
    }
