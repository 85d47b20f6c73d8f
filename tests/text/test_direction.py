"""A name from right to left turns nothing beside it."""

from __future__ import annotations

import pytest

from journal.text import language
from journal.text.direction import in_line


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("", ""),
        ("Łódź 5 mg, Αθήνα, 王", "Łódź 5 mg, Αθήνα, 王"),
        ("محمد علي", "\u200eمحمد علي\u200e"),
        ("محمد علي 5 mg", "\u200eمحمد علي\u200e 5 mg"),  # the dose stays behind the name
        ("Anna שָׂרָה, 61", "Anna \u200eשָׂרָה\u200e, 61"),
        ("شرب 5 من 10 اليوم", "\u200eشرب 5 من 10 اليوم\u200e"),  # a sentence stays one, with its numbers
        ("محمد 5 mg; علي 10 mg", "\u200eمحمد\u200e 5 mg; \u200eعلي\u200e 10 mg"),
        ("محمد\nعلي", "\u200eمحمد\u200e\n\u200eعلي\u200e"),
        ("می\u200cخواهم", "\u200eمی\u200cخواهم\u200e"),
    ],
)
def test_the_words_of_a_sentence_keep_their_order(text: str, shown: str) -> None:
    assert in_line(text) == shown
    assert in_line(shown) == shown


def test_a_language_from_right_to_left_has_its_own_order() -> None:
    language.set_language("qps-rtl")
    try:
        assert in_line("محمد علي 5") == "محمد علي 5"
    finally:
        language.set_language("en")
