"""The symptoms that can be logged: our own plain names for the terms of the PRO-CTCAE catalogue."""

from __future__ import annotations

import functools
from collections.abc import Mapping

from journal.domain.late_dataclass import dataclass
from journal.reference.tables import folded, listed, rows


@dataclass(frozen=True)
class Symptom:
    """One symptom; *is_core* marks those that most people in chemotherapy follow."""

    key: str
    name: str
    body_group: str
    is_core: bool
    synonyms: tuple[str, ...]


@functools.cache
def symptoms() -> Mapping[str, Symptom]:
    """Return all symptoms by key, in catalogue order."""
    return {
        row["key"]: Symptom(row["key"], row["name"], row["body_group"], row["core"] == "1", listed(row["synonyms"]))
        for row in rows("symptoms")
    }


@functools.cache
def names() -> Mapping[str, Symptom]:
    """Return symptoms by every folded name."""
    found: dict[str, Symptom] = {}
    for symptom in symptoms().values():
        found[folded(symptom.key)] = found[folded(symptom.name)] = symptom
    for symptom in symptoms().values():
        for name in symptom.synonyms:
            found.setdefault(folded(name), symptom)
    return found


def symptom_named(text: str) -> Symptom | None:
    """Return the symptom called *text*."""
    return names().get(folded(text))
