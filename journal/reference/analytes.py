"""What laboratories and monitors measure: names, LOINC codes, units, usual ranges.

LOINC codes are copyright Regenstrief Institute, Inc. and used under its licence (see the README).  Ranges come from
different laboratories and are for orientation only: the range printed with a result always wins.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from decimal import Decimal

from journal.domain.late_dataclass import dataclass
from journal.reference.tables import folded, listed, number, rows

MARKER_GROUP = "tumour_marker"
VITAL_GROUP = "vital"
MERGED_ROLES = ("preferred", "alternative")  # others are related tests that must not share a line


@dataclass(frozen=True)
class Analyte:
    """One thing that is measured.  *unit* is what charts and sums use; a result keeps its own."""

    key: str
    name: str
    group: str
    synonyms: tuple[str, ...]
    loinc: str
    unit: str
    low_male: Decimal | None
    high_male: Decimal | None
    low_female: Decimal | None
    high_female: Decimal | None
    range_basis: str
    cancers: tuple[str, ...]

    @property
    def is_marker(self) -> bool:
        """Say whether it is a tumour marker (ctDNA among them)."""
        return self.group == MARKER_GROUP

    @property
    def is_ctdna(self) -> bool:
        """Say whether it is tumour DNA in blood."""
        return self.key.startswith("ctdna_")

    @property
    def is_vital(self) -> bool:
        """Say whether it is a vital sign rather than a laboratory test."""
        return self.group == VITAL_GROUP


@functools.cache
def analytes() -> Mapping[str, Analyte]:
    """Return all analytes by key, in catalogue order."""
    return {
        row["key"]: Analyte(
            key=row["key"],
            name=row["name"],
            group=row["group"],
            synonyms=listed(row["synonyms"]),
            loinc=row["loinc"],
            unit=row["unit"],
            low_male=number(row["low_male"]),
            high_male=number(row["high_male"]),
            low_female=number(row["low_female"]),
            high_female=number(row["high_female"]),
            range_basis=row["range_basis"],
            cancers=listed(row["cancers"]),
        )
        for row in rows("analytes")
    }


@functools.cache
def _by_loinc() -> Mapping[str, Analyte]:
    known = analytes()
    return {row["loinc"]: known[row["analyte"]] for row in rows("loinc") if row["role"] in MERGED_ROLES}


def analyte_of_loinc(code: str) -> Analyte | None:
    """Return what the LOINC *code* measures; None for unknown codes, panels and tests of another kind."""
    return _by_loinc().get(code.strip())


@functools.cache
def names() -> Mapping[str, Analyte]:
    """Return analytes by every folded name; a name that two share belongs to the one listed first."""
    found: dict[str, Analyte] = {}
    for analyte in analytes().values():
        for name in (analyte.key, analyte.name):
            found.setdefault(folded(name), analyte)
    for analyte in analytes().values():
        for name in analyte.synonyms:
            found.setdefault(folded(name), analyte)
    return found


def analyte_named(text: str) -> Analyte | None:
    """Return the analyte called *text*, however it is written ("CA 125", "ca-125")."""
    return names().get(folded(text))
