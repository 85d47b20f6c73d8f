"""Nothing that a person typed can stop a page: each character is shown, or named."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.reports.printable import (
    ATKINSON,
    LONGEST_TEXT,
    NOTO,
    held,
    ours,
    printable,
    typed,
    typefaces,
)
from journal.resources import font_files
from journal.text import language
from journal.typefaces import characters_of

ANYTHING = st.text(st.characters(), max_size=60)  # lone surrogates among them


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
    assert printable(typed(text)) == shown


@pytest.mark.parametrize(
    "text",
    [
        "שָׁלּוֹם",
        "می\u200cخواهم",  # one word, its halves not joined
        "क्\u200dष",
        "ढूँढ़ूँ",
        "กี่",
    ],
)
def test_every_mark_that_belongs_to_a_word_stays(text: str) -> None:
    assert unicodedata.normalize("NFC", text) in typed(text)


def test_what_joins_letters_stays_between_letters_only() -> None:
    assert typed("a\u200db \u200c😀\u200d😀") == "ab 😀😀"
    assert typed("\u200cم\u200c") == "\u2067م\u2069"


def test_a_name_that_runs_from_right_to_left_is_kept_to_itself() -> None:
    assert typed("محمد علي") == "\u2067محمد علي\u2069"
    assert typed("Anna שרה 5") == "\u2066Anna שרה 5\u2069"
    assert typed("5 محمد") == "\u20675 محمد\u2069"
    assert typed("Anna 5") == "Anna 5"
    dose = f"{typed('محمد')} 5 mg"
    assert typed(dose) == dose  # a part that was one line before keeps its own direction, not the whole
    assert typed("\u2067turned\u202e") == "turned"
    language.set_language("qps-rtl")
    assert typed("محمد علي 5") == "محمد علي 5"


def test_letters_that_a_computer_serves_are_printed_and_the_rest_is_named() -> None:
    known = ours() | set("محدعلي")
    assert printable(typed("محمد علي, 王 😀"), known) == "\u2067محمد علي, [1 Chinese letter] [grinning face]\u2069"
    assert printable(typed("محمد علي, 王")) == "[7 Arabic letters], [1 Chinese letter]"
    assert printable("محمد قلق", known) == "[7 Arabic letters]"  # no name with holes in it


def test_a_long_word_may_be_broken_and_a_long_text_ends() -> None:
    assert typed("W" * 45) == "\u200b".join(["W" * 10] * 4 + ["W" * 5])
    assert typed("gastroenterologist’s") == "gastroenterologist’s"
    assert typed("ป" * 9 + "ปี่" * 9).split("\u200b")[0] == "ป" * 9 + "ปี่"  # no mark without its letter
    assert printable(typed("王" * 300)) == "[300 Chinese letters]"
    long = typed("no end " * 10_000)
    assert len(long) <= LONGEST_TEXT
    assert long.endswith("…")


@given(ANYTHING)
def test_every_character_that_is_left_has_a_glyph(text: str) -> None:
    covered = frozenset().union(*(characters_of(path) for path in font_files() if "Italic" not in path.name))
    for shown in (printable(text), printable(typed(text))):
        assert {letter for letter in shown if ord(letter) not in covered} == set()
        assert printable(shown) == shown
    assert typed(typed(text)) == typed(text)


def test_the_leading_typeface_has_every_letter_of_the_page() -> None:
    assert typefaces(["Neutrophils 10⁹/L, 20–27 µmol/L ≥ 5", "Ünal"]) == (ATKINSON, NOTO)
    assert typefaces(["Neutrophils", "Москва"]) == (NOTO, ATKINSON)
    assert typefaces(["Anna محمد 王"]) == (ATKINSON, NOTO)  # neither has these
    assert typefaces(["ŵ"]) == (NOTO, ATKINSON)  # would be set as w and a stray accent


def test_values_keep_their_order_where_writing_runs_from_right_to_left() -> None:
    assert printable("10⁹/L") == "10⁹/L"
    language.set_language("qps-rtl")
    assert printable("10⁹/L") == "\u206610⁹/L\u2069"
    assert printable("ערך 1.4 10⁹/L נמוך").count("\u2066") == 1


def test_a_number_stays_with_the_word_before_it() -> None:
    assert held("worse than cycle 5") == "worse than cycle\u00a05"
