"""Of what a computer has, only what serves is chosen: the best suited, the allowed, and nothing that is broken."""

from __future__ import annotations

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from journal.resources import font_files
from journal.typefaces import Face, characters_of, is_letter, served
from tests.typeface_files import write_collection, write_typeface

CHINESE = "王小明"
ARABIC = "محمد"


def chosen(letters: str, *faces: Face) -> dict[str, str]:
    return {each.family: "".join(sorted(each.letters)) for each in served(set(letters), faces, ("Noto Sans",))}


def face(folder: Path, family: str, letters: str, *, weight: int = 400, rights: int = 0) -> Face:
    path = write_typeface(folder / f"{family}-{weight}.ttf", letters, family, weight=weight, rights=rights)
    return Face(family, path, weight=weight)


def test_our_typefaces_are_read_as_fonttools_reads_them() -> None:
    assert len(font_files()) >= 6
    for path in font_files():
        assert characters_of(path) == set(TTFont(path).getBestCmap()), path.name


def test_letters_beyond_the_first_plane_and_in_a_collection_are_found(tmp_path: Path) -> None:
    file = write_collection(tmp_path / "both.ttc", ("Plain", "ab"), ("Rare", "𠮷王"))
    faces = (Face("Plain", file, 0), Face("Rare", file, 1))
    assert chosen("𠮷王", *faces) == {"Rare": "王𠮷"}
    assert chosen("a", *faces) == {"Plain": "a"}
    assert chosen("x", *faces) == {}


def test_each_script_gets_the_typeface_that_suits_it(tmp_path: Path) -> None:
    faces = [
        face(tmp_path, "A Serif", CHINESE + ARABIC),
        face(tmp_path, "Some Sans", CHINESE + ARABIC),
        face(tmp_path, "Noto Sans Arabic", ARABIC),
    ]
    assert set(chosen(CHINESE, *faces)) == {"Some Sans"}
    assert set(chosen(ARABIC, *faces)) == {"Noto Sans Arabic"}
    assert set(chosen(CHINESE + ARABIC, *reversed(faces))) == {"Some Sans", "Noto Sans Arabic"}


def test_a_japanese_name_is_set_in_one_typeface_with_the_shapes_of_japan(tmp_path: Path) -> None:
    faces = [face(tmp_path, f"Noto Sans CJK {land}", "桜さくら金김") for land in ("SC", "JP", "KR")]
    assert set(chosen("桜", *faces)) == {"Noto Sans CJK SC"}
    assert set(chosen("桜さ", *faces)) == {"Noto Sans CJK JP"}
    assert set(chosen("김", *faces)) == {"Noto Sans CJK KR"}


def test_what_no_single_typeface_has_is_served_by_two(tmp_path: Path) -> None:
    faces = [face(tmp_path, "One", "王小"), face(tmp_path, "Two", "明")]
    assert chosen("王小明龘", *faces) == {"One": "小王", "Two": "明"}


def test_a_letter_counts_only_where_regular_and_bold_have_it(tmp_path: Path) -> None:
    regular, bold = face(tmp_path, "Uneven", "王小"), face(tmp_path, "Uneven", "王", weight=700)
    black = face(tmp_path, "Uneven", "", weight=900)  # is never asked for
    assert chosen("王小", regular, bold, black) == {"Uneven": "王"}
    assert {each.weight for each in served({"王"}, (black, bold, regular))[0].faces} == {400, 700}


@pytest.mark.parametrize(
    ("rights", "is_used"),
    [
        (0x0000, True),  # may be installed by the reader
        (0x0002, False),  # restricted
        (0x0004, True),  # preview and print
        (0x0008, True),  # editable
        (0x0006, True),  # an older file with two words: the milder one counts
        (0x0104, False),  # not in parts, as a document holds it
        (0x0204, False),  # pictures of letters only
    ],
)
def test_a_typeface_that_may_not_go_into_a_document_stays_out(tmp_path: Path, rights: int, is_used: bool) -> None:
    assert bool(chosen(CHINESE, face(tmp_path, "Bought", CHINESE, rights=rights))) is is_used


def test_a_restricted_bold_keeps_out_its_regular_as_well(tmp_path: Path) -> None:
    regular, bold = face(tmp_path, "Half", CHINESE), face(tmp_path, "Half", CHINESE, weight=700, rights=2)
    assert chosen(CHINESE, regular) == {"Half": "小明王"}
    assert chosen(CHINESE, regular, bold) == {}


def test_what_is_called_like_ours_or_hidden_is_passed_over(tmp_path: Path) -> None:
    assert chosen(CHINESE, face(tmp_path, "Noto Sans", CHINESE), face(tmp_path, ".LastResort", CHINESE)) == {}


@pytest.mark.parametrize("length", [0, 3, 11, 40, 200, 300, 400, 500])
def test_a_broken_file_serves_nothing_and_stops_nothing(tmp_path: Path, length: int) -> None:
    whole = face(tmp_path, "Whole", CHINESE)
    broken = tmp_path / "broken.ttf"
    broken.write_bytes(whole.path.read_bytes()[:length])
    gone = Face("Gone", tmp_path / "gone.ttf")
    assert set(chosen(CHINESE, Face("Broken", broken), gone, whole)) == {"Whole"}


def test_a_picture_is_no_letter() -> None:
    assert all(map(is_letter, "王مक์٣、。"))
    assert not any(map(is_letter, "😀→①⟦⟨\x07\u202e\ue000"))
