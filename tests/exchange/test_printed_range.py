"""A laboratory's own range, in the shapes that sheets print."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.exchange.printed_range import PrintedRange, read_range


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("115-160", "115", "160"),
        ("115 – 160", "115", "160"),
        ("2,0–7,5", "2.0", "7.5"),
        ("(4.0 - 11.0)", "4.0", "11.0"),
        ("[150 - 400]", "150", "400"),
        ("45 to 84", "45", "84"),
        ("12,0 bis 16,0", "12.0", "16.0"),
        ("< 5.0", None, "5.0"),
        ("<5", None, "5"),
        ("≤5", None, "5"),
        ("under 5", None, "5"),
        ("up to 41", None, "41"),
        (">60", "60", None),
        ("over 60", "60", None),
        ("Reference range: 3.5-5.3", "3.5", "5.3"),
        ("Normal range: 11.7 - 15.5", "11.7", "15.5"),
        ("", None, None),
    ],
)
def test_a_range_is_read_into_its_limits(text: str, low: str | None, high: str | None) -> None:
    expected = PrintedRange(None if low is None else Decimal(low), None if high is None else Decimal(high))
    assert read_range(text) == expected


@pytest.mark.parametrize("text", ["negative", "see report", "M 13-17, F 12-15", "150,000-400,000", "5-"])
def test_what_has_no_certain_limits_keeps_its_words(text: str) -> None:
    assert read_range(text) == PrintedRange(words=text)


def test_a_range_from_high_to_low_says_so() -> None:
    assert read_range("160-115").runs_backwards
    assert not read_range("115-160").runs_backwards
    assert not read_range("< 5").runs_backwards


@given(st.decimals(0, 9999, places=2), st.decimals(0, 9999, places=2), st.sampled_from(["-", " - ", "–", " to "]))
def test_limits_are_read_exactly(low: Decimal, high: Decimal, dash: str) -> None:
    assert read_range(f"{low}{dash}{high}") == PrintedRange(low, high)


@given(st.text(max_size=40))
def test_no_text_is_lost(text: str) -> None:
    found = read_range(text)
    assert found.low is not None or found.high is not None or found.words == text.strip() or not found.words
