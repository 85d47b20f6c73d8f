"""Timeline: everything written by day, narrowed by kind, period and words; each line leads to its page."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from journal.actions.sample.writing import Size, write_sample
from journal.actions.timeline import Names, TimelineEntry, Topic, timeline
from journal.actions.timeline_lines import TimelineLine, line_of
from journal.domain.attachments import Attachment
from journal.domain.imaging import Scan
from journal.domain.notes import Note
from journal.domain.record import Precision, Record
from journal.domain.treatment import Cycle, Procedure, ProcedureKind
from journal.store.opening import open_journal
from journal.ui.attachments.day_files import DayFilesDialog
from journal.ui.desk import Desk
from journal.ui.pages.timeline.entries_model import EntriesModel, EntryRow, MonthRow, rows_of
from journal.ui.pages.timeline.filters import Filter, Period
from journal.ui.pages.timeline.page import TimelinePage
from tests.ui.acting import press, said, settle, type_in
from tests.ui.conftest import NOW
from tests.ui.seeing import cut_off, nameless, sideways, too_low

TODAY = NOW.date()


@pytest.fixture
def open_page(qtbot: QtBot, new_desk: Callable[..., Desk], empty_path: Path) -> Callable[..., TimelinePage]:
    def make(*records: Record, path: Path | None = None) -> TimelinePage:
        if records:
            with open_journal(empty_path, author="Anna") as journal, journal.change("set up") as draft:
                draft.save_all(records)
        desk = new_desk(path or empty_path)
        assert desk.view is not None
        desk.view.go_to("timeline")
        page = desk.view.page
        assert isinstance(page, TimelinePage)
        qtbot.waitUntil(lambda: page._is_whole, timeout=20_000)
        settle()
        return page

    return make


@pytest.fixture
def page(open_page: Callable[..., TimelinePage], sample_path: Path) -> TimelinePage:
    return open_page(path=sample_path)


def shown(page: TimelinePage) -> list[str]:
    """The lines of the list, as a screen reader says them."""
    model = page.model
    return [str(model.index(row).data()).replace("\u00a0", " ") for row in range(model.rowCount())]


def topics(page: TimelinePage) -> set[Topic]:
    rows = (page.model.row(place) for place in range(page.model.rowCount()))
    return {row.entry.topic for row in rows if isinstance(row, EntryRow)}


def line(note: Note) -> TimelineLine:
    return line_of(TimelineEntry(Topic.NOTES, note.happened_on, (note,)), Names())


def test_months_and_days_are_headed_once() -> None:
    notes = [Note(happened_on=TODAY - timedelta(days), text=str(days)) for days in (0, 0, 1, 40)]
    rows = rows_of([line(note) for note in notes])
    kinds = ["month" if isinstance(row, MonthRow) else row.is_first_of_day for row in rows]
    assert kinds == ["month", True, False, True, "month", True]


def test_everything_is_shown_newest_first(page: TimelinePage) -> None:
    lines = shown(page)
    whole = timeline(page.live.read)
    assert page.count.text() == f"{len(whole.entries)} entries"
    assert lines[0] == "January 2027"
    assert any(line.startswith("7 November 2026: CT, chest and belly") for line in lines)
    assert not any("stable" in line.lower() for line in lines if ": CT" in line)


def test_who_wrote_it_later_is_said(open_page: Callable[..., TimelinePage]) -> None:
    late = datetime(2026, 11, 9, 8, 0, tzinfo=UTC)
    page = open_page(
        Note(happened_on=TODAY - timedelta(8), text="Slept well", author="Tom", written_at=late),
        Procedure(happened_on=TODAY.replace(day=1), precision=Precision.MONTH, kind=ProcedureKind.SURGERY, name="Port"),
    )
    lines = shown(page)
    assert lines[1] == "5 November 2026: Slept well; Tom, written 9 Nov"
    assert lines[2].startswith("November 2026: Port; Operation")


def test_chips_narrow_and_are_lifted_again(page: TimelinePage) -> None:
    everything = page.model.rowCount()
    chip = page.filters.topics[Topic.SCANS]
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert topics(page) == {Topic.SCANS}
    QTest.keyClick(page.filters.topics[Topic.NOTES], Qt.Key.Key_Space)
    assert topics(page) == {Topic.SCANS, Topic.NOTES}
    press(page.filters, "Show everything")
    assert page.model.rowCount() == everything
    assert not chip.isChecked()


def test_a_period_narrows(page: TimelinePage) -> None:
    page.filters.period.set_value(Period.MONTH)
    page.filters.period.chosen.emit(Period.MONTH)
    days = [row.entry.on for row in map(page.model.row, range(page.model.rowCount())) if isinstance(row, EntryRow)]
    assert max(days) <= TODAY
    assert min(days) >= TODAY - timedelta(30)
    page.filters.period.set_value(Period.OWN)
    page.filters.period.chosen.emit(Period.OWN)
    settle()
    type_in(page.filters.since, "1 October 2026")
    type_in(page.filters.until, "3 October 2026")
    days = [row.entry.on for row in map(page.model.row, range(page.model.rowCount())) if isinstance(row, EntryRow)]
    assert {day.isoformat() for day in days} <= {"2026-10-01", "2026-10-02", "2026-10-03"}
    assert days


def test_words_narrow(qtbot: QtBot, page: TimelinePage) -> None:
    QTest.keyClicks(page.filters.words, "folfox begins")
    qtbot.waitUntil(lambda: page.model.rowCount() == 2)
    assert "FOLFOX begins" in shown(page)[1]
    QTest.keyClicks(page.filters.words, " zzz")
    qtbot.waitUntil(lambda: page.model.rowCount() == 0)
    assert "Nothing fits what you chose." in said(page)


@pytest.mark.parametrize("words", ["progressive", "stable disease", "248"])
def test_no_word_finds_what_is_folded(qtbot: QtBot, page: TimelinePage, words: str) -> None:
    page.filters.words.set_text(words)
    page._narrow()
    assert Topic.SCANS not in topics(page)
    assert Topic.RESULTS not in topics(page)


def test_enter_leads_to_the_page_of_a_record(page: TimelinePage, monkeypatch: pytest.MonkeyPatch) -> None:
    cycle = next(cycle for cycle in page.live.read.all(Cycle) if cycle.number == 10)
    place = page.model.place_of(cycle.id)
    assert place is not None
    page.list.setFocus()
    page.list.setCurrentIndex(page.model.index(place))
    gone: list[tuple[str, str]] = []
    monkeypatch.setattr(page.window_services, "go_to", lambda key, record_id="": gone.append((key, record_id)))
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    scan = page.live.read.latest(Scan, TODAY)[0]
    place = page.model.place_of(scan.id)
    assert place is not None
    page.list.scrollTo(page.model.index(place))
    settle()
    area = page.list.visualRect(page.model.index(place))
    QTest.mouseClick(page.list.viewport(), Qt.MouseButton.LeftButton, pos=area.center())
    assert gone == [("treatment", cycle.id), ("imaging", scan.id)]


def test_a_link_shows_its_line(page: TimelinePage) -> None:
    note = page.live.read.all(Note)[0]
    page.filters.topics[Topic.SCANS].click()
    page.show_record(note.id)
    assert page.filters.chosen.is_open
    entry = page.model.entry_at(page.list.currentIndex())
    assert entry is not None
    assert entry.head_id == note.id


def test_a_note_is_written_mended_and_taken_out(open_page: Callable[..., TimelinePage]) -> None:
    page = open_page()
    assert "Nothing is written yet" in said(page)
    press(page, "Write a note")
    form = page.form
    assert form is not None
    press(form, "Keep")
    assert form.rows["text"].mistake
    form.fields["text"].setFocus()
    QTest.keyClicks(form.fields["text"], "Walked to the sea")
    press(form, "Keep")
    (note,) = page.live.read.all(Note)
    assert (note.text, note.happened_on, note.private) == ("Walked to the sea", TODAY, False)
    assert "Walked to the sea" in shown(page)[1]
    page.list.opened.emit(page.model.entry_at(page.model.index(1)))
    settle()
    form = page.form
    assert form is not None
    type_in(form.fields["happened_on"], "12 November 2026")
    QTest.mouseClick(form.fields["private"], Qt.MouseButton.LeftButton, pos=form.fields["private"].rect().center())
    (note,) = page.live.read.all(Note)
    assert (note.happened_on.day, note.private) == (12, True)
    press(form, "Take out")
    assert page.live.read.all(Note) == []
    page.live.undo()
    settle()
    assert [each.text for each in page.live.read.all(Note)] == ["Walked to the sea"]
    assert "Walked to the sea" in shown(page)[1]


def test_what_was_just_written_stands_there_at_once(page: TimelinePage) -> None:
    with page.live.change("note") as draft:
        draft.save(Note(happened_on=TODAY, text="Just now"))
    settle()
    assert any("Just now" in line for line in shown(page))
    assert f"{len(timeline(page.live.read).entries)} entries" == page.count.text()


@pytest.fixture(scope="module")
def ten_years(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("crowded") / "Crowded.journal"
    write_sample(path, TODAY, Size.CROWDED).close()
    return path


def test_ten_years_are_one_list_that_is_painted_as_it_is_seen(
    open_page: Callable[..., TimelinePage], ten_years: Path
) -> None:
    page = open_page(path=ten_years)
    assert page.model.rowCount() > 4_000
    assert len(page.list.findChildren(QObject)) < 100
    began = time.process_time()
    page.list.scrollToBottom()
    page.list.grab()
    assert time.process_time() - began < 0.5


def test_ten_years_are_held_as_lines_and_not_as_records(
    open_page: Callable[..., TimelinePage], ten_years: Path
) -> None:
    page = open_page(path=ten_years)
    held, to_look_at = set[int](), list[object]([page._all, page.model._rows])
    while to_look_at:
        each = to_look_at.pop()
        if id(each) not in held:
            held.add(id(each))
            assert not isinstance(each, Record)
            if not isinstance(each, type):
                to_look_at += gc.get_referents(each)
    assert len(held) > 4_000
    check_in = next(line for line in page._all if line.topic is Topic.CHECK_IN)
    place = page.model.place_of(check_in.keys[-1][1])
    assert place is not None
    page.list.setCurrentIndex(page.model.index(place))
    assert {record.id for record in page.list.records_here(page.list)} == {each for _kind, each in check_in.keys}


def test_ten_years_in_the_model_are_made_quickly() -> None:
    model = EntriesModel()
    notes = [Note(happened_on=TODAY - timedelta(day // 3), text="x") for day in range(30_000)]
    lines = [line(note) for note in notes]
    began = time.process_time()
    model.show_entries(lines)
    assert time.process_time() - began < 0.5
    assert model.rowCount() > 30_000


def test_a_filter_takes_what_it_says() -> None:
    wanted = Filter(frozenset({Topic.NOTES}), TODAY, TODAY)
    assert wanted.takes(Topic.NOTES, TODAY)
    assert not wanted.takes(Topic.SCANS, TODAY)
    assert not wanted.takes(Topic.NOTES, TODAY - timedelta(1))
    assert not wanted.takes(Topic.NOTES, TODAY + timedelta(1))
    assert Filter().is_open


@pytest.mark.parametrize("text_size", [100, 150, 200, 250])
def test_the_form_can_be_read_and_used(new_desk: Callable[..., Desk], sample_path: Path, text_size: int) -> None:
    desk = new_desk(sample_path)
    desk.set_settings(replace(desk.settings, text_size=text_size))
    assert desk.view is not None
    desk.view.go_to("timeline")
    page = desk.view.page
    assert isinstance(page, TimelinePage)
    page.open_new()
    page.filters.period.set_value(Period.OWN)
    page.filters.period.chosen.emit(Period.OWN)
    settle()
    QApplication.processEvents()
    assert nameless(desk.window) == []
    assert too_low(desk.window) == []
    assert cut_off(desk.window) == []
    assert sideways(desk.window) == []


def test_filters_fold_in_a_narrow_window(new_desk: Callable[..., Desk], sample_path: Path) -> None:
    desk = new_desk(sample_path)
    desk.set_settings(replace(desk.settings, text_size=200))
    assert desk.view is not None
    desk.view.go_to("timeline")
    page = desk.view.page
    assert isinstance(page, TimelinePage)
    settle()
    chip = page.filters.topics[Topic.NOTES]
    assert not chip.isVisible()
    press(page.filters, "Filters")
    assert chip.isVisible()
    chip.click()
    press(page.filters, "Hide the filters")
    assert not chip.isVisible()
    assert topics(page) == {Topic.NOTES}


def test_a_file_whose_day_has_no_entry_any_more_can_still_be_had(open_page: Callable[..., TimelinePage]) -> None:
    page = open_page()
    journal = page.live.read
    sha256, size = journal.keep_bytes(b"an invented letter")
    note = Note(happened_on=TODAY, text="a letter came")
    file = Attachment(happened_on=TODAY, name="letter.pdf", size=size, sha256=sha256)
    page.window_services.write("Add", lambda draft: draft.save_all((note, file)))
    page.window_services.write("Day", lambda draft: draft.save(replace(note, happened_on=TODAY - timedelta(days=3))))
    moved = journal.get(Attachment, file.id)
    assert moved is not None
    assert moved.happened_on == TODAY - timedelta(days=3), "it goes along with its note"
    page.window_services.write("Delete", lambda draft: draft.delete(note))
    settle()
    place = page.model.place_of(file.id)
    assert place is not None
    page.list.opened.emit(page.model.entry_at(page.model.index(place)))
    (dialog,) = page.window().findChildren(DayFilesDialog)
    settle()
    assert dialog.isVisible()
    assert "letter.pdf" in said(dialog)
    assert nameless(dialog) == cut_off(dialog) == sideways(dialog) == too_low(dialog) == []
    (takes_out,) = (b for b in dialog.findChildren(QPushButton) if b.accessibleName() == "Take out letter.pdf")
    QTest.mouseClick(takes_out, Qt.MouseButton.LeftButton)
    settle()
    settle()
    assert journal.count(Attachment) == 0
    dialog.reject()
