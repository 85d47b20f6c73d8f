"""The window speaks the language that was chosen, else the one that it began in."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from pytestqt.qtbot import QtBot

from journal.settings import Settings
from journal.text.language import current_language, set_language
from journal.ui.main_window import MainWindow

PSEUDO = "qps-rtl"


def window(qtbot: QtBot, settings: Settings) -> MainWindow:
    made = MainWindow(settings, keep=lambda settings: None, clock=lambda: datetime(2026, 11, 13).astimezone())
    qtbot.addWidget(made)
    return made


@pytest.mark.parametrize("begun_in", ["en", PSEUDO])
def test_who_follows_the_computer_again_gets_its_language_at_once(qtbot: QtBot, begun_in: str) -> None:
    set_language(begun_in)
    chosen = Settings(theme="light", language="en" if begun_in == PSEUDO else PSEUDO)
    made = window(qtbot, chosen)
    assert current_language() == chosen.language
    made.set_settings(replace(chosen, language=""))
    assert current_language() == begun_in
    made.set_settings(chosen)
    assert current_language() == chosen.language


def test_who_chose_nothing_reads_the_language_it_began_in(qtbot: QtBot) -> None:
    set_language(PSEUDO)
    window(qtbot, Settings(theme="light"))
    assert current_language() == PSEUDO
