"""Writing a sheet down: its day, its laboratory, the grid, and what needs another look before it is kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QRect, QSize, QStringListModel, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QCompleter, QDialog, QFrame, QScrollArea, QVBoxLayout, QWidget

from journal.actions.blood_tests import LOOKED_BACK, laboratories, last_time, names_offered, same_tests
from journal.actions.lab_sheet import Column, Measured, Sheet, row_of_pasted
from journal.actions.sheet_reading import CellProblem, SheetReading, confirm, keep, read_sheet
from journal.domain.results import LabResult
from journal.exchange.pasted_sheet import PastedDay, PastedSheet, read_pasted
from journal.store.change import Draft
from journal.text import dates
from journal.text.language import _, ngettext
from journal.ui.live_journal import LiveJournal
from journal.ui.messages import ask
from journal.ui.pages.results.sheet_grid import SheetGrid
from journal.ui.pages.results.sheet_model import SheetModel
from journal.ui.pages.results.sheet_notes import SheetNotes
from journal.ui.tab_order import go_on
from journal.ui.theme.look import breadth, size
from journal.ui.widgets.buttons import primary, quiet
from journal.ui.widgets.dates import DateField
from journal.ui.widgets.fields import ChoiceField, TextField
from journal.ui.widgets.form import FormRow
from journal.ui.widgets.layouts import Column as Stack
from journal.ui.widgets.layouts import Flow
from journal.ui.widgets.words import Words
from journal.ui.window_services import WindowServices


class SheetDialog(QDialog):
    """A sheet of results, new or to be changed.  Nothing is written before Keep; then it is one step of undo.

    *before* are the records that the sheet stands for already; a row taken out is then deleted.
    """

    written = Signal(object)  # the records of a sheet that was kept

    def __init__(
        self,
        live: LiveJournal,
        window: WindowServices,
        parent: QWidget | None = None,
        *,
        sheet: Sheet | None = None,
        before: Sequence[Measured] = (),
    ) -> None:
        super().__init__(parent)
        self._live, self._window, self._before = live, window, tuple(before)
        self._day_is_right = False
        self._pasted: list[PastedDay] = []
        self._unread: tuple[str, ...] = ()
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        journal = live.read
        recent = laboratories(journal.latest(LabResult, limit=LOOKED_BACK))
        self._is_new = sheet is None
        usual = next(iter(recent), "")
        self._sheet = sheet or Sheet(window.today(), usual)
        title = _("A sheet of results") if self._is_new else _("Change a sheet")
        self.setWindowTitle(title)
        self._head = Words(title, "h2")
        self._build_fields(recent, usual if self._is_new else "")
        self.model = SheetModel(lambda test: last_time(journal, test, self.laboratory.text()), self)
        self.grid = SheetGrid(self.model, names_offered(journal))
        self.notes = SheetNotes()
        self._build_buttons()
        self._lay_out()
        self._connect()
        self.same.setVisible(self._is_new)  # once it has its place: alone, it would stand on the screen for a moment
        self.model.set_rows(self._sheet.rows, as_edit=False)
        self._started = self._typed()
        self.grid.go_to(0, Column.TEST)

    # Building

    def _build_fields(self, recent: Sequence[str], usual: str) -> None:
        self.day = DateField(_("Day of the sample"), self._window.today, self._sheet.day)
        self.day_row = FormRow(_("Day of the sample"), self.day)
        self.laboratory = TextField(_("Laboratory"), self._sheet.laboratory, width=280)
        completer = QCompleter(QStringListModel(list(recent), self), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.laboratory.setCompleter(completer)
        self.laboratory_row = FormRow(_("Laboratory"), self.laboratory)
        self.laboratory_row.set_behind("", _("as last time") if usual else "")
        self.pasted_days = ChoiceField(_("Which day"))
        self.days_row = FormRow(_("Which day"), self.pasted_days)
        self.days_row.hide()

    def _build_buttons(self) -> None:
        self.paste = quiet(_("Paste"), self.paste_clipboard, icon="clipboard-text")
        self.same = quiet(_("Same tests as last time"), self._same_tests, icon="copy-simple")
        self.row_out = quiet(_("Take the row out"), self._take_row_out, icon="trash")
        self.back = quiet(_("Undo"), self.model.undo, icon="arrow-counter-clockwise")
        self.keep = primary(_("Keep"), self.keep_sheet)
        self.cancel = quiet(_("Cancel"), self.reject)

    def _lay_out(self) -> None:
        self._inside = inside = QWidget()
        inside.setProperty("ground", "clear")
        inside.setLayout(
            Stack(
                self._head,
                Flow(self.day_row, self.laboratory_row, self.days_row, gap=24),
                Flow(self.paste, self.same, self.row_out, self.back, gap=8),
                self.grid,
                self.notes,
                gap=12,
                padding=(24, 20, 24, 8),
            )
        )
        self._scroll = scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll, 1)
        foot = Stack(Flow(self.keep, self.cancel, gap=12), padding=(24, 8, 24, 20))
        outer.addLayout(foot)
        parent = self.parentWidget()
        room = parent.window().size() if parent is not None else QSize(size(1000), size(780))
        self.resize(min(size(1000), room.width() - 40), min(size(780), room.height() - 60))

    def _connect(self) -> None:
        self.model.edited.connect(self._look_through)
        self.grid.paste_wanted.connect(self.paste_clipboard)
        self.grid.keep_wanted.connect(self.keep_sheet)
        self.grid.moved.connect(self._follow_cell)
        self.day.field.textChanged.connect(self._day_typed)
        self.day.day_finished.connect(lambda _day: self._look_through())
        self.laboratory.finished.connect(lambda _text: self._laboratory_typed())
        self.notes.confirmed.connect(self._confirm)
        self.notes.day_confirmed.connect(self._confirm_day)
        self.notes.cell_wanted.connect(self.grid.go_to)
        self.pasted_days.chosen.connect(lambda at: self._show_pasted(int(str(at))))

    def _follow_cell(self, area: QRect) -> None:
        """Keep the cell in view that the keyboard went to, also where the grid is higher than the window."""
        middle = self.grid.mapTo(self._inside, area.center())
        self._scroll.ensureVisible(0, middle.y(), 0, area.height())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        QTimer.singleShot(0, self, self._begin_at_top)

    def _begin_at_top(self) -> None:
        """Show the day of the sample first, as far as the cell with the keyboard allows."""
        self._scroll.verticalScrollBar().setValue(0)
        self._follow_cell(self.grid.focus_area())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._head.setVisible(breadth(self) != "narrow")  # the title bar says the same

    def show_row_of(self, record_id: str) -> None:
        """Move the keyboard to the result of a record."""
        for at, row in enumerate(self.model.rows):
            if row.record is not None and row.record.id == record_id:
                self.grid.go_to(at, Column.VALUE)

    # What stands there

    @property
    def sheet(self) -> Sheet:
        """The sheet as it is typed."""
        return Sheet(self.day.day, self.laboratory.text().strip(), self.model.rows)

    def reading(self) -> SheetReading:
        """Return what the sheet says just now."""
        patient = self._live.read.patient()
        born_on = patient.born_on if patient is not None else None
        return read_sheet(self.sheet, self._window.today(), born_on, day_is_right=self._day_is_right)

    def _typed(self) -> object:
        return self.day.field.text(), self.laboratory.text(), self.model.rows

    @property
    def is_changed(self) -> bool:
        """Say whether something was typed that is not kept."""
        return self._typed() != self._started

    def is_unkept(self) -> bool:
        """Say whether something was typed that waits for Keep."""
        return self.is_changed

    def _look_through(self) -> None:
        reading = self.reading()
        self.model.set_mistaken({(each.row, each.column) for each in reading.problems})
        day_words = self.day.problem or reading.day_problem
        self.notes.show_reading(reading, day_words, self._unread, is_day_typed=bool(self.day.field.text().strip()))
        self.back.setEnabled(self.model.can_undo)

    def _day_typed(self) -> None:
        self._day_is_right = False

    def _laboratory_typed(self) -> None:
        self.laboratory_row.set_behind()
        self.model.offer_anew()

    def _confirm(self, problem: CellProblem) -> None:
        self.model.replace_row(problem.row, confirm(self.model.rows[problem.row], [problem]))

    def _confirm_day(self) -> None:
        self._day_is_right = True
        self._look_through()

    def _take_row_out(self) -> None:
        self.model.take_row_out(self.grid.currentIndex().row())
        self.grid.setFocus()

    def _same_tests(self) -> None:
        """Offer the tests of the last sheet, so that only the results are left to type."""
        known = {row.test for row in self.model.rows}
        first = len(self.model.rows)
        self.model.add_rows([row for row in same_tests(self._live.read) if row.test not in known])
        self.grid.go_to(min(first, len(self.model.rows)), Column.VALUE)

    # Pasting

    def paste_clipboard(self) -> None:
        """Read what was copied: a whole sheet into rows, a single word into the cell."""
        text = QGuiApplication.clipboard().text()
        pasted = read_pasted(text)
        if not pasted.rows:
            index = self.grid.currentIndex()
            if text.strip() and "\n" not in text.strip() and len(text) < 80 and self.grid.hasFocus():
                self.model.setData(index, text.strip())
            else:
                self.notes.say_nothing_pasted()
            return
        self.show_pasted(pasted)

    def show_pasted(self, pasted: PastedSheet) -> None:
        """Show a pasted sheet for review; with several days, the newest first and the others to choose."""
        self._pasted, self._unread = list(pasted.days), pasted.unread
        if pasted.laboratory:
            self.laboratory.set_text(pasted.laboratory)
            self.laboratory_row.set_behind()
        self._show_pasted(len(self._pasted) - 1)

    def _show_pasted(self, at: int, *, instead: bool = False) -> None:
        day = self._pasted[at]
        self._offer_days(at)
        rows = [row_of_pasted(row) for row in day.rows]
        if len(self._pasted) > 1 or instead:
            self.model.set_rows([])
        if day.day is not None:
            self.day.set_day(day.day)
        elif self._is_new:
            self.day.set_day(None)  # today would be a guess
        self.model.add_rows(rows)
        self.grid.go_to(0, Column.TEST)

    def _offer_days(self, at: int) -> None:
        words = [dates.day(each.day) if each.day is not None else _("no day") for each in self._pasted]
        self.pasted_days.set_choices(list(enumerate(words)), at)
        self.days_row.setVisible(len(self._pasted) > 1)

    # Keeping

    def keep_sheet(self) -> None:
        """Write the sheet down as one change; where something needs another look, go there instead."""
        self.day.finish()
        self.laboratory.finish()
        reading = self.reading()
        if not reading.can_be_kept:
            self._look_through()
            self._go_to_first(reading)
            return
        day = reading.records[0].happened_on
        label = self._label(reading, day)

        def change(draft: Draft) -> None:
            keep(draft, reading, self._before)

        if self._window.write(label, change):
            self.written.emit(reading.records)
            self._go_on(day)

    def _label(self, reading: SheetReading, day: date) -> str:
        if not self._is_new:
            return _("Sheet of {day} changed").format(day=dates.short_day(day))
        count = len(reading.records)
        words = ngettext("{count} result of {day}", "{count} results of {day}", count)
        return words.format(count=count, day=dates.short_day(day))

    def _go_to_first(self, reading: SheetReading) -> None:
        if self.day.problem is not None or reading.day_problem is not None:
            self.day.field.setFocus()
        elif reading.problems:
            self.grid.go_to(reading.problems[0].row, reading.problems[0].column)
        else:
            self.notes.say_nothing_typed()
            self.grid.setFocus()

    def _go_on(self, day: date) -> None:
        """Go on to the next day that was pasted, or close."""
        self._pasted = [each for each in self._pasted if each.day not in (day, None)]
        self._unread = ()
        if self._pasted:
            self._show_pasted(len(self._pasted) - 1, instead=True)
            return
        self._started = self._typed()
        self.accept()

    def focusNextPrevChild(self, next: bool) -> bool:
        return go_on(self, next)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Undo):
            self.model.undo()
            return
        super().keyPressEvent(event)

    def reject(self) -> None:
        """Close without keeping; ask first, if something was typed."""
        question = _("What you typed on this sheet is not kept yet. Throw it away?")
        if self.is_changed and not ask(self, question, _("Throw it away"), _("Go on typing"), loses=True):
            return
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()
        self.reject()
