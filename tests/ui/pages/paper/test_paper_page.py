"""Paper, as a person uses it: what the preview shows is what is saved and what goes to the printer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pikepdf
import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from journal.actions.where_we_are import new_markers
from journal.domain.visits import Question
from journal.settings import Settings
from journal.ui.desk import Desk
from journal.ui.pages.paper.page import PaperPage
from journal.ui.printing import print_pages, printout_of, set_up
from journal.ui.widgets.fields import ChoiceField
from journal.ui.widgets.notices import ErrorCard
from journal.ui.widgets.sheet_view import SheetView

NewDesk = Callable[..., Desk]
PATIENCE_MS = 30_000  # the first printout loads what draws charts


@pytest.fixture
def page(new_desk: NewDesk, sample_path: Path, qtbot: QtBot) -> PaperPage:
    return paper(new_desk(sample_path), qtbot)


def paper(desk: Desk, qtbot: QtBot) -> PaperPage:
    assert desk.view is not None
    desk.view.go_to("paper")
    page = desk.view.page
    assert isinstance(page, PaperPage)
    qtbot.waitUntil(lambda: page.printout is not None, timeout=PATIENCE_MS)
    return page


def words(page: PaperPage) -> str:
    assert page.printout is not None
    return " ".join(" ".join(sheet.words for sheet in page.printout.sheets).replace("\u00a0", " ").split())


def changed(page: PaperPage, qtbot: QtBot, change: Callable[[], object]) -> str:
    """Return what the preview says after *change*."""
    before = page.printout
    change()
    qtbot.waitUntil(lambda: page.printout is not before, timeout=PATIENCE_MS)
    return words(page)


def test_the_preview_shows_the_page_and_reads_it_out(page: PaperPage) -> None:
    assert "Marianne Ellis" in words(page)
    (view,) = page.findChildren(SheetView)
    assert view.accessibleName() == "Preview, page 1 of 1"
    assert "Marianne Ellis" in view.accessibleDescription()
    assert abs(view.heightForWidth(700) - 990) < 5  # A4


def test_a_result_stays_folded_until_it_is_asked_for(page: PaperPage, qtbot: QtBot) -> None:
    assert "kept folded" in words(page)
    assert "partial" not in words(page)
    assert "New and kept folded: CEA" in words(page)
    (newest,) = [each for each in new_markers(page.live.read, page.window_services.today()) if each.analyte == "cea"]
    assert newest.printed not in words(page)
    opened = changed(page, qtbot, page.choices.results.click)
    assert "kept folded" not in opened
    assert newest.printed in opened
    assert "partial response" in opened


def test_the_setting_that_keeps_results_open_counts(new_desk: NewDesk, sample_path: Path, qtbot: QtBot) -> None:
    page = paper(new_desk(sample_path, Settings(theme="light", keep_results_open=True)), qtbot)
    assert "partial response" in words(page)


def choose(field: ChoiceField, value: str) -> None:
    field.set_value(value)
    field.chosen.emit(value)


def test_every_choice_is_followed(page: PaperPage, qtbot: QtBot) -> None:
    changed(page, qtbot, lambda: choose(page.choices.paper, "letter"))
    assert page.window_services.settings.paper == "letter"
    with pikepdf.open(_file(page)) as pdf:
        assert float(pdf.pages[0].mediabox[2]) == pytest.approx(612, abs=1)
    assert "17 Jan" not in words(page)

    def begin() -> None:
        page.choices.since.set_day(page.window_services.today() - timedelta(300))
        page.choices.chosen.emit()

    assert "17 Jan" in changed(page, qtbot, begin)
    assert "17 Jan" not in changed(page, qtbot, page.choices.since_last.click)
    changed(page, qtbot, lambda: choose(page.choices.kind, "visit-large-print"))
    assert page.sheets.count > 1
    assert "since the last visit" in page.choices.since_words.text()
    assert "CEA, ng/mL" in changed(page, qtbot, lambda: choose(page.choices.kind, "charts"))
    assert page.choices.since_words.text().startswith("Blank means: everything.")
    assert page.choices.since_last.isHidden()
    assert page.sheets.count > 1


def _file(page: PaperPage) -> Path:
    assert page.printout is not None
    path = page.live.read.path.with_suffix(".pdf")
    path.write_bytes(page.printout.pdf)
    return path


def test_what_is_written_elsewhere_comes_onto_the_page(page: PaperPage, qtbot: QtBot) -> None:
    def ask() -> None:
        with page.live.change("Ask") as draft:
            draft.save(Question(happened_on=date(2026, 11, 1), text="May I keep bees?", position=-1))

    assert "May I keep bees?" in changed(page, qtbot, ask)


def test_saving_asks_where_and_says_so(page: PaperPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    chosen = tmp_path / "for Tom"
    offered: list[str] = []

    def where(_parent: object, _title: str, suggestion: str, _kinds: str) -> tuple[str, str]:
        offered.append(Path(suggestion).name)
        return str(chosen), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", where)
    page.choices.save_button.click()
    assert offered == ["Visit 2026-11-13.pdf"]
    assert page.printout is not None
    assert chosen.with_suffix(".pdf").read_bytes() == page.printout.pdf
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    assert page.choices.folder_button.isVisibleTo(page)
    page.choices.folder_button.click()
    assert [Path(url.toLocalFile()) for url in opened] == [tmp_path]


def test_saving_where_nothing_can_be_written(page: PaperPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr("journal.ui.pages.paper.page.tell", lambda _parent, words: said.append(words))
    answers = iter([str(tmp_path / "absent" / "a.pdf"), ""])
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (next(answers), ""))
    page.choices.save_button.click()
    assert "could not be written" in said[0]
    page.choices.save_button.click()  # given up in the dialog
    assert len(said) == 1
    assert page.saved is None


def test_printing_goes_to_the_printer_that_was_chosen(
    page: PaperPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "printer.pdf"

    def accept(dialog: QPrintDialog) -> int:
        dialog.printer().setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        dialog.printer().setOutputFileName(str(out))
        return int(QPrintDialog.DialogCode.Accepted)

    monkeypatch.setattr(QPrintDialog, "exec", accept)
    said: list[str] = []
    monkeypatch.setattr(page.window_services, "say", said.append)
    page.print_out()
    assert said == ["Written to a file: printer.pdf"]
    with pikepdf.open(out) as pdf:
        assert len(pdf.pages) == 1
        assert float(pdf.pages[0].mediabox[2]) == pytest.approx(595, abs=2)
        assert float(pdf.pages[0].mediabox[3]) == pytest.approx(842, abs=2)
    out.unlink()
    monkeypatch.setattr(QPrintDialog, "exec", lambda _dialog: int(QPrintDialog.DialogCode.Rejected))
    page.print_out()
    assert not out.exists()


def test_only_the_pages_asked_for_are_printed(page: PaperPage, tmp_path: Path, qtbot: QtBot) -> None:
    changed(page, qtbot, lambda: choose(page.choices.kind, "visit-large-print"))
    assert page.printout is not None
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    set_up(printer, page.printout.pdf)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "two.pdf"))
    printer.setFromTo(2, 3)
    assert print_pages(printer, page.printout.pdf)
    assert len(printout_of((tmp_path / "two.pdf").read_bytes(), 200).sheets) == 2


def test_what_draws_stays_at_hand_while_one_chooses(
    new_desk: NewDesk, sample_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, own_drawing: None
) -> None:
    monkeypatch.setattr("journal.ui.drawing_aside.REST_S", 0.3)
    desk = new_desk(sample_path)
    page, drawing = paper(desk, qtbot), desk.background.drawing
    assert desk.view is not None
    qtbot.waitUntil(lambda: desk.background.is_idle, timeout=PATIENCE_MS)
    first = drawing.pid
    qtbot.wait(1_000)
    assert drawing.pid == first
    desk.view.go_to("today")
    qtbot.waitUntil(lambda: drawing.pid is None, timeout=PATIENCE_MS)
    printout = page.printout
    desk.view.go_to("paper")  # nothing has changed, and nothing is drawn: yet what draws comes back
    qtbot.waitUntil(lambda: drawing.pid is not None, timeout=PATIENCE_MS)
    assert page.printout is printout


def test_an_empty_journal_has_a_page_too(new_desk: NewDesk, empty_path: Path, qtbot: QtBot) -> None:
    page = paper(new_desk(empty_path), qtbot)
    assert page.sheets.count == 1
    assert not page.choices.results.isVisibleTo(page)
    assert not page.choices.since_last.isVisibleTo(page)


def test_a_problem_is_said_in_the_place_of_the_preview(
    page: PaperPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("journal.ui.pages.paper.page.printout_of", lambda _pdf: printout_of(b"no PDF"))
    page.choices.chosen.emit()
    qtbot.waitUntil(lambda: bool(page.findChildren(ErrorCard)), timeout=PATIENCE_MS)
    assert "Nothing is lost" in page.findChildren(ErrorCard)[0].accessibleName()
    assert not page.choices.print_button.isEnabled()
