"""A time of day is read as people write it."""

from __future__ import annotations

from datetime import time

import pytest
from pytestqt.qtbot import QtBot

from journal.domain.problems import Problem
from journal.ui.widgets.times import TimeField, read_time


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("", None),
        ("9:30", time(9, 30)),
        ("09.30", time(9, 30)),
        ("930", time(9, 30)),
        ("14h05", time(14, 5)),
        ("9", time(9)),
        ("9 pm", time(21)),
        ("12:15 AM", time(0, 15)),
        ("12 p.m.", time(12)),
        ("0:00", time(0)),
    ],
)
def test_times(typed: str, read: time | None) -> None:
    assert read_time(typed) == read


@pytest.mark.parametrize("typed", ["24:00", "9:60", "noon", "13 pm", "0 am", "9:5", "12345"])
def test_what_is_no_time_says_so(typed: str) -> None:
    assert isinstance(read_time(typed), Problem)


def test_a_field_keeps_what_it_cannot_read(qtbot: QtBot) -> None:
    field = TimeField("Time")
    qtbot.addWidget(field)
    qtbot.keyClicks(field, "later")
    field.finish()
    assert (field.at, field.text()) == (None, "later")
    assert field.problem is not None
    field.setText("9 pm")
    field.finish()
    assert (field.at, field.text()) == (time(21), "21:00")
