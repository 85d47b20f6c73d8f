"""Known combinations of drugs with their rhythm.  Never a source for doses: there are none in the tables."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass

from journal.reference.tables import folded, listed, rows


@dataclass(frozen=True)
class RegimenDrug:
    """One drug of a regimen, with the days of the cycle it is given on."""

    name: str
    route: str
    days: tuple[int, ...]


@dataclass(frozen=True)
class Regimen:
    """One regimen; *basis* says how well its row is sourced ("one_source", "two_sources", "recalled_part")."""

    key: str
    name: str
    aliases: tuple[str, ...]
    cancers: tuple[str, ...]
    cycle_days: int | None
    cycles_min: int | None
    cycles_max: int | None
    drugs: tuple[RegimenDrug, ...]
    basis: str


def _days(text: str) -> tuple[int, ...]:
    days: list[int] = []
    for part in listed(text.replace(",", ";").replace("|", ";")):
        first, _, last = part.partition("-")
        if first.strip().isdigit():
            days.extend(range(int(first), int(last if last.strip().isdigit() else first) + 1))
    return tuple(days)


@functools.cache
def regimens() -> Mapping[str, Regimen]:
    """Return all regimens by key, in catalogue order."""
    drugs: dict[str, list[RegimenDrug]] = {}
    for row in rows("regimen_drugs"):
        if row["phase"] == "1":
            drugs.setdefault(row["regimen"], []).append(RegimenDrug(row["drug"], row["route"], _days(row["days"])))
    return {
        row["key"]: Regimen(
            key=row["key"],
            name=row["name"],
            aliases=listed(row["aliases"]),
            cancers=listed(row["cancers"]),
            cycle_days=int(row["cycle_days"]) if row["cycle_days"].isdigit() else None,
            cycles_min=int(row["cycles_min"]) if row["cycles_min"].isdigit() else None,
            cycles_max=int(row["cycles_max"]) if row["cycles_max"].isdigit() else None,
            drugs=tuple(drugs.get(row["key"], ())),
            basis=row["basis"],
        )
        for row in rows("regimens")
    }


def regimens_like(text: str, limit: int = 5) -> tuple[Regimen, ...]:
    """Return the regimens that *text* may mean: by the beginning of a name first, then by any part, then by a drug."""
    wanted = folded(text)
    if not wanted:
        return ()
    ranked: list[tuple[int, Regimen]] = []
    for regimen in regimens().values():
        names = [folded(name) for name in (regimen.name, *regimen.aliases)]
        if wanted in names:
            rank = 0
        elif any(name.startswith(wanted) for name in names):
            rank = 1
        elif any(wanted in name for name in names):
            rank = 2
        elif any(wanted in folded(drug.name) for drug in regimen.drugs):
            rank = 3
        else:
            continue
        ranked.append((rank, regimen))
    return tuple(regimen for _rank, regimen in sorted(ranked, key=lambda each: each[0])[:limit])
