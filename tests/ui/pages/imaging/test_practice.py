"""Practice on the page Scans: sizes moved by keyboard and mouse, followed at once, and never written down."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from journal.domain.imaging import Measurement, NewLesion, Response, Scan
from journal.settings import Settings
from journal.ui.desk import Desk
from journal.ui.pages.imaging.page import ScansPage
from journal.ui.pages.imaging.practice_card import PracticeCard
from journal.ui.pages.imaging.practice_row import PracticeRow
from tests.ui.acting import press, settle, type_in
from tests.ui.seeing import cut_off, nameless, sideways, too_low

New = Callable[..., Desk]
OPEN = Settings(theme="light", keep_results_open=True)


def page_of(new_desk: New, path: Path, settings: Settings = OPEN) -> ScansPage:
    desk = new_desk(path, settings)
    assert desk.view is not None
    desk.view.go_to("imaging")
    settle()
    page = desk.view.page
    assert isinstance(page, ScansPage)
    return page


@pytest.fixture
def page(new_desk: New, sample_path: Path) -> ScansPage:
    return page_of(new_desk, sample_path)


@pytest.fixture
def card(page: ScansPage) -> PracticeCard:
    press(page, "What would change this?")
    assert page.practising.card is not None
    return page.practising.card


def seen(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible()).replace("\u00a0", " ")


def row_of(card: PracticeCard, name: str) -> PracticeRow:
    return next(row for row in card.rows.values() if row.part.lesion.name.startswith(name))


def overall(card: PracticeCard) -> Response:
    assert card.practice is not None
    return card.practice.judged.overall


def everything(page: ScansPage) -> list[object]:
    return [*page.live.read.all(Scan), *page.live.read.all(Measurement)]


def test_it_opens_marked_as_practice_with_the_keyboard_at_the_first_size(page: ScansPage, card: PracticeCard) -> None:
    assert "Practice: nothing is saved" in seen(card)
    assert "Your journal stays as it is." in seen(card)
    row = row_of(card, "Liver, segment 4")
    assert row.slider.hasFocus()
    assert row.slider.accessibleName().replace("\u00a0", " ") == "Liver, segment 4: 9 mm"
    assert row.slider.value() == 9
    assert "Practice" in row.slider.accessibleDescription()
    assert "measured: 9 mm" in seen(row)
    assert not card.reset_button.isEnabled()
    area = page.scroll_area.viewport()
    assert 0 <= card.title.mapTo(area, QPoint(0, 0)).y() < 80  # the mark is seen while sizes move
    assert row.slider.mapTo(area, QPoint(0, 0)).y() + row.slider.height() <= area.height()


def test_arrow_keys_move_a_size_and_all_follows(page: ScansPage, card: PracticeCard) -> None:
    before, label = everything(page), page.live.undo_label
    assert overall(card) is Response.PR
    slider = row_of(card, "Liver, segment 4").slider
    QTest.keyClick(slider, Qt.Key.Key_Right)
    assert slider.accessibleName().replace("\u00a0", " ") == "Liver, segment 4: 10 mm"
    assert row_of(card, "Liver, segment 4").field.text() == "10"
    assert overall(card) is Response.SD  # 52 of 73: just over the line
    words = seen(card)
    assert "As measured\nPartial response" in words
    assert "With these sizes\nStable disease" in words
    assert "the rule points to stable disease" in words
    assert "0.9 mm less (1.7 % of this sum) would be clearly smaller." in words
    assert card.bar is not None
    assert card.bar.lines.now == 52
    assert "52 mm" in card.bar.accessibleName().replace("\u00a0", " ")
    QTest.keyClick(slider, Qt.Key.Key_PageUp)
    assert slider.value() == 15
    QTest.keyClick(slider, Qt.Key.Key_End)
    assert overall(card) is Response.PD
    for row in card.rows.values():
        QTest.keyClick(row.slider, Qt.Key.Key_Home)
    assert overall(card) is Response.PR  # other spots are still there
    assert not card.bar.isVisible()
    assert "All measured spots are gone" in seen(card)
    # Nothing of it was written, and the card beside it still says what was measured.
    assert everything(page) == before
    assert page.live.undo_label == label
    assert "Partial response: why" in seen(page.result)


def test_an_exact_size_is_typed(card: PracticeCard) -> None:
    row = row_of(card, "Liver, segment 6")
    type_in(row.field, "22,1")
    assert card.practice is not None
    assert card.practice.judged.sum_mm == Decimal("51.1")
    assert overall(card) is Response.PR  # exactly 30 % less
    assert row.field.text() == "22,1"
    assert row.slider.value() == 22
    type_in(row.field, "22.11")
    assert overall(card) is Response.SD
    row.field.selectAll()
    QTest.keyClick(row.field, Qt.Key.Key_Delete)
    QTest.keyClick(row.field, Qt.Key.Key_Return)
    assert overall(card) is Response.NE
    assert row.slider.accessibleName() == "Liver, segment 6: no size"
    assert "This spot has no size at this scan: Liver, segment 6." in seen(card)
    QTest.keyClick(row.slider, Qt.Key.Key_Right)  # from where the start had it
    assert row.field.text() == "33"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("wide", "is not a number"),
        ("301", "goes from 0 to 300 mm"),
        ("-1", "goes from 0 to 300 mm"),
        ("20.0001", "finer than any scan"),
    ],
)
def test_what_is_no_size_is_said_below_and_changes_nothing(card: PracticeCard, typed: str, said: str) -> None:
    row = row_of(card, "Liver, segment 6")
    type_in(row.field, typed)
    assert said in seen(row)
    assert said in row.field.accessibleDescription()
    assert row.field.text() == typed
    assert card.practice is not None
    assert not card.practice.moved
    type_in(row.field, "21")
    assert said not in seen(row)
    assert card.practice.moved


def test_no_slider_moves_away_when_the_words_above_get_fewer(card: PracticeCard) -> None:
    sliders = [row.slider for row in card.rows.values()]
    settle()
    before = [slider.mapTo(card, QPoint(0, 0)).y() for slider in sliders]
    for slider in sliders:
        QTest.keyClick(slider, Qt.Key.Key_Home)  # no bar, and a shorter sentence
    settle()
    assert card.bar is not None
    assert not card.bar.isVisible()
    assert [slider.mapTo(card, QPoint(0, 0)).y() for slider in sliders] == before


def test_reset_brings_back_what_was_measured(card: PracticeCard) -> None:
    for row in card.rows.values():
        QTest.keyClick(row.slider, Qt.Key.Key_PageUp)
    assert overall(card) is not Response.PR
    press(card, "As it was measured")
    assert overall(card) is Response.PR
    assert [row.field.text() for row in card.rows.values()] == ["9", "22", "8", "12"]
    assert not card.reset_button.isEnabled()


def test_another_category_is_announced_once(card: PracticeCard, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []

    def hear(event: QAccessibleEvent) -> None:
        if isinstance(event, QAccessibleAnnouncementEvent):
            told.append(event.message())

    monkeypatch.setattr(QAccessible, "updateAccessibility", staticmethod(hear))
    slider = row_of(card, "Liver, segment 4").slider
    for _ in range(3):
        QTest.keyClick(slider, Qt.Key.Key_Right)
    assert told == ["Practice, with these sizes: stable disease"]
    card.reset()
    assert told[1:] == ["Practice, with these sizes: partial response"]


def test_the_chart_follows_and_says_that_it_is_practice(card: PracticeCard, qtbot: QtBot) -> None:
    QTest.keyClick(row_of(card, "Liver, segment 4").slider, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: "52 mm" in card.chart.caption.text().replace("\u00a0", " "), timeout=10_000)
    assert card.chart.caption.text().startswith("Practice, not measured: ")
    assert card.chart.picture.accessibleName() == card.chart.caption.text()


def test_it_closes_with_its_button_with_the_result_and_with_another_scan(page: ScansPage, card: PracticeCard) -> None:
    press(card, "Close")
    assert page.practising.card is None
    assert not page.practising.isVisible()
    assert page.practising.button.hasFocus()
    press(page, "What would change this?")
    assert page.practising.card is not None
    page.result.scans.activated.emit(1)
    settle()
    assert page.practising.card is None


def test_a_folded_result_offers_no_practice(new_desk: New, sample_path: Path) -> None:
    page = page_of(new_desk, sample_path, Settings(theme="light"))
    assert not page.practising.button.isVisible()
    press(page.result, "Open when you are ready")
    press(page, "What would change this?")
    assert page.practising.card is not None
    press(page.result, "Fold away")
    assert page.practising.card is None
    assert not page.practising.button.isVisible()


def test_the_start_and_a_scan_without_measured_spots_offer_none(page: ScansPage) -> None:
    page._choose_scan(page.grid.model.scans[0].id)
    settle()
    assert not page.practising.button.isVisible()


def test_what_is_written_meanwhile_is_followed_and_what_was_moved_stays(page: ScansPage, card: PracticeCard) -> None:
    row = row_of(card, "Liver, segment 4")
    QTest.keyClick(row.slider, Qt.Key.Key_Right)
    last = page.grid.model.scans[-1]
    lung = next(part for part in page._grid.groups[-1].parts(last) if part.lesion.name.startswith("Lung"))
    said = page._grid.sizes[lung.lesion.id, last.id]
    page.window_services.write("Lung", lambda draft: draft.save(replace(said, mm=Decimal(7))))
    settle()
    assert page.practising.card is card
    assert "measured: 7 mm" in seen(card)
    assert row_of(card, "Liver, segment 4").field.text() == "10"
    page.window_services.write(
        "New", lambda draft: draft.save(replace(last, new_lesion=NewLesion.YES, written_at=None))
    )
    settle()
    assert overall(card) is Response.PD
    assert "The sum does not decide here" in seen(card)


def test_right_to_left_the_arrows_are_mirrored(new_desk: New, sample_path: Path) -> None:
    page = page_of(new_desk, sample_path, Settings(theme="light", language="qps-rtl", keep_results_open=True))
    page.practising.button.click()
    settle()
    card = page.practising.card
    assert card is not None
    row = next(iter(card.rows.values()))
    QTest.keyClick(row.slider, Qt.Key.Key_Left)
    assert row.slider.value() == 10
    assert row.slider.mapTo(card, QPoint(0, 0)).x() > row.field.mapTo(card, QPoint(0, 0)).x()


@pytest.mark.parametrize(("text_size", "width"), [(100, 1280), (100, 1024), (200, 1280), (250, 1024)])
@pytest.mark.parametrize("language", ["", "qps-rtl"])
def test_it_can_be_read_and_reached_at_every_size(
    new_desk: New, sample_path: Path, text_size: int, width: int, language: str, qtbot: QtBot
) -> None:
    settings = Settings(theme="light", text_size=text_size, language=language, keep_results_open=True)
    desk = new_desk(sample_path, settings)
    desk.window.resize(width, 700)
    assert desk.view is not None
    desk.view.go_to("imaging")
    settle()
    page = desk.view.page
    assert isinstance(page, ScansPage)
    page.practising.button.click()
    settle()
    card = page.practising.card
    assert card is not None
    QTest.keyClick(next(iter(card.rows.values())).slider, Qt.Key.Key_PageUp)
    qtbot.waitUntil(lambda: bool(card.chart.caption.text()), timeout=10_000)
    settle()
    assert nameless(card) == []
    qtbot.waitUntil(lambda: cut_off(card) == [], timeout=5_000)  # while the chart comes in, the layout is at work
    for part in (card.sentence, card.bar, card.distances):
        assert part is not None
        assert part.height() >= part.heightForWidth(part.width())
    assert sideways(card) == []
    assert too_low(card) == []
