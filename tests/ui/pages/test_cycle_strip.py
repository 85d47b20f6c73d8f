"""The row of a cycle's days: today's cell is larger than the others, and is whole wherever it stands."""

from __future__ import annotations

from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from journal.actions.where_we_are import Standing
from journal.domain.treatment import Cycle, TreatmentLine
from journal.ui.pages.today.cycle_strip import CycleStrip


def strip_on(day: int) -> CycleStrip:
    line = TreatmentLine(happened_on=date(2026, 6, 1), name="FOLFIRI")
    cycle = Cycle(happened_on=date(2026, 6, 1), line_id=line.id, number=1)
    return CycleStrip(Standing(line, cycle, day, 14, frozenset({1, 2}), None))


@pytest.mark.parametrize("width", [300, 462, 700])
@pytest.mark.parametrize("day", [1, 7, 14])
def test_todays_cell_is_not_cut_off_at_either_end(qtbot: QtBot, day: int, width: int) -> None:
    strip = strip_on(day)
    qtbot.addWidget(strip)
    strip.resize(width, strip.height())
    picture = strip.grab().toImage()
    for side in (0, picture.width() - 1):
        assert len({picture.pixel(side, y) for y in range(picture.height())}) == 1, side


def test_all_days_have_their_full_width_where_there_is_room(qtbot: QtBot) -> None:
    strip = strip_on(14)
    qtbot.addWidget(strip)
    strip.resize(strip.sizeHint())
    assert strip._cell(14).right() < strip.width()
    assert {round(strip._cell(day).width(), 3) for day in range(1, 15)} == {strip._cell(1).width()}
