"""The page Scans, driven as a person would: keyboard, buttons, and what can be read afterwards."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from journal.actions.sample.writing import Size, write_sample
from journal.domain.finding import Finding
from journal.domain.imaging import (
    Lesion,
    LesionRole,
    LesionState,
    Measurement,
    Modality,
    NewLesion,
    Response,
    Scan,
)
from journal.domain.patient import Patient
from journal.domain.record import new_id
from journal.domain.treatment import Cycle, CycleState, TreatmentLine
from journal.domain.visits import Question
from journal.settings import Settings
from journal.ui.desk import Desk
from journal.ui.main_window import SMALLEST
from journal.ui.pages.imaging.page import ScansPage
from journal.ui.pages.imaging.scan_card import ScanCard
from journal.ui.pages.imaging.spot_card import SpotCard
from journal.ui.theme.look import colour
from tests.ui.conftest import NOW
from tests.ui.seeing import cut_off, nameless, sideways

New = Callable[..., Desk]
Open = Callable[..., ScansPage]


def settle() -> None:
    for _ in range(4):
        QApplication.processEvents()


@pytest.fixture
def on_page(new_desk: New) -> Open:
    def turn_to(path: Path, settings: Settings | None = None) -> ScansPage:
        desk = new_desk(path, settings)
        assert desk.view is not None
        desk.view.go_to("imaging")
        settle()
        page = desk.view.page
        assert isinstance(page, ScansPage)
        return page

    return turn_to


@pytest.fixture
def page(on_page: Open, sample_path: Path) -> ScansPage:
    return on_page(sample_path)


@pytest.fixture
def empty(on_page: Open, empty_path: Path) -> ScansPage:
    return on_page(empty_path)


def words_of(widget: QWidget) -> str:
    """Return all words that can be seen in *widget*."""
    found = [
        label.text() for label in widget.findChildren(QLabel) if label.isVisible() and isinstance(label.text(), str)
    ]
    return "\n".join(found).replace("\u00a0", " ")


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").strip("\u2066\u2069")


def links_of(widget: QWidget) -> list[QPushButton]:
    """Return the links that can be seen in *widget*."""
    return [
        button
        for button in widget.findChildren(QPushButton)
        if button.isVisible() and button.property("kind") == "link"
    ]


def at(page: ScansPage, spot: str, scan: Scan) -> str:
    """Return what the grid shows for a spot at a scan."""
    row = next(row for row in page.grid.model.rows if row.title.startswith(spot))
    return str(page.grid.model.place(row.key, scan.id).data())


def move_to(page: ScansPage, spot: str, scan: Scan) -> None:
    row = next(row for row in page.grid.model.rows if row.title.startswith(spot))
    assert page.grid.view.go_to(row.key, scan.id)
    page.grid.view.setFocus()
    settle()


def type_in(page: ScansPage, text: str, key: Qt.Key = Qt.Key.Key_Return) -> None:
    """Type into the cell that the keyboard is at, as on a keyboard."""
    QTest.keyClicks(page.grid.view, text[0])
    settle()
    editor = cast("QLineEdit", QApplication.focusWidget())
    assert isinstance(editor, QLineEdit)
    QTest.keyClicks(editor, text[1:])
    QTest.keyClick(editor, key)
    settle()


# The grid


def test_the_last_course_is_shown_with_its_sums(page: ScansPage) -> None:
    scans = page.grid.model.scans
    assert len(scans) == 3
    assert [at(page, "All together", scan) for scan in scans] == ["73", "65", "51"]
    assert "Compared with 14 June 2026" in page.grid.courses.currentText().replace("\u00a0", " ")


def test_a_size_is_typed_kept_and_taken_back(page: ScansPage) -> None:
    last = page.grid.model.scans[-1]
    move_to(page, "Liver, segment 4", last)
    type_in(page, "10,5")
    assert at(page, "Liver, segment 4", last) == "10.5"
    assert at(page, "All together", last) == "52.5"
    assert "Liver, segment 6" in page.grid.place.text()  # Enter went down
    assert page.live.undo_label.replace("\u00a0", " ") == "Liver, segment 4, 7 November 2026: 10,5"
    page.live.undo()
    settle()
    assert at(page, "All together", last) == "51"


def test_tab_goes_on_to_the_next_scan_and_out_of_the_grid(page: ScansPage) -> None:
    first, second, _last = page.grid.model.scans
    move_to(page, "Liver, segment 6", first)
    type_in(page, "33", Qt.Key.Key_Tab)
    assert page.grid.current[1] == second
    type_in(page, "29", Qt.Key.Key_Backtab)
    assert page.grid.current[1] == first
    QTest.keyClick(page.grid.view, Qt.Key.Key_Tab)
    assert not page.grid.view.hasFocus()  # nobody is caught in the grid


def test_arrows_pass_over_titles_and_sums_are_not_typed_into(page: ScansPage) -> None:
    last = page.grid.model.scans[-1]
    move_to(page, "Node near", last)
    QTest.keyClick(page.grid.view, Qt.Key.Key_Down)
    assert "All together" in page.grid.place.text()
    QTest.keyClicks(page.grid.view, "5")
    settle()
    assert page.grid.view.hasFocus()
    QTest.keyClick(page.grid.view, Qt.Key.Key_Down)
    assert "Liver, segment 2" in page.grid.place.text()


def test_letters_and_delete(page: ScansPage) -> None:
    last = page.grid.model.scans[-1]
    move_to(page, "Liver, segment 2", last)
    type_in(page, "gon")
    assert at(page, "Liver, segment 2", last) == "gone"
    move_to(page, "Lung", last)
    QTest.keyClick(page.grid.view, Qt.Key.Key_Delete)
    settle()
    assert at(page, "Lung", last) == "not noted"
    assert at(page, "All together", last) == "no sum"
    page.live.undo()
    settle()
    assert at(page, "All together", last) == "51"


def test_words_are_offered_in_a_menu(page: ScansPage) -> None:
    last = page.grid.model.scans[-1]
    move_to(page, "Liver, segment 6", last)
    menu = page.grid.view.words_menu()
    assert menu is not None
    actions = {action.text(): action for action in menu.actions() if action.text()}
    assert list(actions) == ["gone", "too small", "not looked at", "merged", "Blank again"]
    actions["too small"].trigger()
    settle()
    assert at(page, "Liver, segment 6", last) == "too small"
    assert at(page, "All together", last) == "34"  # counted as 5 mm


def test_centimetres_are_asked_about_and_can_be_right(page: ScansPage) -> None:
    last = page.grid.model.scans[-1]
    before = page.live.undo_label
    move_to(page, "Liver, segment 6", last)
    type_in(page, "2,2")
    question = page.grid.question
    assert question.isVisible()
    assert "Is 2.2 in millimetres?" in question.words.text()
    assert at(page, "Liver, segment 6", last) == "2,2"
    assert page.live.undo_label == before  # nothing is half written
    question.instead.click()
    settle()
    assert at(page, "Liver, segment 6", last) == "22"
    assert not question.isVisible()
    move_to(page, "Liver, segment 6", last)
    type_in(page, "2,2")
    question.right.click()
    settle()
    assert at(page, "Liver, segment 6", last) == "2.2"
    assert page.live.read.all(Measurement, scan_id=last.id, mm=Decimal("2.2"))[0].printed == "2,2"


def test_what_cannot_be_read_stays_until_it_is_left(page: ScansPage) -> None:
    last = page.grid.model.scans[-1]
    move_to(page, "Liver, segment 6", last)
    type_in(page, "24 x 18")
    assert "is not one size" in page.grid.question.words.text()
    assert at(page, "Liver, segment 6", last) == "24 x 18"
    page.grid.question.leave.click()
    settle()
    assert at(page, "Liver, segment 6", last) == "22"
    assert page.grid.view.hasFocus()


def test_what_is_being_typed_is_kept_on_leaving(page: ScansPage) -> None:
    last = page.grid.model.scans[-1]
    move_to(page, "Liver, segment 6", last)
    QTest.keyClicks(page.grid.view, "2")
    settle()
    QTest.keyClicks(cast("QWidget", QApplication.focusWidget()), "3")
    page.window_services.go_to("today")
    settle()
    assert page.live.read.all(Measurement, scan_id=last.id, mm=Decimal(23))


def test_earlier_courses_and_all_scans(page: ScansPage) -> None:
    choices = [page.grid.courses.itemText(place) for place in range(page.grid.courses.count())]
    assert [choice.replace("\u00a0", " ") for choice in choices] == [
        "Compared with 14 June 2026",
        "Compared with 1 July 2025",
        "All scans",
    ]
    page.grid.courses.setCurrentIndex(2)
    page.grid.courses.activated.emit(2)
    settle()
    assert len(page.grid.model.scans) == 9
    assert [at(page, "All together", scan) for scan in page.grid.model.scans][:6] == [
        "93",
        "84",
        "62",
        "58",
        "57",
        "75",
    ]


def test_a_screen_reader_hears_each_cell_in_full(page: ScansPage) -> None:
    table = QAccessible.queryAccessibleInterface(page.grid.view)
    names = []
    for place in range(table.childCount()):
        child = table.child(place)
        if child is not None and child.role() == QAccessible.Role.Cell:
            names.append(child.text(QAccessible.Text.Name).replace("\u00a0", " "))
    assert "Liver, segment 6, 15 August 2026: 28 mm" in names
    assert "All together, mm, 7 November 2026: 51 mm" in names
    assert "Small spots, both lungs, 15 August 2026: there" in names
    headers = [table.child(place) for place in range(table.childCount())]
    said = [child.text(QAccessible.Text.Name).replace("\u00a0", " ") for child in headers if child is not None]
    assert "7 November 2026, last scan" in said
    assert "Node near the aorta, short axis" in said


# Scans and spots


@pytest.mark.parametrize(
    ("name", "is_node"),
    [
        ("lymph node, left pelvis", True),
        ("Left iliac lymph-nodes", True),
        ("Mediastinal lymphadenopathy", True),
        ("lymphnode", True),
        ("Nodule, right lung", False),
        ("Lymphoma of the spleen", False),
    ],
)
def test_a_node_is_ticked_where_the_name_says_so_until_somebody_says_otherwise(
    empty: ScansPage, name: str, is_node: bool
) -> None:
    empty.window_services.write("scan", lambda draft: draft.save(Scan(happened_on=date(2026, 1, 2))))
    settle()
    empty.grid.add_spot.click()
    spot = empty.open_card
    assert isinstance(spot, SpotCard)
    QTest.keyClicks(spot.name, name)
    assert spot.is_node.isChecked() is is_node
    spot.is_node.click()
    QTest.keyClicks(spot.name, " 2")
    assert spot.is_node.isChecked() is not is_node
    QTest.keyClick(spot.name, Qt.Key.Key_Return)
    QTest.keyClicks(spot.name, "Node")
    assert spot.is_node.isChecked()  # the next one begins anew


def test_sizes_of_spots_added_in_a_row_are_typed_from_the_top(empty: ScansPage) -> None:
    scan = Scan(happened_on=date(2026, 1, 2))
    empty.window_services.write("scan", lambda draft: draft.save(scan))
    settle()
    empty.grid.add_spot.click()
    card = empty.open_card
    assert isinstance(card, SpotCard)
    for name in ("Liver, segment 6", "Node in the groin"):
        QTest.keyClicks(card.name, name)
        QTest.keyClick(card.name, Qt.Key.Key_Return)
        settle()
    card.close_card()
    settle()
    type_in(empty, "34")
    assert at(empty, "Liver, segment 6", scan) == "34"
    assert at(empty, "Node in the groin", scan) == "not noted"  # and not a blank beside a sum
    type_in(empty, "18")
    assert at(empty, "Node in the groin", scan) == "18"


def test_the_first_scan_and_its_first_spot(empty: ScansPage) -> None:
    assert empty.empty.isVisible()
    assert "No scans yet" in words_of(empty)
    empty._open_new_scan()
    card = empty.open_card
    assert isinstance(card, ScanCard)
    card.day.field.setText("22 Dec 2025")
    card.region.setText("chest")
    card.keep.click()
    settle()
    (scan,) = empty.live.read.all(Scan)
    assert (scan.happened_on, scan.region, scan.modality) == (date(2025, 12, 22), "chest", Modality.CT)
    assert "No spot is written down yet" in words_of(empty)
    empty.grid.add_spot.click()
    spot = empty.open_card
    assert isinstance(spot, SpotCard)
    QTest.keyClicks(spot.name, "Liver, segment 6")
    QTest.keyClick(spot.name, Qt.Key.Key_Return)
    assert spot.name.text() == ""  # ready for the next
    QTest.keyClicks(spot.name, "Node in the neck")
    assert spot.is_node.isChecked()  # the name says so
    spot.keep.click()
    spot.close_button.click()
    settle()
    assert [row.title for row in empty.grid.model.rows] == [
        "Measured spots",
        "Liver, segment 6",
        "Node in the neck, short axis",
        "All together, mm",
        "New spots",
    ]
    move_to(empty, "Liver", scan)
    type_in(empty, "34")
    type_in(empty, "12")
    assert at(empty, "All together", scan) == "46"
    assert "nodes from 15 mm on" in words_of(empty.grid)  # said, not refused
    assert "This is the start" not in words_of(empty)  # folded, too
    assert empty.result.result is not None
    empty.result.result.button.click()
    settle()
    assert "Later scans are compared with it." in words_of(empty.result)


def test_a_spot_that_was_added_leaves_nothing_to_be_asked_about(page: ScansPage) -> None:
    page.grid.add_spot.click()
    spot = page.open_card
    assert isinstance(spot, SpotCard)
    spot.role.set_value(LesionRole.NON_TARGET)
    spot.name.setText("Spleen")
    assert spot.is_unkept()
    spot.keep.click()
    settle()
    assert not spot.is_unkept()
    assert spot.role.value is LesionRole.NON_TARGET  # the next may be followed in the same way


def test_a_new_scan_starts_like_the_last_one_of_the_same_follow_up(page: ScansPage) -> None:
    last = page.live.read.all(Scan)[-1]
    by_magnet = replace(last, modality=Modality.MRI, region="liver", facility="Day clinic", slice_mm=Decimal(3))
    page.window_services.write("by magnet", lambda draft: draft.save(by_magnet))
    settle()
    page._open_new_scan()
    card = page.open_card
    assert isinstance(card, ScanCard)
    assert (card.kind.value, card.region.text(), card.facility.text()) == (Modality.MRI, "liver", "Day clinic")
    # What stands on its own report is not known yet.
    assert (card.called.value, card.called_by.text(), card.called_text.text(), card.note.toPlainText()) == (
        None, "", "", "",
    )  # fmt: skip
    assert (card.slice.number, card.new.value, card.baseline.isChecked()) == (None, NewLesion.UNKNOWN, False)
    assert card.day.day == page.window_services.today()
    assert not card.is_unkept()  # nothing was typed yet
    card.keep.click()
    settle()
    added = page.live.read.all(Scan)[-1]
    assert (added.modality, added.region, added.facility) == (Modality.MRI, "liver", "Day clinic")


def test_a_new_scan_of_an_earlier_follow_up_starts_like_that_one(page: ScansPage) -> None:
    earlier, last = page._grid.groups[0], page._grid.groups[-1]
    write = page.window_services.write
    write("sound", lambda draft: draft.save(replace(earlier.scans[-1], modality=Modality.ULTRASOUND)))
    write("magnet", lambda draft: draft.save(replace(last.scans[-1], modality=Modality.MRI)))
    settle()
    page._show_course(earlier.start.id if earlier.start is not None else "")
    page._open_new_scan()
    card = page.open_card
    assert isinstance(card, ScanCard)
    assert card.kind.value is Modality.ULTRASOUND


def test_a_day_to_come_is_asked_about(empty: ScansPage) -> None:
    empty._open_new_scan()
    card = empty.open_card
    assert isinstance(card, ScanCard)
    card.day.field.setText("1 December 2026")
    card.keep.click()
    assert "has not come yet" in card.day_row.mistake
    assert empty.live.read.all(Scan) == []
    card.right.click()
    card.keep.click()
    settle()
    assert empty.live.read.all(Scan)[0].happened_on == date(2026, 12, 1)


def test_a_day_that_is_put_right_is_asked_about_no_longer(empty: ScansPage) -> None:
    empty._open_new_scan()
    card = empty.open_card
    assert isinstance(card, ScanCard)
    card.day.field.setText("1.12.2027")
    card.keep.click()
    assert not card.right.isHidden()
    card.day.field.setText("3.6.2026")
    assert card.right.isHidden()


def test_what_is_no_day_stays_as_typed(empty: ScansPage) -> None:
    empty._open_new_scan()
    card = empty.open_card
    assert isinstance(card, ScanCard)
    card.day.field.setText("somewhen")
    card.keep.click()
    assert "is not a day" in card.day_row.mistake
    assert card.day.field.text() == "somewhen"
    card.slice.setText("thin")
    card.day.field.setText("yesterday")
    card.keep.click()
    assert "is not a number" in card.slice_row.mistake
    assert empty.live.read.all(Scan) == []


def test_a_scan_is_looked_at_changed_and_deleted(page: ScansPage) -> None:
    last = page.grid.model.scans[-1]
    move_to(page, "Liver, segment 6", last)
    page.grid.scan.click()
    card = page.open_card
    assert isinstance(card, ScanCard)
    card.region.setText("belly")
    card.region.finish()
    settle()
    assert page.live.read.get(Scan, last.id).region == "belly"  # type: ignore[union-attr]
    page.live.undo()
    settle()
    assert card.region.text() == "chest and belly"
    card.delete.click()
    settle()
    assert page.open_card is None
    assert page.live.read.get(Scan, last.id) is None
    assert page.live.read.all(Measurement, scan_id=last.id) == []
    page.live.undo()
    settle()
    assert at(page, "All together", last) == "51"


def test_a_scan_that_moves_takes_its_sizes_along(page: ScansPage) -> None:
    last = page.grid.model.scans[-1]
    page._open_scan(last)
    card = page.open_card
    assert isinstance(card, ScanCard)
    card.day.field.setText("8 November 2026")
    card.day.finish()
    settle()
    assert {each.happened_on for each in page.live.read.all(Measurement, scan_id=last.id)} == {date(2026, 11, 8)}


def test_a_scan_can_become_a_new_start(page: ScansPage) -> None:
    last = page.grid.model.scans[-1]
    page._open_scan(last)
    card = page.open_card
    assert isinstance(card, ScanCard)
    card.baseline.click()
    settle()
    assert len(page._grid.groups) == 3
    page.live.undo()
    settle()
    assert len(page._grid.groups) == 2
    assert not card.baseline.isChecked()


def test_a_spot_is_renamed_followed_otherwise_and_deleted(page: ScansPage) -> None:
    last = page.grid.model.scans[-1]
    move_to(page, "Lung", last)
    page.grid.spot.click()
    card = page.open_card
    assert isinstance(card, SpotCard)
    card.name.setText("Lung, right")
    card.name.finish()
    settle()
    assert at(page, "Lung, right", last) == "8"
    card.role.setCurrentIndex(1)
    card.role.activated.emit(1)
    settle()
    # The first course speaks of it, too: there it stays measured, so that what was judged stays as it was.
    assert at(page, "All together", last) == "43"
    assert len([each for each in page.live.read.all(Lesion) if each.name == "Lung, right"]) == 2
    assert "stays as it was" in words_of(card)
    card.name.setText(" ")
    card.name.finish()
    assert "Give it a name" in card.name_row.mistake
    card.delete.click()
    settle()
    assert page.open_card is None
    assert "Lung, right" not in [row.title for row in page.grid.model.rows]


# What the scan says


def test_an_opened_result_is_looked_up_once_until_something_changes(
    page: ScansPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_up: list[str] = []

    def others(_journal: object, _group: object, scan: Scan, _read: object) -> tuple[Finding, ...]:
        looked_up.append(scan.id)
        return ()

    monkeypatch.setattr("journal.ui.pages.imaging.page.others_of", others)
    page.result.result.button.click()  # type: ignore[union-attr]
    settle()
    assert len(looked_up) == 1
    size = page.live.read.all(Measurement)[-1]
    page.window_services.write("Another size", lambda draft: draft.save(replace(size, note="again")))
    settle()
    assert len(looked_up) == 2


def test_a_result_starts_folded_and_gives_nothing_away(page: ScansPage) -> None:
    seen = words_of(page)
    assert "Open when you are ready" in page.result.result.button.text()  # type: ignore[union-attr]
    for word in ("response", "disease", "Stable", "stable", "differ", "You could ask", "growing"):
        assert word not in seen
    assert not page.ask.isVisible()
    assert not page.chart.isVisible()


def test_the_chart_comes_with_the_opened_result(page: ScansPage, qtbot: QtBot) -> None:
    page.result.result.button.click()  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: page.chart.chart is not None and page.chart.chart.is_empty is False, timeout=10_000)
    assert page.chart.isVisible()
    assert "added up to 51 mm, after 73 mm at the start." in words_of(page.chart)
    page.result.result.button.click()  # type: ignore[union-attr]
    settle()
    assert not page.chart.isVisible()


def test_the_opened_result_shows_its_working(page: ScansPage) -> None:
    page.result.result.button.click()  # type: ignore[union-attr]
    settle()
    seen = words_of(page.result)
    for part in (
        "Partial response: why", "Stable disease", "“stable, a little smaller” (Dr L. Brandt)", "The two differ",
        "−22 mm", "−30.1 %", "−14 mm", "It is 0.1 mm (0.2 % of this sum) past the line for smaller.",
        "27 mm more (52.9 % of this sum) would be growing.", "“Growing” is 20 % and 5 mm over the smallest.",
        "What decided\nAll spots together are at least 30 % smaller than at the start.\nRule: Eisenhauer 2009",
        "What else counts\nSpots that are not measured are still there.",
        "Best so far\nThe best so far was partial response, on 7 November 2026. No scan four weeks on or more",
    ):  # fmt: skip
        assert part in seen
    assert "too early" not in seen
    assert {"73 mm", "65 mm", "51 mm"} <= {plain(button.text()) for button in links_of(page.result)}
    assert page.ask.isVisible()
    page.result.result.button.click()  # type: ignore[union-attr]
    settle()
    assert "Partial" not in words_of(page)
    assert not page.ask.isVisible()


@pytest.mark.parametrize(
    ("number", "day", "said"),
    [
        ("73 mm", "14 June 2026", "15 + 32 + 10 + 16 mm"),
        ("65 mm", "15 August 2026", "13 + 28 + 9 + 15 mm"),
        ("51 mm", "7 November 2026", "9 + 22 + 8 + 12 mm"),
    ],
)
def test_a_number_leads_to_what_it_is_made_of(page: ScansPage, number: str, day: str, said: str) -> None:
    page.result.result.button.click()  # type: ignore[union-attr]
    settle()
    leading = next(each for each in links_of(page.result) if plain(each.text()) == number)
    assert day in leading.accessibleName().replace("\u00a0", " ")
    leading.setFocus()
    QTest.keyClick(leading, Qt.Key.Key_Return)
    settle()
    assert page.grid.view.hasFocus()
    assert page.grid.place.text().replace("\u00a0", " ") == f"All together, mm, {day}: {said}"
    cell = page.grid.view.currentIndex()
    assert cell.data(Qt.ItemDataRole.AccessibleDescriptionRole) == said


def test_what_is_missing_leads_to_its_cell(page: ScansPage) -> None:
    last = page.grid.model.scans[-1]
    move_to(page, "Lung", last)
    type_in(page, "not looked at")
    page.result.result.button.click()  # type: ignore[union-attr]
    settle()
    assert "What is missing" in words_of(page.result)
    (leading,) = [each for each in links_of(page.result) if each.text() == "Lung, right lower lobe"]
    leading.click()
    settle()
    assert page.grid.view.hasFocus()
    assert page.grid.current == (next(each for each in page._grid.lesions if each.name.startswith("Lung")), last)


def test_a_scan_that_comes_too_early_says_so(page: ScansPage) -> None:
    last = page.grid.model.scans[-1]
    line = TreatmentLine(happened_on=last.happened_on - timedelta(30), name="Third line", number=3)
    cycle = Cycle(happened_on=line.happened_on, line_id=line.id, number=1, state=CycleState.GIVEN)
    page.window_services.write("line", lambda draft: draft.save_all([line, cycle]))
    settle()
    assert "too early" not in words_of(page)  # folded, too
    page.result.result.button.click()  # type: ignore[union-attr]
    settle()
    assert "It may be too early to tell: 1 cycle had been given by then." in words_of(page.result)
    assert "About “Why two or three cycles first”" in [each.text() for each in links_of(page.result)]
    more = [replace(cycle, id=new_id(), number=at, happened_on=line.happened_on + timedelta(7 * at)) for at in (2, 3)]
    page.window_services.write("cycles", lambda draft: draft.save_all(more))
    settle()
    assert "too early" not in words_of(page.result)


def test_the_result_follows_a_size_and_stays_open(page: ScansPage) -> None:
    page.result.result.button.click()  # type: ignore[union-attr]
    settle()
    last = page.grid.model.scans[-1]
    move_to(page, "Liver, segment 6", last)
    type_in(page, "23")
    assert "Stable disease: why" in words_of(page.result)
    assert "Both say the same. No new spots in the report." in words_of(page.result)
    page.grid.finish()
    move_to(page, "Liver, segment 6", last)
    QTest.keyClick(page.grid.view, Qt.Key.Key_Delete)
    settle()
    seen = words_of(page.result)
    assert "Not evaluable: why" in seen
    assert "This spot has no size at this scan: Liver, segment 6." in seen


def test_a_setting_keeps_results_open(on_page: Open, sample_path: Path) -> None:
    page = on_page(sample_path, Settings(theme="light", keep_results_open=True))
    assert "Partial response: why" in words_of(page.result)


def test_why_names_rule_and_sources(page: ScansPage) -> None:
    page.result.result.button.click()  # type: ignore[union-attr]
    settle()
    why = next(
        button for button in page.result.findChildren(QWidget) if button.accessibleName() == "Why does it say this?"
    )
    why.click()  # type: ignore[attr-defined]
    settle()
    seen = words_of(page.result)
    assert "The rule: RECIST 1.1." in seen
    assert "Eisenhauer 2009, section 4.3.1" in seen
    assert "The first sum was 73 mm" in seen
    # Two readers, too: what the width is here, and where it is from.
    assert "differ by about a fifth: here 41.2 mm to 60.9 mm. No line lies within that." not in seen
    assert "differ by about a fifth: here 41.2 mm to 60.9 mm. The line for smaller lies within that." in seen
    assert "Source: Yoon 2016" in seen


@pytest.mark.parametrize("size", ["12", "11"])
def test_another_reading_that_gives_another_answer_is_said(page: ScansPage, size: str) -> None:
    # One more scan: from 51 mm to 52 mm, which is no partial response any more (51.1 mm), or to 51 mm, which still is.
    last = Scan(happened_on=date(2026, 11, 20), new_lesion=NewLesion.NO)
    names = {each.id: each.name for each in page.live.read.all(Lesion)}
    before = [each for each in page.live.read.all(Measurement) if each.scan_id == page.grid.model.scans[-1].id]
    more = [
        replace(each, id=new_id(), scan_id=last.id, happened_on=last.happened_on, written_at=None) for each in before
    ]
    grown = next(each for each in more if names[each.lesion_id].startswith("Lung") and each.mm is not None)
    more[more.index(grown)] = replace(grown, mm=(grown.mm or Decimal(0)) + Decimal(size) - 11, printed="")
    page.window_services.write("A scan", lambda draft: draft.save_all([last, *more]))
    settle()
    assert "Read another way" not in words_of(page)  # nothing is given away
    page.result.result.button.click()  # type: ignore[union-attr]
    settle()
    seen = words_of(page.result)
    said = "Read that way, the answer would be: partial response.\nDoctors’ groups do not agree on this."
    assert (said in seen) is (size == "12")
    assert ("Read another way" in seen) is (size == "12")
    assert ("“The rule can be read in more than one way." in words_of(page.ask)) is (size == "12")
    why = next(each for each in links_of(page.result) if each.accessibleName() == "Why does it say this?")
    why.click()
    settle()
    assert ("Source: EORTC RECIST working group" in words_of(page.result)) is (size == "12")


def test_a_question_is_starred_and_taken_out(page: ScansPage) -> None:
    page.result.result.button.click()  # type: ignore[union-attr]
    settle()
    text = "Which scan was this one compared with?"
    star = page.ask.stars[text]
    star.click()
    settle()
    (kept,) = [each for each in page.live.read.all(Question) if each.text == text]
    assert (kept.starred_from, kept.happened_on) == ("result-words/compared-with", NOW.date())
    assert kept.position == max(each.position for each in page.live.read.all(Question))
    assert page.ask.stars[text] is star  # it keeps the keyboard
    assert "Take out" in star.accessibleName()
    star.click()
    settle()
    assert text not in [each.text for each in page.live.read.all(Question)]


def test_what_the_report_calls_it_can_be_added(page: ScansPage) -> None:
    last = page.grid.model.scans[-1]
    page.window_services.write("bare", lambda draft: draft.save(replace(last, called=None, called_text="")))
    settle()
    page.result.result.button.click()  # type: ignore[union-attr]
    settle()
    assert "not written down" in words_of(page.result)
    page.result.scan_wanted.emit(last)
    settle()
    card = page.open_card
    assert isinstance(card, ScanCard)
    assert card.called.hasFocus()
    card.called.setCurrentIndex(2)
    card.called.activated.emit(2)
    settle()
    assert "Both say the same." in words_of(page.result)


def test_an_earlier_scan_can_be_looked_at(page: ScansPage) -> None:
    page.grid.courses.activated.emit(1)
    settle()
    grown = page.grid.model.scans[-1]
    page.result.result.button.click()  # type: ignore[union-attr]
    settle()
    assert "Progressive disease: why" in words_of(page.result)
    assert "The report names a new spot." in words_of(page.result)
    page.result.scans.activated.emit(1)
    settle()
    assert page.result.result is not None
    assert not page.result.result.is_open  # each result waits until it is opened
    assert page.is_open(grown)


def test_a_scan_without_sizes_says_what_is_missing(page: ScansPage) -> None:
    scan = Scan(happened_on=date(2026, 11, 12), new_lesion=NewLesion.NO, called=Response.SD)
    page.window_services.write("scan", lambda draft: draft.save(scan))
    settle()
    page.result.result.button.click()  # type: ignore[union-attr]
    settle()
    seen = words_of(page.result)
    assert "No size of this scan is written down yet" in seen
    assert "What is missing" in seen
    names = [each.text() for each in links_of(page.result)]
    assert names[:3] == ["Liver, segment 2", "Liver, segment 4", "Liver, segment 6"]
    assert at(page, "Liver, segment 6", scan) == "not noted"


@pytest.mark.parametrize(
    ("roles", "states", "said"),
    [
        ([LesionRole.NON_TARGET], [("present", "present")], "Neither gone nor growing: why"),
        ([LesionRole.NON_TARGET], [("present", "progressed")], "Progressive disease: why"),
        ([LesionRole.TARGET], [("20", "absent")], "Complete response: why"),
    ],
)
def test_other_courses(empty: ScansPage, roles: list[LesionRole], states: list[tuple[str, str]], said: str) -> None:
    scans = [Scan(happened_on=date(2026, month, 1), new_lesion=NewLesion.NO) for month in (1, 3)]
    lesions = [Lesion(happened_on=date(2026, 1, 1), name=f"Spot {at}", role=role) for at, role in enumerate(roles)]
    known = {state.value: state for state in LesionState}
    said_of = [
        Measurement(
            happened_on=scan.happened_on,
            scan_id=scan.id,
            lesion_id=lesion.id,
            mm=None if word in known else Decimal(word),
            state=known.get(word, LesionState.MEASURED),
        )
        for lesion, pair in zip(lesions, states, strict=True)
        for scan, word in zip(scans, pair, strict=True)
    ]
    empty.window_services.write("all", lambda draft: draft.save_all([*scans, *lesions, *said_of]))
    settle()
    empty.result.result.button.click()  # type: ignore[union-attr]
    settle()
    assert said in words_of(empty.result)
    assert "What the report calls it" not in words_of(empty.result)


def test_a_record_that_was_searched_for_is_shown(page: ScansPage) -> None:
    first = page._grid.scans[1]
    page.window_services.go_to("imaging", first.id)
    settle()
    assert first in page.grid.model.scans
    assert page.grid.current[1] == first


def test_a_report_can_name_another_rule(page: ScansPage) -> None:
    page.result.result.button.click()  # type: ignore[union-attr]
    settle()
    assert "The sizes are judged by RECIST 1.1, unless a report names another rule." in words_of(page.result)
    choice = page.result._rule_choice()
    assert choice is not None
    assert choice.accessibleName() == "Rule that the report names"
    assert [choice.itemText(at) for at in range(choice.count())] == ["no rule", "RECIST 1.1", "iRECIST", "mRECIST"]
    choice.setFocus()
    choice.setCurrentIndex(2)
    choice.activated.emit(2)
    settle()
    seen = words_of(page.result)
    assert "Partial response (iPR): why" in seen
    assert "The sizes are judged by iRECIST, as this report names it." in seen
    assert "the rule for immune drugs points to iPR" in seen
    assert "“iRECIST: stable, a little smaller” (Dr L. Brandt)" in seen
    after = page.result._rule_choice()
    assert after is not None
    assert after is not choice
    assert after.hasFocus()  # the keyboard stays where it was
    last = page.grid.model.scans[-1]
    assert page.live.read.get(Scan, last.id).called_text == "iRECIST: stable, a little smaller"  # type: ignore[union-attr]
    assert page.live.undo_label == "The report names: iRECIST"
    page.live.undo()
    settle()
    assert "Partial response: why" in words_of(page.result)


def test_a_rule_is_proposed_for_this_person(page: ScansPage) -> None:
    patient = page.live.read.all(Patient)[0]
    page.window_services.write("liver", lambda draft: draft.save(replace(patient, cancer="liver")))
    page.result.result.button.click()  # type: ignore[union-attr]
    settle()
    assert "the rule mRECIST reads the part that still takes up contrast" in words_of(page.result)
    page.result.rule_named.emit("mrecist")
    settle()
    seen = words_of(page.result)
    assert "by these sizes, the liver rule points to a partial response" in seen.lower()
    assert "It reads only the part of a spot that still takes up contrast." in seen
    assert "“Growing” is 20 % over the smallest." in seen


# As a whole


def test_ten_lesions_and_twelve_scans(empty: ScansPage) -> None:
    scans = [Scan(happened_on=date(2025, month, 3), new_lesion=NewLesion.NO) for month in range(1, 13)]
    names = [f"Liver, segment {at}" for at in range(1, 10)] + ["Node behind the left kidney, near the great vessels"]
    lesions = [Lesion(happened_on=scans[0].happened_on, name=name, is_node=name.startswith("Node")) for name in names]
    sizes = [
        Measurement(happened_on=scan.happened_on, scan_id=scan.id, lesion_id=lesion.id, mm=Decimal(20))
        for scan in scans
        for lesion in lesions
    ]
    empty.window_services.write("all", lambda draft: draft.save_all([*scans, *lesions, *sizes]))
    settle()
    view = empty.grid.view
    assert view.horizontalScrollBar().maximum() > 0
    assert view.verticalScrollBar().maximum() == 0
    assert view.horizontalScrollBar().value() == view.horizontalScrollBar().maximum()  # the last scan is seen first
    assert view.names.isVisible()
    assert view.names.geometry().left() <= 1  # held at the side
    assert at(empty, "All together", scans[-1]) == "200"
    assert names_seen(empty, 0) == names_seen(empty, 0.3) == names_seen(empty, 1)
    view.horizontalScrollBar().setValue(view.columnWidth(0) - 14)  # the last figures of the first column are left
    picture = view.viewport().grab().toImage()
    row = next(at for at, each in enumerate(empty.grid.model.rows) if each.title.startswith("All together"))
    top, height = view.rowViewportPosition(row), view.rowHeight(row)
    seen = [picture.pixelColor(x, y) for x in range(14) for y in range(top + 2, top + height - 2)]
    assert colour("ink") not in seen  # 200 is not read as 0: three dots stand there, in another ink
    assert len({each.name() for each in seen}) > 1


def names_seen(page: ScansPage, share: float) -> QImage:
    """Return what the names look like, scrolled to *share* of the way; less the line that says that it is scrolled."""
    view = page.grid.view
    view.horizontalScrollBar().setValue(round(share * view.horizontalScrollBar().maximum()))
    settle()
    area = view.names.viewport().rect().adjusted(0, 0, -4, 0)
    return view.names.viewport().grab(area).toImage()


def test_nothing_can_be_written_in_a_journal_for_reading(on_page: Open, sample_path: Path, tmp_path: Path) -> None:
    page = on_page(sample_path)
    page.live._journal._lock, lock = None, page.live._journal._lock
    try:
        page.refresh()
        assert not page.grid.add_spot.isVisible()
        assert not page.add_scan.isVisible()
        assert not page.grid.model.is_writable(page.grid.view.currentIndex())
    finally:
        page.live._journal._lock = lock


@pytest.mark.parametrize("text_size", [100, 200])
@pytest.mark.parametrize("language", ["", "qps-rtl"])
def test_an_open_result_and_its_forms_can_be_read(
    new_desk: New, sample_path: Path, text_size: int, language: str
) -> None:
    settings = Settings(theme="light", text_size=text_size, language=language, keep_results_open=True)
    desk = new_desk(sample_path, settings)
    assert desk.view is not None
    desk.view.go_to("imaging")
    settle()
    page = desk.view.page
    assert isinstance(page, ScansPage)
    for open_card in (lambda: None, page._open_new_scan, lambda: page._open_spot(page._grid.lesions[0])):
        open_card()
        settle()
        assert nameless(page) == []
        assert cut_off(page) == []
        assert sideways(page) == []


def test_ten_years_are_shown_at_once(on_page: Open, tmp_path: Path) -> None:
    path = tmp_path / "crowded.journal"
    write_sample(path, NOW.date(), Size.CROWDED).close()
    page = on_page(path)
    assert len(page._grid.groups) > 8
    page._show_course("all")
    settle()
    assert len(page.grid.model.scans) > 50
    # A spot that is written down anew with each start keeps one row.
    titles = [row.title for row in page.grid.model.rows]
    assert titles.count("Liver, segment 5") == 1
    sums = [at(page, "All together", scan) for scan in page.grid.model.scans]
    assert all(sums)


@pytest.mark.parametrize("text_size", [100, 200])
def test_the_toast_does_not_stay_over_the_button_of_a_new_scan(
    new_desk: Callable[..., Desk], empty_path: Path, text_size: int
) -> None:
    """In a small window, the end of the form can be scrolled past what was done last."""
    desk = new_desk(empty_path, Settings(theme="light", text_size=text_size))
    desk.window.resize(SMALLEST)
    view = desk.view
    assert view is not None
    view.go_to("imaging")
    page = view.page
    assert isinstance(page, ScansPage)
    page._open_new_scan()
    settled(page)
    view.toast.say("One label of a change that takes all of the width there is, from one side to the other. " * 2)
    settled(page)
    bar = page.scroll_area.verticalScrollBar()
    bar.setValue(bar.maximum())
    settled(page)
    assert isinstance(page.open_card, ScanCard)
    assert not on_screen(page.open_card.keep).intersects(on_screen(view.toast))
    longest = bar.maximum()
    view.toast.hide()
    settled(page)
    assert bar.maximum() < longest


def settled(page: ScansPage) -> None:
    """Let the page find its place: what is laid out within something else takes a turn more."""
    for _ in range(5):
        QApplication.processEvents()
    while not page.is_whole:
        QApplication.processEvents()


def on_screen(widget: QWidget) -> QRect:
    return QRect(widget.mapToGlobal(QPoint(0, 0)), widget.size())
