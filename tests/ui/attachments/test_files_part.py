"""Files are added, dropped, opened as private copies, saved and taken out, on a scan and on an appointment."""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from journal.domain.attachments import Attachment
from journal.domain.imaging import Scan
from journal.domain.notes import Note
from journal.domain.quantity import Quantity
from journal.domain.results import LabResult
from journal.domain.treatment import TreatmentLine
from journal.domain.visits import Appointment
from journal.store import pieces
from journal.store.connection import connect
from journal.store.opening import create, open_journal, unlocked
from journal.ui.attachments import left_files
from journal.ui.attachments.files_part import FilesPart
from journal.ui.attachments.opened_files import OPENED, PREFIX, OpenedFiles, remove_left
from journal.ui.desk import Desk
from journal.ui.messages import Message
from journal.ui.pages.imaging.page import ScansPage
from journal.ui.pages.results.page import ResultsPage
from journal.ui.pages.timeline.page import TimelinePage
from journal.ui.pages.treatment.page import TreatmentPage
from journal.ui.pages.visits.page import VisitsPage
from journal.ui.pages.visits.record_dialogs import AppointmentDialog
from tests.ui.acting import press, said, settle
from tests.ui.conftest import NOW
from tests.ui.seeing import cut_off, nameless, sideways, too_low

PDF = b"%PDF-1.7 an invented report\n"
SCAN = Scan(id="the-scan", happened_on=NOW.date())
VISIT = Appointment(id="the-visit", happened_on=NOW.date() + timedelta(days=3), what_for="Visit")


@pytest.fixture
def desk(new_desk: Callable[..., Desk], empty_path: Path) -> Desk:
    with open_journal(empty_path, author="Anna") as journal, journal.change("set up") as draft:
        draft.save_all([SCAN, VISIT])
    return new_desk(empty_path)


@pytest.fixture
def part(desk: Desk) -> FilesPart:
    """The files of a scan whose card is open."""
    assert desk.view is not None
    desk.view.go_to("imaging")
    page = desk.view.page
    assert isinstance(page, ScansPage)
    page._open_scan(SCAN)
    settle()
    card = page.open_card
    assert card is not None
    return card.files  # type: ignore[union-attr]


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "Report March.pdf"
    path.write_bytes(PDF)
    return path


def attached(part: FilesPart) -> list[Attachment]:
    return part._live.read.all(Attachment)


def take(qtbot: QtBot, part: FilesPart, *files: Path) -> None:
    wanted = len(attached(part)) + len(files)
    part.take(files)
    qtbot.waitUntil(lambda: len(attached(part)) == wanted and len(part.rows) == wanted, timeout=20_000)
    settle()


def test_a_report_is_added_and_read_back(
    qtbot: QtBot, part: FilesPart, report: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_given: ([str(report)], ""))
    press(part, "Add a file …")
    qtbot.waitUntil(lambda: len(part.rows) == 1, timeout=20_000)
    settle()
    (file,) = attached(part)
    assert (file.scan_id, file.media_type, file.size) == (SCAN.id, "application/pdf", len(PDF))
    assert "Report March.pdf" in said(part)
    assert "PDF, 1 kB" in said(part).replace("\u00a0", " ")
    assert b"".join(part._live.read.file_bytes(file.sha256)) == PDF
    assert part._live.undo_label == "File attached: Report March.pdf"


def test_several_files_are_one_step_and_what_is_refused_is_named(
    qtbot: QtBot, desk: Desk, part: FilesPart, report: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pieces, "MOST_BYTES", 1_000_000)
    other, large, empty = (tmp_path / name for name in ("photo.jpg", "large.pdf", "empty.pdf"))
    other.write_bytes(b"\xff\xd8\xff\xe0 an invented picture")
    large.write_bytes(b"%PDF-" + bytes(1_000_000))
    empty.write_bytes(b"")
    part.take([report, large, empty, other])
    qtbot.waitUntil(lambda: len(part.rows) == 2, timeout=20_000)
    settle()
    (message,) = [each for each in desk.window.findChildren(Message) if each.isVisible()]
    assert "large.pdf: This file has 2 MB. The journal takes files of up to 1 MB." in message.words.text()
    assert "empty.pdf: This file is empty." in message.words.text()
    message.close()
    part._live.undo()
    assert attached(part) == []


def test_a_dropped_file_is_attached(qtbot: QtBot, part: FilesPart, report: Path) -> None:
    dragged = QMimeData()
    dragged.setUrls([QUrl.fromLocalFile(str(report))])
    by, button, key = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enters = QDragEnterEvent(QPointF(5, 5), by, dragged, button, key)
    QApplication.sendEvent(part, enters)
    assert enters.isAccepted()
    QApplication.sendEvent(part, QDropEvent(QPointF(5, 5), by, dragged, button, key))
    qtbot.waitUntil(lambda: len(part.rows) == 1, timeout=20_000)


