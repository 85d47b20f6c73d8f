"""Nothing that a person typed can stop a page: each character is shown, or named."""

from __future__ import annotations

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from journal.reports.printable import (
    ATKINSON,
    LONGEST_TEXT,
    NOTO,
    characters_of,
    held,
    printable,
    typed,
    typefaces,
)
from journal.resources import font_files
from journal.text import language

ANYTHING = st.text(st.characters(), max_size=60)  # lone surrogates among them


def test_the_typefaces_are_read_as_fonttools_reads_them() -> None:
    assert len(font_files()) >= 6
    for path in font_files():
        assert characters_of(path) == set(TTFont(path).getBestCmap()), path.name


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("− ≥ ≤ µ 10⁹/L “so” …", "− ≥ ≤ µ 10⁹/L “so” …"),
        ("Łódź, Ünal, Đặng, Αθήνα, Москва", "Łódź, Ünal, Đặng, Αθήνα, Москва"),
        ("fine 😀", "fine [grinning face]"),
        ("王小明", "[3 Chinese letters]"),
        ("王 小明 (Xiaoming)", "[3 Chinese letters] (Xiaoming)"),
        ("محمد علي", "[7 Arabic letters]"),
        ("Anna שרה כהן Cohen", "Anna [6 Hebrew letters] Cohen"),
        ("שָׂרָה", "[3 Hebrew letters]"),  # points are no letters
        ("김", "[1 Korean letter]"),
        ("さくら", "[3 Japanese letters]"),
        ("王😀", "[1 Chinese letter][grinning face]"),
        ("ꆈ", "[U+A188]"),
        ("😀😀😀😀", "[grinning face, grinning face, grinning face, …]"),
        ("a\tb\nc\r\nd\u2028e", "a b c d e"),
        ("bell\x07", "bell[U+0007]"),
        ("up → down", "up -> down"),
        ("𝐂𝐓", "CT"),
        ("2⑤", "2[circled digit five]"),  # not 25
        ("turned \u202eround\u202c", "turned round"),
        ("z\u0301\u0301\u0301\u0301\u0301", "ź\u0301\u0301"),
        ("\ud800", "[U+D800]"),
        ("\x00\ufeff", ""),
        ("  ", ""),
    ],
)
def test_what_was_typed_is_shown_or_named(text: str, shown: str) -> None:
    assert typed(text) == shown


def test_a_long_word_may_be_broken_and_a_long_text_ends() -> None:
    assert typed("W" * 45) == "\u200b".join(["W" * 10] * 4 + ["W" * 5])
    assert typed("gastroenterologist’s") == "gastroenterologist’s"
    long = typed("no end " * 10_000)
    assert len(long) <= LONGEST_TEXT
    assert long.endswith("…")


@given(ANYTHING)
def test_every_character_that_is_left_has_a_glyph(text: str) -> None:
    covered = frozenset().union(*(characters_of(path) for path in font_files() if "Italic" not in path.name))
    for shown in (typed(text), printable(text), printable(typed(text))):
        assert {letter for letter in shown if ord(letter) not in covered} == set()
        assert printable(shown) == shown


def test_the_leading_typeface_has_every_letter_of_the_page() -> None:
    assert typefaces(["Neutrophils 10⁹/L, 20–27 µmol/L ≥ 5", "Ünal"]) == (ATKINSON, NOTO)
    assert typefaces(["Neutrophils", "Москва"]) == (NOTO, ATKINSON)
    assert typefaces(["ŵ"]) == (NOTO, ATKINSON)  # would be set as w and a stray accent


def test_values_keep_their_order_where_writing_runs_from_right_to_left() -> None:
    assert printable("10⁹/L") == "10⁹/L"
    language.set_language("qps-rtl")
    assert printable("10⁹/L") == "\u206610⁹/L\u2069"
    assert printable("ערך 1.4 10⁹/L נמוך", isolate=True).count("\u2066") == 1
    assert printable("10⁹/L", isolate=False) == "10⁹/L"


def test_a_number_stays_with_the_word_before_it() -> None:
    assert held("worse than cycle 5") == "worse than cycle\u00a05"
