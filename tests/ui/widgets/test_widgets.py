"""Cards, chips, folded results, notices, the toast and the focus ring, as a person meets them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from journal.domain.imaging import Response
from journal.domain.problems import N_, Problem
from journal.ui.theme.look import look
from journal.ui.widgets.buttons import Button, icon_button, link, primary, quiet
from journal.ui.widgets.card import Card
from journal.ui.widgets.chip import Chip, report_chip, response_chip, unknown_chip
from journal.ui.widgets.fields import Check, ChoiceField, TextField
from journal.ui.widgets.focus_ring import GAP, OUTSIDE, STROKE, FocusRing
from journal.ui.widgets.folded import FoldedResult
from journal.ui.widgets.layouts import Columns, Flow
from journal.ui.widgets.notices import BusyBar, EmptyState, ErrorCard
from journal.ui.widgets.toast import STAYS_MS, UndoToast
from journal.ui.widgets.words import Words
from tests.ui.seeing import cut_off, nameless, too_low


def shown(qtbot: QtBot, *widgets: QWidget, width: int = 500) -> QWidget:
    """Put *widgets* into a window of their own and show it."""
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    for widget in widgets:
        column.addWidget(widget)
    window.resize(width, 400)
    window.show()
    QApplication.processEvents()
    return window


def test_a_card_has_a_title_and_one_action(qtbot: QtBot) -> None:
    clicked: list[str] = []
    card = Card("Scans", icon="ruler", action=primary("Add a scan", lambda: clicked.append("add"), icon="plus"))
    card.add(Words("Sizes in millimetres as reported"))
    window = shown(qtbot, card)
    assert card.accessibleName() == "Scans"
    assert nameless(window) == too_low(window) == cut_off(window) == []
    window.findChildren(Button)[0].click()
    assert clicked == ["add"]
    card.clear()
    QApplication.processEvents()
    assert [words.text() for words in card.findChildren(Words) if words.isVisible()] == ["Scans"]


def test_chips_say_full_words(qtbot: QtBot) -> None:
    chips = [
        *(response_chip(response) for response in Response),
        response_chip(None),
        report_chip("Stable", Response.SD),
        report_chip("No evidence of progression", None),
        unknown_chip("not looked at"),
    ]
    window = shown(qtbot, *chips)
    assert window.isVisible()
    assert [chip.text() for chip in chips[:3]] == ["Complete response", "Partial response", "Stable disease"]
    for chip in chips:
        assert chip.accessibleName() == chip.text()
        assert chip.width() >= chip.fontMetrics().horizontalAdvance(chip.text())
        chip.grab()


def test_chips_of_two_categories_differ_without_colour(qtbot: QtBot) -> None:
    chips = {response: response_chip(response) for response in (Response.CR, Response.PR, Response.SD, Response.PD)}
    window = shown(qtbot, *chips.values())
    assert window.isVisible()
    assert len({chip._icon for chip in chips.values()}) == len(chips)


def test_a_folded_result_gives_nothing_away(qtbot: QtBot) -> None:
    made: list[str] = []

    def make() -> QWidget:
        made.append("worked out")
        return Words("Stable disease")

    folded = FoldedResult("Scan, 20 May", make)
    window = shown(qtbot, folded)
    words = [label.text() for label in window.findChildren(Words)]
    assert (words, made, folded.is_open) == (["Scan, 20 May"], [], False)
    assert folded.button.accessibleName() == "Scan, 20 May: Open when you are ready"
    with qtbot.waitSignal(folded.opened):
        folded.button.click()
    assert "Stable disease" in [label.text() for label in window.findChildren(Words)]
    folded.button.click()
    QApplication.processEvents()
    assert [label.text() for label in window.findChildren(Words)] == ["Scan, 20 May"]


def test_a_person_may_keep_results_open(qtbot: QtBot) -> None:
    folded = FoldedResult("Scan, 20 May", lambda: Words("Stable disease"), is_open=True)
    qtbot.addWidget(folded)
    assert folded.is_open


def test_notices_can_be_read_and_used(qtbot: QtBot) -> None:
    clicked: list[str] = []
    empty = EmptyState(
        "ruler", "No scans yet", "Sizes from the report go here.", "Add a scan", lambda: clicked.append("a")
    )
    problem = Problem(N_("“{file}” could not be read. Nothing was changed."), file="a.journal")
    error = ErrorCard(problem, details="sqlite 10", action=quiet("Try again"))
    window = shown(qtbot, empty, error)
    assert nameless(window) == too_low(window) == cut_off(window) == []
    assert error.accessibleName() == "“a.journal” could not be read. Nothing was changed."
    empty.button.click()
    assert clicked == ["a"]


def test_a_bar_shows_only_for_what_takes_a_while(qtbot: QtBot) -> None:
    cancelled: list[str] = []
    bar = BusyBar(lambda: cancelled.append("x"))
    window = shown(qtbot, bar)
    bar.begin("Reading the file")
    assert not bar.isVisible()
    qtbot.waitUntil(bar.isVisible, timeout=1_500)
    bar.report(0.5, "Half is read")
    assert nameless(window) == too_low(window) == []
    window.findChildren(Button)[0].click()
    assert cancelled == ["x"]
    bar.end()
    assert not bar.isVisible()
    bar.begin("Quick")
    bar.end()
    qtbot.wait(500)
    assert not bar.isVisible()


def test_the_toast_takes_back_and_stays_while_used(qtbot: QtBot) -> None:
    undone: list[str] = []
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(900, 500)
    window.show()
    toast = UndoToast(window, lambda: undone.append("undo"))
    toast.say("Question added to the sheet.", undo="Undo: question")
    assert toast.isVisible()
    assert toast.button.accessibleName() == "Undo: question"
    assert toast._timer.interval() == STAYS_MS == 12_000
    assert window.rect().contains(toast.geometry())
    assert too_low(toast) == cut_off(toast) == []
    window.activateWindow()
    toast.button.setFocus()
    qtbot.waitUntil(toast.button.hasFocus)
    toast._go()
    assert toast.isVisible()
    toast.button.click()
    assert (undone, toast.isVisible()) == (["undo"], False)
    toast.say("A copy lies in Documents")
    assert not toast.button.isVisible()
    window.setFocus()
    toast._go()
    assert not toast.isVisible()


def test_the_toast_makes_room_for_what_comes_after_it(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(900, 500)
    window.show()
    toast = UndoToast(window, lambda: None)
    toast.say("Symptoms to follow", undo="Undo: symptoms")
    new = QPushButton("None", window)
    new.setGeometry(30, 440, 200, 44)
    new.show()
    toast.raise_()
    assert toast.geometry().intersects(new.geometry())
    qtbot.waitUntil(lambda: not toast.geometry().intersects(new.geometry()), timeout=2_000)
    window.activateWindow()
    toast.button.setFocus()  # somebody is about to press it
    qtbot.waitUntil(toast.button.hasFocus)
    where = toast.geometry()
    new.move(where.topLeft())
    toast.look_for_place()
    qtbot.wait(500)
    assert toast.geometry() == where


def test_the_toast_stands_where_it_covers_no_control(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(900, 500)
    keep, far = QPushButton("Add this scan", window), QPushButton("Another", window)
    keep.setGeometry(30, 440, 200, 44)
    far.hide()
    window.show()
    toast = UndoToast(window, lambda: None)
    heights: list[int] = []
    toast.placed.connect(heights.append)
    toast.say("Liver, segment 6: 22 mm", undo="Undo: size")
    assert window.rect().contains(toast.geometry())
    assert not toast.geometry().intersects(keep.geometry())
    assert heights[-1] == window.height() - toast.y()
    far.setGeometry(700, 440, 180, 44)
    far.show()
    toast.say("Liver, segment 6: 22 mm", undo="Undo: size")
    assert toast.geometry().intersects(keep.geometry())  # no side is free: the page can be scrolled past it
    toast.floor = 60
    toast.place()
    assert toast.geometry().bottom() < window.height() - 60
    toast.hide()
    assert heights[-1] == 0


def test_a_long_toast_wraps_within_the_window(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(400, 500)
    window.show()
    toast = UndoToast(window, lambda: None)
    toast.say("Brought back: " + "a very long label of a change " * 4, undo="Undo")
    QApplication.processEvents()
    assert window.rect().contains(toast.geometry())
    assert cut_off(toast) == []


def test_the_focus_ring_stands_around_what_has_the_keyboard(qtbot: QtBot) -> None:
    first, second = quiet("One"), TextField("Two")
    window = shown(qtbot, first, second)
    window.activateWindow()
    first.setFocus(Qt.FocusReason.TabFocusReason)
    ring = window.findChild(FocusRing)
    assert ring is not None
    assert ring.isVisible()
    assert ring.geometry() == first.geometry().adjusted(-OUTSIDE, -OUTSIDE, OUTSIDE, OUTSIDE)
    second.setFocus(Qt.FocusReason.MouseFocusReason)
    assert ring.geometry().center() == second.geometry().center()
    window.resize(700, 400)
    QApplication.processEvents()
    assert ring.geometry().center() == second.geometry().center()
    first.setFocus()
    second.hide()
    first.hide()
    assert not ring.isVisible()


def test_the_gap_shows_the_ring_on_a_green_button(qtbot: QtBot) -> None:
    button = primary("Print")
    window = shown(qtbot, button)
    button.setFocus(Qt.FocusReason.TabFocusReason)
    QApplication.processEvents()
    picture = window.grab().toImage()
    middle = button.geometry().center().x()
    top = button.geometry().top()
    colours = look().theme.colours
    assert picture.pixelColor(middle, top + 4).name().upper() == colours.accent
    assert picture.pixelColor(middle, top - GAP + 1).name().upper() == colours.raised
    assert picture.pixelColor(middle, top - GAP - STROKE + 1).name().upper() == colours.focus


def test_flow_wraps_and_mirrors(qtbot: QtBot) -> None:
    buttons = [quiet(f"Button {number}") for number in range(5)]
    holder = QWidget()
    flow = Flow(*buttons)
    holder.setLayout(flow)
    qtbot.addWidget(holder)
    holder.resize(260, 300)
    holder.show()
    assert len({button.y() for button in buttons}) > 1
    assert flow.heightForWidth(260) > flow.heightForWidth(2_000)
    left = [button.x() for button in buttons]
    holder.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    QApplication.processEvents()
    assert buttons[0].x() > left[0]
    assert all(QRect(0, 0, 260, 300).contains(button.geometry()) for button in buttons)


def test_columns_stand_below_each_other_without_room(qtbot: QtBot) -> None:
    main, side = Words("main"), Words("side")
    columns = Columns(main, side)
    qtbot.addWidget(columns)
    columns.resize(1_200, 300)
    columns.show()
    QApplication.processEvents()
    assert side.x() > main.x()
    look().choose(text_size=150)
    QApplication.processEvents()
    assert side.y() > main.y()
    assert side.x() == main.x()


def test_an_ampersand_is_an_ampersand(qtbot: QtBot) -> None:
    button = quiet("Smith & Sons")
    qtbot.addWidget(button)
    assert (button.text(), button.accessibleName()) == ("Smith && Sons", "Smith & Sons")
    assert icon_button("x", "Close").accessibleName() == "Close"


def test_words_are_plain_whatever_stands_in_them(qtbot: QtBot) -> None:
    text = "<b>bold</b> & more, long enough to be a paragraph of its own"
    words = Words(text)
    qtbot.addWidget(words)
    from PySide6.QtGui import QAccessible

    assert words.text() == text
    seen = QAccessible.queryAccessibleInterface(words)
    assert seen.text(QAccessible.Text.Name) == text


def test_a_chip_can_be_long(qtbot: QtBot) -> None:
    chip = Chip("No evidence of anything that would have to be looked at before the next scan")
    window = shown(qtbot, chip, width=300)
    assert window.width() >= chip.width() >= chip.sizeHint().width() > 300


def test_a_label_that_is_held_high_gives_its_height_to_no_other(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("journal.ui.widgets.words._line_heights", {})
    held, other = Words("Temperature"), Words("Weight")
    for words in (held, other):
        qtbot.addWidget(words)
    held.setMinimumHeight(66)
    assert held.heightForWidth(500) == 66
    assert other.heightForWidth(500) < 30


def test_enter_presses_the_button_that_has_the_keyboard(qtbot: QtBot) -> None:
    pressed: list[str] = []
    kept, cancel = primary("Keep", lambda: pressed.append("keep")), quiet("Cancel", lambda: pressed.append("cancel"))
    dialog = QDialog()
    qtbot.addWidget(dialog)
    column = QVBoxLayout(dialog)
    column.addWidget(kept)
    column.addWidget(cancel)
    kept.setDefault(True)
    dialog.show()
    cancel.setFocus()
    qtbot.keyClick(cancel, Qt.Key.Key_Return)
    qtbot.keyClick(cancel, Qt.Key.Key_Enter)
    assert pressed == ["cancel", "cancel"]  # and not Keep, the dialog's default
    held = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", True)
    QApplication.sendEvent(cancel, held)
    assert pressed == ["cancel", "cancel"]
    assert dialog.isVisible()


@pytest.mark.parametrize(
    "make",
    [
        lambda: primary("Keep"),
        lambda: quiet("Add", icon="plus"),
        lambda: link("See or add"),
        lambda: icon_button("x", "Close"),
        lambda: Check("Show the newest results"),
        lambda: ChoiceField("Paper", [("a4", "A4")], "a4"),
    ],
)
def test_the_ring_alone_shows_the_keyboard(qtbot: QtBot, make: Callable[[], QWidget]) -> None:
    control = make()
    window = shown(qtbot, control, quiet("Another"))
    window.setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)  # as after Tab: then Qt would draw its own frame too
    window.activateWindow()
    control.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(control.hasFocus)
    with_keyboard = control.grab().toImage()
    control.clearFocus()
    assert control.grab().toImage() == with_keyboard


@pytest.mark.parametrize("name", ["محمد علي", "שרה", "Anna"])
@pytest.mark.parametrize("before", ["", "Started again after a long pause: "])
def test_a_dose_stands_behind_a_name_that_runs_from_right_to_left(qtbot: QtBot, name: str, before: str) -> None:
    with_dose, without = Words(f"{before}{name} 5"), Words(f"{before}{name}")
    assert with_dose.text() == f"{before}{name} 5"
    for words in (with_dose, without):
        qtbot.addWidget(words)
        words.resize(600, 40)
    wide, narrow = (words.grab().toImage() for words in (with_dose, without))
    ends_at = max(x for x in range(600) if any(narrow.pixel(x, y) != narrow.pixel(599, 0) for y in range(40)))
    assert ends_at > 20
    assert wide.copy(0, 0, ends_at, 40) == narrow.copy(0, 0, ends_at, 40)  # what stood there has not moved
    assert wide != narrow
