"""Colours keep the contrast that the look promises, in every theme, and are read without matplotlib."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from journal.charts.tokens import CATEGORIES, THEMES, Theme, ThemeName, theme
from journal.domain.imaging import Response

ANY = "any"  # the worst of the four grounds
GROUNDS = ("surface", "raised", "sunken", "overlay")
TEXT, GRAPHICS = 4.5, 3.0

# token, what it stands against, contrast in light, dark, white, black; measured when the colours were chosen
STATED = """
ink any 11.4 11.7 21.0 21.0
muted any 5.2 6.7 21.0 21.0
line raised 1.5 1.5 21.0 21.0
edge any 3.0 3.4 21.0 21.0
accent any 6.1 6.8 11.7 15.7
accent_ink accent 7.7 8.0 11.7 15.7
accent_soft ink 11.6 9.5 21.0 21.0
nav nav_ink 7.7 8.2 11.7 15.7
select ink 11.1 8.5 18.6 9.2
focus any 5.9 7.6 9.0 16.6
positive any 5.4 7.8 12.0 15.5
positive_soft ink 12.1 10.9 21.0 21.0
caution caution_soft 6.1 8.0 12.3 15.4
caution_soft ink 12.7 11.0 21.0 21.0
caution_line caution_soft 3.2 4.2 12.3 15.4
call any 5.8 6.7 10.4 12.1
call_ink call 7.3 8.8 10.4 12.1
call_soft ink 12.6 12.0 21.0 21.0
info_soft muted 5.6 6.5 21.0 21.0
band muted 5.3 5.9 18.1 15.1
s1 raised 7.7 7.7 14.6 12.5
s1 band 6.3 5.9 12.6 9.0
s2 raised 4.8 7.3 10.4 10.2
s2 band 3.9 5.6 8.9 7.4
s3 raised 5.9 8.2 11.5 11.0
s3 band 4.8 6.4 9.9 7.9
s4 raised 11.8 6.4 9.1 10.0
s4 band 9.7 4.9 7.8 7.2
s5 raised 6.8 12.3 8.2 16.2
s5 band 5.6 9.5 7.0 11.7
s6 raised 15.5 12.6 20.4 17.1
s6 band 12.7 9.7 17.6 12.3
cr raised 9.4 5.9 12.6 8.8
cr cr_chip 7.9 5.1 12.6 8.8
pr raised 5.4 10.2 7.0 16.7
pr pr_chip 5.0 8.0 7.0 16.7
sd raised 5.7 8.8 9.5 13.7
sd sd_chip 5.1 6.9 9.5 13.7
pd raised 10.6 5.2 14.4 7.9
pd pd_chip 8.9 4.8 14.4 7.9
ne raised 6.4 7.6 21.0 21.0
ne ne_chip 6.4 7.6 21.0 21.0
"""
DECORATION = {"line"}
ONLY_GRAPHICS = {"edge", "focus", "caution_line"}
OFF_THE_BAND = {("s2", "band")}  # its label text stays off that ground


def luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.2."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def colours(chosen: Theme) -> dict[str, str]:
    series = {f"s{number}": series.colour for number, series in enumerate(chosen.series, 1)}
    categories = {key: category.colour for key, category in chosen.categories.items()}
    chips = {f"{key}_chip": category.chip for key, category in chosen.categories.items()}
    return {**chosen.colours.by_name, **series, **categories, **chips}


def worst(found: dict[str, str], token: str, against: str) -> float:
    grounds = GROUNDS if against == ANY else (against,)
    return min(contrast(found[token], found[ground]) for ground in grounds)


@pytest.mark.parametrize("name", THEMES)
def test_contrasts_are_as_stated_and_enough(name: ThemeName) -> None:
    found = colours(theme(name))
    for line in STATED.split("\n")[1:-1]:
        token, against, *stated = line.split()
        measured = worst(found, token, against)
        assert measured == pytest.approx(float(stated[THEMES.index(name)]), abs=0.06), line
        if token not in DECORATION:
            least = GRAPHICS if token in ONLY_GRAPHICS or (token, against) in OFF_THE_BAND else TEXT
            assert measured >= least - 0.05, line


@pytest.mark.parametrize("name", THEMES)
def test_every_token_is_a_colour_and_one_of_those_measured(name: ThemeName) -> None:
    found = colours(theme(name))
    assert all(re.fullmatch(r"#[0-9A-F]{6}", colour) for colour in found.values())
    measured = {word for line in STATED.split("\n") for word in line.split()[:2]}
    same_as_measured = {"nav_ink", "non_cr_non_pd", "non_cr_non_pd_chip", "mixed", "mixed_chip", *GROUNDS}
    assert set(found) - measured <= same_as_measured


@pytest.mark.parametrize("name", THEMES)
def test_series_differ_by_shape_and_line_too(name: ThemeName) -> None:
    series = theme(name).series
    assert len({one.marker for one in series}) == len(series) == 6
    assert len({one.dashes for one in series}) == len(series)
    assert len({one.colour for one in series}) == len(series)


@pytest.mark.parametrize("name", THEMES)
def test_every_response_has_a_category_with_icon_and_shape(name: ThemeName) -> None:
    chosen = theme(name)
    assert {chosen.category(response).icon for response in Response} >= {"circle", "trend-down", "equals", "trend-up"}
    shapes = {chosen.category(r).marker for r in (Response.CR, Response.PR, Response.SD, Response.PD, Response.NE)}
    assert len(shapes) == 5
    assert set(CATEGORIES.values()) | {"mixed"} == set(chosen.categories)


def test_reading_the_tokens_loads_no_drawing_and_no_window() -> None:
    code = (
        "import sys; from journal.charts.tokens import theme; theme('light');"
        "print(sorted({name.partition('.')[0] for name in sys.modules} & {'matplotlib', 'numpy', 'PySide6'}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
