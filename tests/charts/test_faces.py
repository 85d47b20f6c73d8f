"""A chart shows names in any script with the computer's typefaces; what none has is named, with no box or warning."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from matplotlib.font_manager import fontManager

from journal.charts.chart import Chart
from journal.charts.drawing import faces
from journal.charts.drawing.faces import plain, type_for
from journal.charts.drawing.words import Words
from journal.charts.look import FAMILIES, PAPER, look_for
from journal.charts.picture import figure, png, svg
from journal.text import language
from tests.charts.examples import sized
from tests.charts.test_layout import shown_texts
from tests.typeface_files import write_collection, write_typeface

CHINESE = "王小明"
Install = Callable[[Path], None]


@pytest.fixture(autouse=True)
def install(monkeypatch: pytest.MonkeyPatch) -> Iterator[Install]:
    """Let matplotlib find nothing but our typefaces and those that a test installs."""

    def forget() -> None:
        for kept in (faces._of_computer, faces.look_anew, faces.type_for, faces.letters_of):
            kept.cache_clear()

    faces.typefaces()
    known = list(fontManager.ttflist)
    ours = [entry for entry in known if entry.name in FAMILIES or "mpl-data" in entry.fname]
    found: list[str] = []
    monkeypatch.setattr(fontManager, "ttflist", ours)
    monkeypatch.setattr(faces, "findSystemFonts", lambda: found)
    forget()
    yield lambda path: found.append(str(path))
    monkeypatch.undo()
    fontManager._findfont_cached.cache_clear()  # type: ignore[attr-defined]
    forget()


def texts(name: str) -> list[str]:
    drawn = figure(chart(name), look_for("light"), 900, 420)
    return [text.get_text() for text in shown_texts(drawn)]


def chart(name: str) -> Chart:
    return sized("2026-01-01 93, 2026-03-01 81", f"2026-01-06 {name}")


def test_without_a_typeface_the_letters_are_named_and_not_boxed(install: Install) -> None:
    assert "[3 Chinese letters] starts" in texts(CHINESE)
    assert png(chart(CHINESE), look_for("dark"), 900, 420, titled=True)  # a missing glyph would be a warning
    assert b"[3 Chinese letters] starts" in svg(chart(CHINESE), PAPER, 180, 90)


def test_what_was_installed_since_matplotlib_looked_is_found(install: Install, tmp_path: Path) -> None:
    install(write_collection(tmp_path / "east.ttc", ("Plain East", "ab"), ("Far East", CHINESE)))
    (tmp_path / "broken.ttf").write_bytes(b"\x00\x01\x00\x00")
    install(tmp_path / "broken.ttf")
    assert f"{CHINESE} starts" in texts(CHINESE)
    assert png(chart(CHINESE), look_for("light"), 900, 420)
    families = type_for(f"{CHINESE} starts", FAMILIES, False).get_family()
    assert families[0] == FAMILIES[0]  # the words around it stay as they are
    assert families[-1] == "Far East"


def test_a_chart_of_our_letters_asks_for_no_other_typeface(install: Install, tmp_path: Path) -> None:
    before = svg(chart("FOLFOX"), PAPER, 180, 90)
    install(write_typeface(tmp_path / "far.ttf", "FOLX" + CHINESE, "Far East"))
    assert svg(chart("FOLFOX"), PAPER, 180, 90) == before


def test_on_paper_letters_that_join_and_those_of_the_computer_are_shapes(install: Install, tmp_path: Path) -> None:
    install(write_typeface(tmp_path / "far.ttf", CHINESE, "Far East"))
    for name in ("प्रिया", "محمد", CHINESE):
        drawn = svg(chart(name), PAPER, 180, 90).decode()
        assert not set(name) & set(drawn)
        assert drawn.count("<text") == svg(chart("FOLFOX"), PAPER, 180, 90).decode().count("<text") - 1
    assert "Łódź Москва starts" in svg(chart("Łódź Москва"), PAPER, 180, 90).decode()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("FOLFOX 5", "FOLFOX 5"),
        ("Αθήνα, Москва", "Αθήνα, Москва"),
        ("محمد علي 5 starts", "\u200eمحمد علي\u200e 5 starts"),  # the dose stays behind the name
        ("Anna שָׂרָה", "Anna \u200eשָׂרָה\u200e"),
        ("up\u2060 2", "up 2"),
        ("王 😀", "[1 Chinese letter] 😀"),
    ],
)
def test_words_keep_the_direction_of_the_chart(text: str, shown: str) -> None:
    assert plain(text, FAMILIES) == shown
    assert plain(shown, FAMILIES) == shown


def test_a_language_from_right_to_left_has_its_own_direction() -> None:
    language.set_language("qps-rtl")
    try:
        assert plain("محمد علي 5", FAMILIES) == "محمد علي 5"
    finally:
        language.set_language("en")


def test_an_arabic_word_is_drawn_joined() -> None:
    # Lam and alef join to one shape, and the letters of a word lean on each other.
    for joined in ("لا", "محمد"):
        assert Words(joined, 20, "#000000").width < Words("\u200c".join(joined), 20, "#000000").width
