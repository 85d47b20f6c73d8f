"""Which criteria fit a person: by the kind of cancer, the drugs, and the scans that were done.

Sources: what each criterion was made for, named in its own file; for immunotherapy Seymour et al., Lancet Oncol
2017;18:e143-e152.  A proposal is a place to start reading: where the report names a rule, that one counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from journal.domain.finding import Finding, Value
from journal.domain.imaging import Modality

# Drugs that free immune cells: PD-1, PD-L1, CTLA-4 and LAG-3 inhibitors, by substance.  iRECIST was made for these.
IMMUNE_DRUGS: Final = frozenset(
    {
        "atezolizumab",
        "avelumab",
        "camrelizumab",
        "cemiplimab",
        "dostarlimab",
        "durvalumab",
        "ipilimumab",
        "nivolumab",
        "pembrolizumab",
        "relatlimab",
        "retifanlimab",
        "sintilimab",
        "tislelizumab",
        "toripalimab",
        "tremelimumab",
    }
)
OPTIONAL: Final = "optional"  # how tables of regimens mark a drug that not everybody gets

# Kinds of cancer (the keys of a person's card) with a rule of their own ...
OWN_RULE: Final[Mapping[str, str]] = {
    "liver": "mrecist",
    "prostate": "pcwg3",
    "ovary": "gcig-ca125",
    "lymphoma": "lugano",
    "myeloma": "imwg",
    "brain": "rano",
}
# ... and those where nothing, or nothing but that rule, is read in millimetres of a longest diameter.
WITHOUT_SIZES: Final = frozenset({"lymphoma", "myeloma", "brain", "leukaemia"})

CODES: Final = (
    "fits.recist",
    "fits.recist_unsure",
    "fits.irecist",
    "fits.irecist_if_given",
    *(f"fits.{name.replace('-', '_')}" for name in OWN_RULE.values()),
    "fits.percist",
    "fits.none",
)


@dataclass(frozen=True)
class Proposal:
    """One criterion that fits, by its name in CRITERIA ("" where none does), and why."""

    criterion: str
    finding: Finding


def proposed(cancer: str, drugs: Iterable[str] = (), scans: Iterable[Modality] = ()) -> tuple[Proposal, ...]:
    """Return what fits, the one to read first on top; one proposal without a criterion where nothing does.

    *cancer* is the key of a kind of cancer ("" where it is not written down), *drugs* the names of those given now, as
    typed or as in the tables, *scans* the kinds of scan that were done.
    """
    kind = cancer.strip().lower()
    found: list[Proposal] = []
    if kind in OWN_RULE:
        found.append(_proposal(OWN_RULE[kind], OWN_RULE[kind], kind))
    if kind not in WITHOUT_SIZES:
        given, optional = _immune(drugs)
        if given:
            found.insert(0, _proposal("irecist", "irecist", kind, drug=given))
        elif optional:
            found.append(_proposal("irecist", "irecist_if_given", kind, drug=optional))
        sizes = _proposal("recist-1.1", "recist" if kind else "recist_unsure", kind)
        # The liver's own rule, and the one for immune drugs, read the same scans: they stand before the plain one.
        found.append(sizes) if kind in OWN_RULE or given else found.insert(0, sizes)
        if Modality.PET_CT in scans:
            found.append(_proposal("percist", "percist", kind))
    return tuple(found) or (_proposal("", "none", kind),)


def _immune(drugs: Iterable[str]) -> tuple[str, str]:
    """Return the first immune drug that is given, and the first that is only optional; "" for none."""
    given = optional = ""
    for name in drugs:
        words = re.findall(r"[a-z]+", name.lower())
        substance = next((word for word in words if word in IMMUNE_DRUGS), "")
        if OPTIONAL in words:
            optional = optional or substance
        else:
            given = given or substance
    return given, optional


def _proposal(criterion: str, code: str, cancer: str, **values: Value) -> Proposal:
    name = code.replace("-", "_")
    return Proposal(criterion, Finding(code=f"fits.{name}", values={"cancer": cancer, **values}))
