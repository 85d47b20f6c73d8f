"""Fonts, icons, style sheet and measures follow theme and text size at once; a token is never made up."""

from __future__ import annotations

import re

import pytest
from PySide6.QtGui import QFontInfo, QFontMetrics, QPalette
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from journal.charts.tokens import THEMES, ThemeName, theme
from journal.text.language import set_language
from journal.ui.theme import icons
from journal.ui.theme.dressing import style_sheet
from journal.ui.theme.fonts import _ROLES, Role, font
from journal.ui.theme.look import border, breadth, colour, look, size, space
from journal.ui.widgets.buttons import primary


@pytest.mark.parametrize("name", THEMES)
def test_a_theme_dresses_the_whole_application(qapp: QApplication, name: ThemeName) -> None:
    look().choose(name)
    colours = theme(name).colours
    assert qapp.palette().color(QPalette.ColorRole.Window).name().upper() == colours.surface
    assert qapp.palette().color(QPalette.ColorRole.PlaceholderText).name().upper() == colours.muted
    sheet = qapp.styleSheet()
    assert "$" not in sheet
    used = {found.upper() for found in re.findall(r"#[0-9a-fA-F]{6}", sheet)}
    assert used <= set(colours.by_name.values())
    assert border() == (2 if name in ("white", "black") else 1)


@pytest.mark.parametrize(("text_size", "height", "gap"), [(100, 44, 16), (150, 66, 19), (200, 88, 22), (250, 110, 24)])
def test_targets_grow_with_the_text_and_gaps_by_a_third(text_size: int, height: int, gap: int) -> None:
    look().choose(text_size=text_size)
    assert (size(44), space(16)) == (height, gap)
    assert font("body").pixelSize() == round(16 * text_size / 100)
    assert f"border-radius: {size(10)}px" in style_sheet()


def test_what_stands_changes_without_a_restart(qtbot: QtBot) -> None:
    button = primary("Add", icon="plus")
    qtbot.addWidget(button)
    button.show()
    before = button.sizeHint().height(), button.icon().cacheKey()
    look().choose("dark", 200)
    assert button.sizeHint().height() == 2 * before[0]
    assert button.icon().cacheKey() != before[1]
    assert button.font().pixelSize() == 32


@pytest.mark.parametrize("role", list(_ROLES))
def test_each_role_is_set_in_the_bundled_typeface(qapp: QApplication, role: Role) -> None:
    wanted = "Literata" if role in ("h1", "h2", "cover") else "Atkinson Hyperlegible"
    assert QFontInfo(font(role)).family().startswith(wanted)


def test_headings_are_really_heavier(qapp: QApplication) -> None:
    heading = font("h1")
    thin = font("h1")
    thin.setVariableAxis(thin.Tag("wght"), 400)
    assert QFontMetrics(heading).horizontalAdvance("Good morning") > QFontMetrics(thin).horizontalAdvance(
        "Good morning"
    )


def test_other_scripts_use_one_face_for_all_sans_text(qapp: QApplication) -> None:
    set_language("qps")
    assert font("body").families()[0] == "Atkinson Hyperlegible"
    from journal.text import language

    language._current = language.Catalogue("uk")
    assert font("body").families()[0] == "Noto Sans"


@pytest.mark.parametrize("text", ["−12.9 %", "10⁹/L", "µmol/L", "≤ 0.1", "“stable”", "Ünal", "Łódź"])
def test_signs_that_the_journal_uses_are_in_the_typefaces(qapp: QApplication, text: str) -> None:
    from PySide6.QtGui import QRawFont

    faces = [QRawFont.fromFont(font("body"))]
    sans = font("body")
    sans.setFamilies(["Noto Sans"])
    faces.append(QRawFont.fromFont(sans))
    missing = [sign for sign in text if sign != " " and not any(face.supportsCharacter(ord(sign)) for face in faces)]
    assert missing == []


def test_icons_are_painted_in_the_colour_asked_for(qapp: QApplication) -> None:
    for token in ("ink", "accent", "call"):
        picture = icons.pixmap("heartbeat", token, 22).toImage()
        painted = [
            picture.pixelColor(x, y)
            for x in range(picture.width())
            for y in range(picture.height())
            if picture.pixelColor(x, y).alpha() > 200
        ]
        assert painted
        wanted = colour(token)
        for each in painted:
            pairs = ((each.red(), wanted.red()), (each.green(), wanted.green()), (each.blue(), wanted.blue()))
            assert all(abs(one - other) < 24 for one, other in pairs)


def test_an_unknown_icon_fails_loudly(qapp: QApplication) -> None:
    with pytest.raises(KeyError):
        icons.pixmap("no-such-icon")


def test_arrows_point_the_other_way_from_right_to_left(qapp: QApplication) -> None:
    from PySide6.QtCore import Qt

    plain = icons.pixmap("caret-right", "ink", 22).toImage()
    house = icons.pixmap("house", "ink", 22).toImage()
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        assert icons.pixmap("caret-right", "ink", 22).toImage() != plain
        assert icons.pixmap("house", "ink", 22).toImage() == house
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


@pytest.mark.parametrize(
    ("width", "text_size", "expected"),
    [(1280, 100, "wide"), (1040, 100, "wide"), (1039, 100, "medium"), (1280, 150, "medium"), (1280, 200, "narrow")],
)
def test_how_much_room_there_is(qtbot: QtBot, width: int, text_size: int, expected: str) -> None:
    look().choose(text_size=text_size)
    widget = QPushButton()
    qtbot.addWidget(widget)
    widget.resize(width, 100)
    assert breadth(widget) == expected
