"""Phrases are drawn by chance from plain words, and no phrase is called stronger than it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.actions.passphrases import Strength, guessed_bits, strength, suggested, suggested_bits, words


def test_the_words_are_plain_and_each_stands_once() -> None:
    assert len(set(words())) == len(words()) > 900
    assert all(word.isascii() and word.islower() and word.isalpha() and 3 <= len(word) <= 11 for word in words())


def test_six_drawn_words_are_very_hard_to_guess() -> None:
    assert 59 < suggested_bits() < 60
    drawn = {suggested() for _ in range(200)}
    assert len(drawn) == 200
    assert all(len(set(phrase.split())) == 6 for phrase in drawn)  # no word comes again
    assert all(guessed_bits(word) == suggested_bits(1) for word in words())  # so each six of them are strong
    assert len({word for phrase in drawn for word in phrase.split()}) > 500
    assert strength("acorn bicycle copper dolphin evening falcon") is Strength.STRONG


@pytest.mark.parametrize(
    "phrase",
    [
        "",
        "a",
        "password",
        "password1",
        "aaaaaaaaaaaaaaaaaa",
        "12345678",
        "qwertyuiop",
        "summer2026",
        "anna anna anna anna",
    ],
)
def test_what_is_tried_first_is_weak(phrase: str) -> None:
    assert strength(phrase) is Strength.WEAK


@given(st.text(max_size=30), st.text(max_size=10))
def test_more_is_never_called_weaker(phrase: str, more: str) -> None:
    assert guessed_bits(f"{phrase} {more}") >= guessed_bits(phrase)
    assert guessed_bits(phrase) <= 16 * max(1, len(phrase))
