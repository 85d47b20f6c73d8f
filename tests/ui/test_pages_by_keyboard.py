"""Each page of a journal that is in use, worked by keyboard alone; and every form that opens over a page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from journal.domain.patient import Contact
from journal.domain.results import LabResult
from journal.domain.symptoms import SymptomEntry
from journal.domain.visits import Question
from journal.ui.desk import Desk
from journal.ui.journal_view import JournalView
from journal.ui.widgets.steps import Steps
from tests.ui.acting import said
from tests.ui.keyboard import (
    ALT,
    CTRL,
    activate,
    called,
    choose,
    choose_in_menu,
    focusable,
    plain,
    press,
    rewrite,
    round_with_tab,
    tab_to,
    turn_to,
    wait_for_all,
    write,
)
from tests.ui.seeing import name_of

Key = Qt.Key


@pytest.fixture
def desk(new_desk: Callable[..., Desk], sample_path: Path) -> Desk:
    return new_desk(sample_path)


def view_of(desk: Desk) -> JournalView:
    assert desk.view is not None
    return desk.view


def shown(desk: Desk) -> str:
    page = view_of(desk).page
    assert page is not None
    return plain(said(page))


def test_today_repeats_yesterday_and_opens_what_is_folded(desk: Desk) -> None:
    turn_to(desk, "today")
    activate("Same as yesterday")
    assert view_of(desk).live.undo_label == "Same as yesterday"
    tab_to("Tiredness: Mild")
    press(Key.Key_Z, CTRL)
    assert called() == "Tiredness: nothing chosen"
    activate("CEA, 12 Nov: Open when you are ready")
    assert called() == "CEA, 12 Nov: Fold away"
    assert "CEA was 12.9 ng/mL" in shown(desk)
    press(Key.Key_Space)
    assert "CEA was 12.9 ng/mL" not in shown(desk)


def test_a_cycle_is_put_off(desk: Desk) -> None:
    turn_to(desk, "treatment")
    activate("It comes later")
    assert called() == "Day"
    rewrite("20 Nov 2026")
    activate("Keep")
    assert called() == "Cycles: Cycle 11, Planned for Friday 20 November 2026, 6 days late"
    press(Key.Key_Left)
    assert called().startswith("Cycles: Cycle 10, Given on Saturday 31 October 2026")


def test_a_day_is_written_down_from_the_calendar_of_symptoms(desk: Desk) -> None:
    turn_to(desk, "symptoms")
    tab_to("Tiredness, day by day")
    press(Key.Key_Up, times=2)
    press(Key.Key_Return)
    assert "Wednesday 11 November 2026: no entry" in shown(desk)
    tab_to("Tiredness", Steps)
    write("3")
    assert "Tiredness" in view_of(desk).live.undo_label
    (entry,) = view_of(desk).live.read.between(SymptomEntry, date(2026, 11, 11), date(2026, 11, 11))
    assert entry.level == 3


def test_a_result_is_taken_out_and_brought_back(desk: Desk) -> None:
    live = view_of(desk).live
    before = live.read.count(LabResult)
    turn_to(desk, "results")
    tab_to("Results of this day")
    press(Key.Key_Down)
    press(Key.Key_Delete)
    wait_for_all(desk)
    assert plain(view_of(desk).toast.words) == "Haemoglobin of 12 Nov taken out"
    assert live.read.count(LabResult) == before - 1
    assert called() == "Results of this day"
    press(Key.Key_Z, CTRL)
    assert live.read.count(LabResult) == before
    choose("Another day", "16 October 2026")
    assert "16 October 2026" in shown(desk)


def test_a_size_gets_a_word_instead(desk: Desk) -> None:
    turn_to(desk, "imaging")
    tab_to("Sizes: spots down, scans across")
    press(Key.Key_Down, ALT)
    choose_in_menu("too small")
    assert plain(view_of(desk).live.undo_label) == "Liver, segment 4, 7 November 2026: too small"
    assert called() == "Sizes: spots down, scans across"
    press(Key.Key_Delete)
    assert plain(view_of(desk).live.undo_label).startswith("Liver, segment 4, 7 November 2026")
    press(Key.Key_Tab)
    assert called() == "Choose a word"


def test_a_question_is_written_moved_and_answered(desk: Desk) -> None:
    def asked() -> list[str]:
        still_open = [each for each in view_of(desk).live.read.all(Question) if each.answered_on is None]
        return [each.text for each in sorted(still_open, key=lambda each: each.position)]

    turn_to(desk, "visits")
    tab_to("Write a question")
    write("May I swim?")
    press(Key.Key_Return)
    assert asked()[-1] == "May I swim?"
    activate("Move up: May I swim?")
    assert called() == "Move up: May I swim?"  # it stays at the button, in its new place
    assert asked()[-2] == "May I swim?"
    activate("Answer or change: May I swim?")
    assert called() == "The answer"
    write("Yes, from next week on.")
    press(Key.Key_Tab)
    press(Key.Key_Space)
    assert "May I swim?" not in asked()


def test_a_word_in_a_text_is_followed_and_one_comes_back(desk: Desk) -> None:
    turn_to(desk, "understand")
    tab_to("There is one more that has no box of its own. In a mixed response, some spots shrink and some grow.")
    press(Key.Key_Return)
    assert "Some spots smaller, some bigger" in shown(desk)
    assert called() == "Back"  # at the top of the page that was followed to, not at the top of the window
    press(Key.Key_Left, ALT)
    assert "Some spots smaller, some bigger" not in shown(desk)
    assert called() == "Where result words come from"


def test_the_list_is_narrowed_and_a_note_opened(desk: Desk) -> None:
    turn_to(desk, "timeline")
    activate("Notes")
    wait_for_all(desk)
    assert "8 of 598 entries" in shown(desk)
    tab_to("Everything written, newest first")
    press(Key.Key_Down)
    press(Key.Key_Return)
    assert called() == "Note"
    press(Key.Key_End, CTRL)
    write(" More.")
    activate("Done")
    assert view_of(desk).live.undo_label == "Note changed"


def test_somebody_to_call_is_changed(desk: Desk) -> None:
    turn_to(desk, "settings")
    activate("Change Ruth Amadi")
    assert called() == "Name"
    rewrite("Ruth A.")
    activate("Done")
    assert called() == "Change Ruth A."
    assert "Ruth A." in [contact.name for contact in view_of(desk).live.read.all(Contact)]


def test_the_printout_is_made_in_large_print(desk: Desk) -> None:
    turn_to(desk, "paper")
    tab_to("Preview, page 1 of 1")
    choose("Printout", "The same in large print")
    wait_for_all(desk)
    tab_to("Preview, page 2 of 5")


def open_search() -> None:
    press(Key.Key_K, CTRL)


def open_care_sheet() -> None:
    press(Key.Key_F10)
    choose_in_menu("My team’s sheet")


@pytest.mark.parametrize(
    ("page", "open_it", "first"),
    [
        ("today", lambda: activate("Choose symptoms"), "Nausea"),
        ("today", open_search, "Search everything written"),
        ("today", open_care_sheet, "24-hour number"),
        ("results", lambda: activate("New sheet"), "Sheet of results"),
        ("results", lambda: activate("All results of this test"), "All results: CEA"),
        ("visits", lambda: activate("Add an appointment"), "Day"),
        ("visits", lambda: activate("Add a stay in hospital"), "First day"),
        ("visits", lambda: activate("Add a call to the team"), "Day"),
    ],
)
def test_tab_stays_in_a_form_over_the_page_and_escape_leaves_it(
    desk: Desk, page: str, open_it: Callable[[], object], first: str
) -> None:
    turn_to(desk, page)
    open_it()
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    assert called() == first
    stops = [stop for stop, _within in round_with_tab()]
    assert all(dialog.isAncestorOf(stop) for stop in stops)
    assert [name_of(each) for each in focusable(dialog) if each not in stops] == []
    press(Key.Key_Escape)
    assert QApplication.activeModalWidget() is None
