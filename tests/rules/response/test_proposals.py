"""What fits a person follows from the kind of cancer, the drugs and the scans, and from nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.domain.imaging import Modality
from journal.rules.response.proposals import CODES, IMMUNE_DRUGS, OWN_RULE, proposed
from journal.text.cancers import CANCERS

PET = (Modality.CT, Modality.PET_CT)


def names(cancer: str, *drugs: str, scans: tuple[Modality, ...] = ()) -> list[str]:
    return [each.criterion for each in proposed(cancer, drugs, scans)]


@pytest.mark.parametrize(
    ("cancer", "drugs", "scans", "expected"),
    [
        ("colorectal", (), (), ["recist-1.1"]),
        ("colorectal", ("oxaliplatin",), (Modality.CT,), ["recist-1.1"]),
        ("", (), (), ["recist-1.1"]),
        ("a rare kind", (), (), ["recist-1.1"]),
        ("lung", ("Pembrolizumab (Keytruda)",), (), ["irecist", "recist-1.1"]),
        ("lung", ("carboplatin", "NIVOLUMAB"), (), ["irecist", "recist-1.1"]),
        ("lung", ("pembrolizumab (optional)",), (), ["recist-1.1", "irecist"]),
        ("lung", ("pembrolizumab (optional)", "nivolumab"), (), ["irecist", "recist-1.1"]),
        ("lung", ("rituximab",), (), ["recist-1.1"]),
        ("lung", (), PET, ["recist-1.1", "percist"]),
        ("prostate", (), (), ["pcwg3", "recist-1.1"]),
        ("Ovary ", (), (), ["gcig-ca125", "recist-1.1"]),
        ("liver", (), (), ["mrecist", "recist-1.1"]),
        ("liver", ("atezolizumab",), (), ["irecist", "mrecist", "recist-1.1"]),
        ("lymphoma", (), PET, ["lugano"]),
        ("lymphoma", ("nivolumab",), (), ["lugano"]),
        ("myeloma", (), PET, ["imwg"]),
        ("brain", (), (), ["rano"]),
        ("leukaemia", ("pembrolizumab",), PET, [""]),
    ],
)
def test_what_fits(cancer: str, drugs: tuple[str, ...], scans: tuple[Modality, ...], expected: list[str]) -> None:
    assert names(cancer, *drugs, scans=scans) == expected


def test_why_it_fits() -> None:
    first, *_rest = proposed("lung", ["Pembrolizumab"])
    assert (first.finding.code, first.finding.values["drug"]) == ("fits.irecist", "pembrolizumab")
    assert proposed("")[0].finding.code == "fits.recist_unsure"
    assert proposed("lung", ["pembrolizumab (optional)"])[1].finding.code == "fits.irecist_if_given"
    assert proposed("leukaemia")[0].finding.code == "fits.none"


def test_kinds_of_cancer_with_an_own_rule_can_be_chosen() -> None:
    assert set(OWN_RULE) <= set(CANCERS)


@given(st.sampled_from(["", *CANCERS]), st.lists(st.sampled_from([*IMMUNE_DRUGS, "x", "y (optional)"])), st.booleans())
def test_something_is_always_said_and_nothing_twice(cancer: str, drugs: list[str], has_pet: bool) -> None:
    found = proposed(cancer, drugs, PET if has_pet else ())
    assert found
    assert len({each.criterion for each in found}) == len(found)
    assert {each.finding.code for each in found} <= set(CODES)
