"""What was typed is kept, or asked about: in every form and dialog, whatever takes it away."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QComboBox, QDialog, QLineEdit, QPlainTextEdit, QWidget
from shiboken6 import isValid

from journal.domain.treatment import TreatmentLine
from journal.ui.calling.call_banner import CalledLine
from journal.ui.copying.restore_dialog import RestoreDialog
from journal.ui.desk import Desk
from journal.ui.history.past_dialogs import MomentDialog
from journal.ui.messages import Message
from journal.ui.pages.settings.passphrase_change import PassphraseChange
from journal.ui.pages.settings.recovery_dialog import RecoveryDialog
from journal.ui.pages.symptoms.day_card import DayCard
from journal.ui.pages.understand.glossary_view import GlossaryView
from journal.ui.passphrase import PassphraseDialog
from journal.ui.search_dialog import SearchDialog
from journal.ui.unkept import unkept_in
from journal.ui.widgets.dates import DateField
from journal.ui.widgets.fields import NumberField
from journal.ui.widgets.limit_field import LimitField
from journal.ui.widgets.times import TimeField
from tests.ui.acting import press, settle
from tests.ui.openings import OPENINGS, Opening
from tests.ui.reaching import call_now, new_line, start_form, treatment, view_of
from tests.ui.test_what_opens import close, no_pictures  # noqa: F401 - a fixture

NewDesk = Callable[..., Desk]

# Where nothing is written down: what is typed there finds something, or opens it.
NOTHING_TO_KEEP: Final = (
    SearchDialog,
    GlossaryView,
    MomentDialog,
    PassphraseDialog,
    PassphraseChange,
    RecoveryDialog,
    RestoreDialog,
)


def fields_of(shown: QWidget) -> list[QWidget]:
    """Return the fields in which a person can type."""
    found: list[QWidget] = []
    for each in shown.findChildren(QWidget):
        is_text = isinstance(each, QLineEdit | QPlainTextEdit) and not each.isReadOnly()
        if is_text and each.isVisible() and each.isEnabled() and not _is_part(each):
            found.append(each)
    return found


def _is_part(field: QWidget) -> bool:
    step = field.parentWidget()
    while step is not None and not isinstance(step, QAbstractItemView | QComboBox):
        step = None if step.isWindow() else step.parentWidget()
    return step is not None


def type_something(field: QWidget) -> None:
    """Write something that can be read, and that does not stand there yet."""
    wanted = " and more"
    if isinstance(field.parentWidget(), DateField):
        wanted = "2 November 2026"
    elif isinstance(field, TimeField):
        wanted = "10:35"
    elif isinstance(field, LimitField):
        wanted = "35.6" if field.label.startswith("Low") else "38.2"
    elif isinstance(field, NumberField):
        wanted = "3" if field.text() != "3" else "4"
    field.setFocus()
    if wanted[0].isdigit():
        field.selectAll()  # type: ignore[attr-defined]
    QTest.keyClicks(field, wanted)


def text_of(field: QWidget) -> str:
    return field.toPlainText() if isinstance(field, QPlainTextEdit) else field.text()  # type: ignore[attr-defined]


@pytest.mark.usefixtures("no_pictures")
@pytest.mark.parametrize("opening", OPENINGS, ids=lambda opening: f"{opening.page}: {opening.name}")
def test_every_form_keeps_what_is_typed_or_says_that_it_waits(
    new_desk: NewDesk, sample_path: Path, opening: Opening
) -> None:
    if issubclass(opening.shows, NOTHING_TO_KEEP):
        pytest.skip("nothing is written down there")
    desk = new_desk(sample_path)
    if opening.shows is CalledLine:
        call_now(desk)
    shown = opening.open(desk)
    kept: list[object] = []
    view_of(desk).live.changed.connect(kept.append) if desk.view is not None else None
    desk.window.settings_changed.connect(lambda _before, after: kept.append(after))
    forgotten = []
    for field in fields_of(shown):
        if not isValid(field) or (isinstance(field.parentWidget(), DateField) and isinstance(shown, DayCard)):
            continue  # what was kept is shown anew; a day there is one to turn to
        before, waits_before = text_of(field), unkept_in(desk.window)
        kept.clear()
        type_something(field)
        waits = unkept_in(desk.window)
        if waits is None:  # then it is kept as one goes
            kept.clear()
            desk.finish()
            settle()
            if not kept:
                forgotten.append(f"{type(field).__name__} “{field.accessibleName()}”: {text_of(field)}")
        elif waits_before is None:
            assert waits is shown or shown.isAncestorOf(waits) or waits.isAncestorOf(field), waits
            field.selectAll()  # type: ignore[attr-defined]
            QTest.keyClicks(field, before) if before else field.clear()  # type: ignore[attr-defined]
    if isValid(shown):
        close(shown)
    assert not forgotten


@contextmanager
def answering(words: str) -> Iterator[list[str]]:
    """Click the button that says *words* in the question that comes; yield what was asked."""
    asked: list[str] = []

    def answer() -> None:
        question = QApplication.activeModalWidget()
        if isinstance(question, Message):
            asked.append(question.words.text())
            press(question, words)

    timer = QTimer()
    timer.setInterval(20)
    timer.timeout.connect(answer)
    timer.start()
    yield asked
    timer.stop()


def test_another_language_asks_about_what_is_typed(new_desk: NewDesk, sample_path: Path) -> None:
    desk = new_desk(sample_path)
    view_of(desk).go_to("treatment")
    card = new_line(desk)
    other = replace(desk.settings, language="qps-rtl")
    with answering("Go on typing") as asked:
        desk.set_settings(other)
    assert len(asked) == 1
    assert desk.settings.language == ""
    assert treatment(desk).new_line is card
    assert card.name.text() == "FOLF"
    with answering("Throw it away") as asked:
        desk.set_settings(other)
    assert len(asked) == 1
    assert desk.settings.language == "qps-rtl"
    assert unkept_in(desk.window) is None


def test_a_language_that_was_not_taken_is_not_shown_as_chosen(new_desk: NewDesk, sample_path: Path) -> None:
    desk = new_desk(sample_path)
    view_of(desk).go_to("treatment")
    new_line(desk)
    view_of(desk).go_to("settings")
    page = view_of(desk).page
    assert page is not None
    look = page.look  # type: ignore[attr-defined]
    look.language.set_choices([("", "As the computer is set"), ("qps-rtl", "other")], "qps-rtl")
    with answering("Go on typing") as asked:
        look.language.chosen.emit("qps-rtl")
    assert len(asked) == 1
    assert look.language.value == ""


@pytest.mark.parametrize("change", [{"theme": "dark"}, {"text_size": 150}])
def test_another_look_leaves_what_is_typed(new_desk: NewDesk, sample_path: Path, change: dict[str, object]) -> None:
    desk = new_desk(sample_path)
    view_of(desk).go_to("treatment")
    card = new_line(desk)
    desk.set_settings(replace(desk.settings, **change))  # type: ignore[arg-type]
    settle()
    assert treatment(desk).new_line is card
    assert card.name.text() == "FOLF"


@pytest.mark.parametrize("change", [{"theme": "dark"}, {"text_size": 150}, {"author": "Jo"}])
def test_another_look_leaves_the_first_answers(new_desk: NewDesk, change: dict[str, object]) -> None:
    desk = new_desk()
    form = start_form(desk)
    form.name.setText("Marianne")
    desk.set_settings(replace(desk.settings, **change))  # type: ignore[arg-type]
    settle()
    assert desk.welcome is not None
    assert desk.welcome.start_form is form
    assert form.isVisible()
    assert form.name.text() == "Marianne"


def test_first_answers_are_asked_about_and_left_by_going_back(new_desk: NewDesk) -> None:
    desk = new_desk()
    form = start_form(desk)
    form.name.setText("Marianne")
    with answering("Go on typing") as asked:
        assert not desk.leave()
    assert len(asked) == 1
    form.left.emit()
    settle()
    with answering("Go on typing") as asked:
        assert desk.leave()
    assert not asked


def test_the_menus_of_the_welcome_offer_what_is_chosen_now(new_desk: NewDesk) -> None:
    desk = new_desk()
    assert desk.welcome is not None
    desk.set_settings(replace(desk.settings, theme="dark"))
    desk.welcome.text_size.click()
    settle()
    menu = QApplication.activePopupWidget()
    assert menu is not None
    chosen = next(action for action in menu.actions() if action.text().startswith("150"))
    chosen.trigger()
    menu.close()
    settle()
    assert (desk.settings.theme, desk.settings.text_size) == ("dark", 150)


def test_escape_asks_about_what_is_typed_in_a_dialog_and_cancel_does_not(new_desk: NewDesk, sample_path: Path) -> None:
    desk = new_desk(sample_path)
    for leave, questions in (("reject", 1), ("Cancel", 0)):
        desk.edit_care_sheet()
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        dialog.team.setText("Ward 3")  # type: ignore[attr-defined]
        with answering("Throw it away") as asked:
            dialog.reject() if leave == "reject" else press(dialog, "Cancel")
        settle()
        assert len(asked) == questions
        assert QApplication.activeModalWidget() is None


def test_leaving_asks_about_an_open_dialog(new_desk: NewDesk, sample_path: Path) -> None:
    desk = new_desk(sample_path)
    desk.edit_care_sheet()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, QDialog)
    dialog.team.setText("Ward 3")  # type: ignore[attr-defined]
    with answering("Go on typing") as asked:
        assert not desk.leave()
    assert len(asked) == 1
    dialog.cancel()  # type: ignore[attr-defined]
    with answering("Go on typing") as asked:
        assert desk.leave()
    assert not asked


def test_one_form_does_not_push_another_one_out(new_desk: NewDesk, sample_path: Path) -> None:
    desk = new_desk(sample_path)
    view_of(desk).go_to("treatment")
    settle()
    card = treatment(desk).line
    card.end.click()
    settle()
    form = card.form
    assert form is not None
    form.note.setPlainText("It stopped working")  # type: ignore[union-attr]
    with answering("Go on typing") as asked:
        card.plan.click()
    assert len(asked) == 1
    assert card.form is form
    with answering("Throw it away"):
        card.plan.click()
    assert card.form is not form
    assert all(line.ended_on is None for line in view_of(desk).live.read.all(TreatmentLine)[-1:])
