"""Which rule the words of a report name, and how a name comes into them and out again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.rules.response.named import IRECIST, MRECIST, OF_SIZES, RECIST, named, naming


@pytest.mark.parametrize(
    ("words", "criterion"),
    [
        ("stable disease", ""),
        ("", ""),
        ("SD by RECIST 1.1", RECIST),
        ("recist v1.1: no change", RECIST),
        ("RECIST: PR", RECIST),
        ("iRECIST: iUPD", IRECIST),
        ("iUPD (immune RECIST)", IRECIST),
        ("immune-RECIST 1.1", IRECIST),
        ("mRECIST, viable tumour smaller", MRECIST),
        ("modified RECIST: CR", MRECIST),
        ("PR by mRECIST, SD by RECIST 1.1", MRECIST),  # the first
        ("precisten", ""),
        ("crecistx", ""),
        ("RECISTs", ""),
    ],
)
def test_names_in_reports(words: str, criterion: str) -> None:
    assert named(words) == criterion


@pytest.mark.parametrize(
    ("words", "criterion", "after"),
    [
        ("", IRECIST, "iRECIST"),
        ("stable, a little smaller", MRECIST, "mRECIST: stable, a little smaller"),
        ("mRECIST: stable", IRECIST, "iRECIST: stable"),
        ("SD by RECIST v1.1, no new spots", IRECIST, "SD by iRECIST, no new spots"),
        ("mRECIST: stable", "", "stable"),
        ("iRECIST", "", ""),
        ("stable", "", "stable"),
    ],
)
def test_a_name_comes_in_and_goes_out(words: str, criterion: str, after: str) -> None:
    assert naming(words, criterion) == after


@given(st.text(st.characters(codec="utf-8"), max_size=30), st.sampled_from(OF_SIZES))
def test_what_was_named_is_read_again(words: str, criterion: str) -> None:
    assert named(naming(words, criterion)) == criterion or named(words) not in ("", criterion)