def test_a_report_dropped_anywhere_goes_to_the_open_scan(
    qtbot: QtBot, desk: Desk, part: FilesPart, report: Path
) -> None:
    desk.take_dropped([report])
    qtbot.waitUntil(lambda: len(part.rows) == 1, timeout=20_000)


def test_a_report_dropped_where_nothing_takes_it_is_explained(desk: Desk, report: Path) -> None:
    assert desk.view is not None
    desk.view.go_to("today")
    desk.take_dropped([report])
    settle()
    (message,) = [each for each in desk.window.findChildren(Message) if each.isVisible()]
    assert "Open what this belongs to" in message.words.text()
    message.close()


def test_a_copy_is_opened_for_the_owner_alone_and_goes_with_the_journal(
    qtbot: QtBot, desk: Desk, part: FilesPart, report: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[Path] = []
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(OPENED, "_folder", None)

    def show(url: QUrl) -> bool:
        shown.append(Path(url.toLocalFile()))
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", show)
    wrong = tmp_path / "looks like a program.exe"
    wrong.write_bytes(PDF + b"2")
    take(qtbot, part, report, wrong)
    for file in attached(part):
        part.open(file)
    qtbot.waitUntil(lambda: len(shown) == 2, timeout=20_000)
    assert sorted(path.name for path in shown) == ["Report March.pdf", "looks like a program.exe.pdf"]
    for path in shown:
        assert path.read_bytes().startswith(PDF)
        if os.name != "nt":
            assert stat.S_IMODE(path.stat().st_mode) == 0o600
            assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
            assert stat.S_IMODE(path.parent.parent.stat().st_mode) == 0o700
    assert desk.view is not None
    assert "A private copy is shown." in desk.view.toast.words
    desk.back_to_welcome()
    assert not any(path.exists() for path in shown)
    assert not shown[0].parent.parent.exists()


def test_what_could_run_is_kept_but_not_opened(qtbot: QtBot, part: FilesPart, tmp_path: Path) -> None:
    program = tmp_path / "report.pdf"
    program.write_bytes(b"MZ\x90\x00 an invented program")
    take(qtbot, part, program)
    assert "another kind of file" in said(part)
    words = {button.text().strip() for button in part.rows[attached(part)[0].id].buttons}
    assert "Open" not in words
    assert "Save as …" in words


def test_a_file_is_saved_outside(
    qtbot: QtBot, part: FilesPart, report: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: (str(out), ""))
    take(qtbot, part, report)
    press(part, "Save as …")
    qtbot.waitUntil(out.exists, timeout=20_000)
    assert out.read_bytes() == PDF


def test_a_file_taken_out_comes_back_with_undo(qtbot: QtBot, part: FilesPart, report: Path) -> None:
    take(qtbot, part, report)
    (file,) = attached(part)
    part.take_out(file)
    settle()
    assert part.rows == {}
    part._live.undo()
    settle()
    assert list(part.rows) == [file.id]
    assert b"".join(part._live.read.file_bytes(file.sha256)) == PDF


def test_breaking_off_leaves_nothing(qtbot: QtBot, part: FilesPart, tmp_path: Path) -> None:
    large = tmp_path / "large.pdf"
    large.write_bytes(b"%PDF-" + os.urandom(20_000_000))
    part.take([large])
    job = part._job
    assert job is not None
    qtbot.waitUntil(lambda: part.busy._bar.value() > 0, timeout=20_000)
    part.cancel()
    done: list[bool] = []
    part._window.background.run(lambda _progress: True, done.append, owner=part)
    qtbot.waitUntil(lambda: bool(done), timeout=20_000)
    assert attached(part) == []
    assert not any(True for _ in part._live.read.file_bytes(_sha256(large)))
    assert part.busy.isHidden()


def test_leaving_asks_about_files_on_their_way_in(qtbot: QtBot, desk: Desk, part: FilesPart, tmp_path: Path) -> None:
    large = tmp_path / "large.pdf"
    large.write_bytes(b"%PDF-" + os.urandom(20_000_000))
    asked: list[str] = []

    def wait() -> None:
        question = QApplication.activeModalWidget()
        if isinstance(question, Message):
            asked.append(question.words.text())
            press(question, "Wait")

    part.take([large])
    QTimer.singleShot(200, wait)
    assert not desk.leave()
    assert asked == ["Files are still on their way into the journal. Leave them out?"]
    qtbot.waitUntil(lambda: len(attached(part)) == 1, timeout=20_000)
    assert desk.leave()  # nothing is on its way any more


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_breaking_off_among_several_leaves_none_of_them(
    qtbot: QtBot, part: FilesPart, tmp_path: Path, report: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first is in when the second is broken off."""
    large = tmp_path / "large.pdf"
    large.write_bytes(b"%PDF-" + os.urandom(20 * pieces.PIECE))
    has_begun = threading.Event()
    put_in = pieces._put_in

    def slowly(engine: object, file: object, sha256: str, size: int, told: pieces.Told) -> None:
        def tell(share: float) -> None:
            if size > pieces.PIECE:
                has_begun.set()
                time.sleep(0.02)
            told(share)

        put_in(engine, file, sha256, size, tell)  # type: ignore[arg-type]

    monkeypatch.setattr(pieces, "_put_in", slowly)
    part.take([report, large])
    qtbot.waitUntil(has_begun.is_set)
    part.cancel()
    qtbot.waitUntil(lambda: part._window.background.is_idle)
    assert attached(part) == []
    assert bytes_in(part._live.read.path) == set()


def test_what_a_killed_start_left_goes_with_the_next(
    qtbot: QtBot, new_desk: Callable[..., Desk], empty_path: Path, report: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(left_files, "LOOK_AFTER_MS", 0)
    with open_journal(empty_path) as journal:
        stands, size = journal.keep_file(report)
        with journal.change("File attached") as draft:
            draft.save(Attachment(happened_on=NOW.date(), name="report.pdf", size=size, sha256=stands))
        report.write_bytes(PDF + b"another")
        never, _size = journal.keep_file(report)
    assert bytes_in(empty_path) == {stands, never}
    desk = new_desk(empty_path)
    qtbot.waitUntil(lambda: bytes_in(empty_path) == {stands}, timeout=10_000)
    desk.close_journal()
    with open_journal(empty_path) as journal:
        assert journal.has_whole_files()


def bytes_in(path: Path) -> set[str]:
    """Return the files (by SHA-256) whose bytes lie in the journal, attached or not."""
    with contextlib.closing(connect(path, unlocked(path), read_only=True)) as connection:
        return {sha256 for (sha256,) in connection.execute("SELECT DISTINCT sha256 FROM attachment_pieces")}


def test_the_dialog_of_any_appointment_takes_files(qtbot: QtBot, desk: Desk, report: Path, tmp_path: Path) -> None:
    assert desk.view is not None
    later = Appointment(id="later", happened_on=VISIT.happened_on + timedelta(days=9), what_for="Scan")
    desk.view.write("Appointment", lambda draft: draft.save(later))
    desk.view.go_to("visits")
    page = desk.view.page
    assert isinstance(page, VisitsPage)
    page._edit(later)
    settle()
    (dialog,) = desk.window.findChildren(AppointmentDialog)
    (part,) = dialog.findChildren(FilesPart)
    assert not part._title.isVisible()  # a button alone, until there is one
    take(qtbot, part, report)
    assert "Report March.pdf" in said(part)
    assert [(file.appointment_id, file.happened_on) for file in attached(part)] == [("later", later.happened_on)]
    assert nameless(dialog) == cut_off(dialog) == sideways(dialog) == []
    part.take_out(attached(part)[0])
    settle()
    assert part.rows == {}
    desk.view.undo()
    settle()
    assert len(part.rows) == 1
    dialog.reject()


def test_a_file_on_its_way_arrives_although_the_dialog_is_closed(qtbot: QtBot, desk: Desk, report: Path) -> None:
    assert desk.view is not None
    desk.view.go_to("visits")
    page = desk.view.page
    assert isinstance(page, VisitsPage)
    page._edit(VISIT)
    settle()
    (dialog,) = desk.window.findChildren(AppointmentDialog)
    (part,) = dialog.findChildren(FilesPart)
    part.take([report])
    press(dialog, "Keep")
    live = desk.view.live
    qtbot.waitUntil(lambda: len(live.read.all(Attachment)) == 1, timeout=10_000)
    qtbot.waitUntil(lambda: desk.background.is_idle, timeout=10_000)
    assert live.undo_label == "File attached: Report March.pdf"


def test_a_file_on_its_way_is_not_written_into_a_closed_journal(
    qtbot: QtBot, desk: Desk, part: FilesPart, report: Path, empty_path: Path
) -> None:
    part.take([report])
    desk.close_journal()
    qtbot.waitUntil(lambda: desk.background.is_idle, timeout=10_000)
    with open_journal(empty_path) as journal:
        assert journal.all(Attachment) == []
        journal.take_out_left_files()
    assert bytes_in(empty_path) == set()


def test_a_sheet_of_results_has_the_files_of_its_day(qtbot: QtBot, desk: Desk, report: Path) -> None:
    assert desk.view is not None
    days = [NOW.date() - timedelta(days=9), NOW.date() - timedelta(days=2)]
    results = [LabResult(happened_on=day, analyte="cea", quantity=Quantity(Decimal("4.2"), "ng/mL")) for day in days]
    desk.view.write("Results", lambda draft: draft.save_all(results))
    desk.view.go_to("results")
    page = desk.view.page
    assert isinstance(page, ResultsPage)
    take(qtbot, page.files, report)
    assert "Files of 11 November 2026" in said(page.files).replace("\u00a0", " ")
    (file,) = attached(page.files)
    assert (file.happened_on, file.scan_id, file.appointment_id) == (days[1], None, None)
    page.show_day(days[0])
    assert page.files.rows == {}
    page.show_day(days[1])
    assert list(page.files.rows) == [file.id]


def test_a_note_and_a_treatment_have_the_files_of_their_day(qtbot: QtBot, desk: Desk, report: Path) -> None:
    assert desk.view is not None
    note = Note(happened_on=NOW.date() - timedelta(days=4), text="The letter from the hospital")
    line = TreatmentLine(happened_on=NOW.date() - timedelta(days=30), name="FOLFIRI")
    desk.view.write("Note", lambda draft: draft.save_all([note, line]))
    desk.view.go_to("timeline")
    page = desk.view.page
    assert isinstance(page, TimelinePage)
    page.open_note(note)
    settle()
    assert page.form is not None
    (part,) = page.form.findChildren(FilesPart)
    take(qtbot, part, report)
    assert [file.happened_on for file in attached(part)] == [note.happened_on]
    desk.view.write("Note", lambda draft: draft.save(replace(note, happened_on=NOW.date())))
    settle()
    (file,) = attached(part)
    assert list(part.rows) == [file.id]  # it goes along to the new day
    assert file.happened_on == NOW.date()
    desk.view.go_to("treatment")
    treatment = desk.view.page
    assert isinstance(treatment, TreatmentPage)
    part = treatment.files
    part.take([report])
    qtbot.waitUntil(lambda: len(part.rows) == 1, timeout=10_000)
    assert sorted(file.happened_on for file in attached(part)) == [line.happened_on, NOW.date()]


def test_appointments_have_files_too(qtbot: QtBot, desk: Desk, report: Path) -> None:
    assert desk.view is not None
    desk.view.go_to("visits")
    page = desk.view.page
    assert isinstance(page, VisitsPage)
    settle()
    assert page.next_files.isVisible()
    take(qtbot, page.next_files, report)
    (file,) = attached(page.next_files)
    assert file.appointment_id == VISIT.id
    for check in (nameless, too_low, cut_off, sideways):
        assert check(page.next_files) == []
    desk.view.go_to("timeline", file.id)


def test_for_reading_only_files_can_be_opened_and_nothing_else(
    qtbot: QtBot, desk: Desk, part: FilesPart, report: Path
) -> None:
    take(qtbot, part, report)
    (file,) = attached(part)
    moment = part._live.read.history(limit=1)[0].at
    desk.looking_back.look(moment)
    qtbot.waitUntil(lambda: desk.looking_back.is_on, timeout=20_000)
    assert desk.view is not None
    desk.view.go_to("imaging")
    page = desk.view.page
    assert isinstance(page, ScansPage)
    page._open_scan(SCAN)
    settle()
    past = page.findChildren(FilesPart)[0]
    assert list(past.rows) == [file.id]
    assert past.add_button.isHidden()
    assert b"".join(past._live.read.file_bytes(file.sha256)) == PDF, "the bytes are read from the journal itself"
    desk.looking_back.back()


def test_what_a_killed_program_left_is_removed_by_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    opened = OpenedFiles()
    shown = opened.place_for("shown now.pdf")
    shown.write_bytes(PDF)
    left = tmp_path / f"{PREFIX}left"
    left.mkdir()
    (left / "1").mkdir()
    (left / "1" / "report.pdf").write_bytes(PDF)
    young = tmp_path / f"{PREFIX}young"
    young.mkdir()
    strange = tmp_path / f"{PREFIX}link"
    strange.symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    (tmp_path / "elsewhere").mkdir()
    for folder in (left, shown.parent.parent, tmp_path / "elsewhere"):
        os.utime(folder, (1.6e9, 1.6e9))
    remove_left()
    assert not left.exists()
    assert young.exists()
    assert (tmp_path / "elsewhere").exists()
    assert shown.exists()
    opened.clear()
    assert not shown.parent.parent.exists()


def test_a_lock_takes_copies_away_and_shows_none(
    qtbot: QtBot, tmp_path: Path, report: Path, new_desk: Callable[..., Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(OPENED, "_folder", None)
    path = tmp_path / "locked.journal"
    create(path, "correct horse").close()
    desk = new_desk()
    desk.take(open_journal(path, "correct horse"), "correct horse", "today")
    copy = OPENED.place_for("report.pdf")
    copy.write_bytes(PDF)
    desk.secrecy.lock()
    assert desk.secrecy.is_locked
    assert not copy.exists()
