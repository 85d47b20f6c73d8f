"""The page Treatment: the line that runs with its cycles, medicines, operations; earlier lines beside them."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtWidgets import QWidget

from journal.actions.attaching import Day, attachments_of
from journal.actions.treatment_course import course_of, shown_first
from journal.domain.attachments import Attachment
from journal.domain.medicines import Intake, Medicine
from journal.domain.results import GenomicFinding
from journal.domain.treatment import Cycle, Dose, Drug, Procedure, TreatmentLine
from journal.text.language import _
from journal.ui.attachments.files_part import FilesPart
from journal.ui.live_journal import LiveJournal
from journal.ui.page import Page
from journal.ui.pages.treatment.line_card import LineCard
from journal.ui.pages.treatment.medicines_card import MedicinesCard
from journal.ui.pages.treatment.new_line import NewLineCard
from journal.ui.pages.treatment.other_cards import GenesCard, ProceduresCard
from journal.ui.pages.treatment.side_cards import IntensityCard, LinesCard
from journal.ui.theme.look import space
from journal.ui.widgets.buttons import quiet
from journal.ui.widgets.card import Card
from journal.ui.widgets.layouts import Column, Columns
from journal.ui.widgets.notices import EmptyState
from journal.ui.window_services import WindowServices

ARTICLE = "dose-changes"
FIRST_MEDICINES = 3  # as many as are in view at first; the others follow the first frame


class TreatmentPage(Page):
    """Lines of treatment and everything taken or done beside them."""

    shows = (Attachment, TreatmentLine, Drug, Cycle, Dose, Procedure, Medicine, Intake, GenomicFinding)

    def __init__(self, live: LiveJournal, window: WindowServices) -> None:
        super().__init__(live, window, _("Treatment"))
        self._shown_id = ""
        self._can_write = not live.is_read_only
        self.add_line = quiet(_("Add a treatment"), self.open_new_line, icon="plus")
        self.add_action(self.add_line)
        self.new_line: NewLineCard | None = None
        self.line = LineCard(window, can_write=self._can_write)
        self.files = FilesPart(live, window, is_aside=True)
        self.line.add(self.files)
        self.nothing = Card()
        words = _("What you are given stands here: its name, each cycle, and what came later or lower.")
        step = _("Add a treatment") if self._can_write else ""
        self._empty = EmptyState("drop", _("No treatment yet"), words, step, self.open_new_line)
        self.nothing.add(self._empty)
        self.medicines = MedicinesCard(live, window)
        self.procedures = ProceduresCard(live, window)
        self.genes = GenesCard(live, window)
        self.lines = LinesCard(self.show_line)
        self.intensity = IntensityCard(lambda: window.go_to("understand", ARTICLE))
        for part in (self.line, self.medicines, self.procedures, self.genes):
            part.unfolded.connect(lambda form: QTimer.singleShot(0, form, lambda: self._reveal(form)))
        self._top = Column(gap=0)
        main, side = QWidget(), QWidget()
        main.setLayout(Column(self._top, self.line, self.nothing, self.medicines, self.procedures, self.genes, gap=13))
        side.setLayout(Column(self.lines, self.intensity, gap=13))
        self.add(Columns(main, side))

    def refresh(self) -> None:
        journal, today = self.live.read, self.window_services.today()
        lines = journal.all(TreatmentLine)
        shown = next((line for line in lines if line.id == self._shown_id), None) or shown_first(lines, today)
        self._shown_id = shown.id if shown is not None else ""
        course = course_of(journal, shown) if shown is not None else None
        if course is not None:
            self.line.show_course(course)
            began = Day(course.line.happened_on)
            self.files.show_files(began, attachments_of(journal, began))
        self.line.setVisible(course is not None)
        self.nothing.setVisible(course is None and self.new_line is None)
        self.add_line.setVisible(self._can_write and course is not None and self.new_line is None)
        self.lines.show_lines(lines, self._shown_id)
        self.lines.setVisible(len(lines) > 1)
        self.later(self._show_first_medicines, self._show_medicines, at=self.medicines)
        self.later(self._show_intensity, at=self.lines)
        self.later(self._show_procedures, at=self.procedures)
        self.later(self._show_genes, at=self.genes)

    def _show_first_medicines(self) -> None:
        if not self.medicines.rows:
            self._show_medicines(FIRST_MEDICINES)

    def _show_medicines(self, most: int | None = None) -> None:
        journal = self.live.read
        self.medicines.show_medicines(journal.all(Medicine), journal.all(Intake), most)

    def _show_intensity(self) -> None:
        self.intensity.show_course(self.line.course if self.line.isVisibleTo(self) else None)

    def _show_procedures(self) -> None:
        self.procedures.show_records(list(reversed(self.live.read.all(Procedure))))

    def _show_genes(self) -> None:
        self.genes.show_records(list(reversed(self.live.read.all(GenomicFinding))))

    # Lines

    def show_line(self, line_id: str) -> None:
        """Show another line."""
        if line_id != self._shown_id:
            self.line.finish()
            self._shown_id = line_id
            self.refresh()
            self.bring_into_view(self.line.ribbon if self.line.ribbon.isVisible() else self.line.change)

    def open_new_line(self) -> None:
        """Unfold the form for a new treatment."""
        if self.new_line is not None:
            return
        numbers = [line.number for line in self.live.read.all(TreatmentLine)]
        self.new_line = NewLineCard(self.window_services)
        self.new_line.finished.connect(self._close_new_line)
        self._top.addWidget(self.new_line)
        self._top.setContentsMargins(0, 0, 0, 0)
        self.nothing.hide()
        self.add_line.hide()
        self.new_line.start(max(numbers, default=0) + 1)
        self.scroll_area.verticalScrollBar().setValue(0)

    def _close_new_line(self, line_id: str) -> None:
        if self.new_line is not None:
            card, self.new_line = self.new_line, None
            self._top.removeWidget(card)
            card.hide()
            card.deleteLater()
        if line_id:
            self._shown_id = line_id
        self.refresh()
        (self.line.ribbon if self.line.ribbon.isVisible() else self.add_line).setFocus()

    def _reveal(self, form: QWidget) -> None:
        """Scroll until all of *form* is seen, or where there is no room for that, until it begins at the top."""
        bar = self.scroll_area.verticalScrollBar()
        seen, gap = self.scroll_area.viewport().height(), space(24)
        top = form.mapTo(self._column, QPoint(0, 0)).y() - gap  # the column begins where the scrolled ground does
        bottom = top + form.height() + 2 * gap
        if top < bar.value() or bottom > bar.value() + seen:
            bar.setValue(min(top, max(bottom - seen, 0)) if bottom - top <= seen else top)

    # Finding

    def show_record(self, record_id: str) -> None:
        journal = self.live.read
        for card, kind in ((self.medicines, Medicine), (self.procedures, Procedure), (self.genes, GenomicFinding)):
            if journal.get(kind, record_id) is not None:
                card.open(record_id)
                return
        intake = journal.get(Intake, record_id)
        if intake is not None:
            self.show_record(intake.medicine_id)
            return
        dose = journal.get(Dose, record_id)
        cycle = journal.get(Cycle, dose.cycle_id if dose is not None else record_id)
        drug = journal.get(Drug, record_id)
        line_id = cycle.line_id if cycle is not None else drug.line_id if drug is not None else record_id
        self.show_line(line_id)
        if cycle is not None:
            self.line.choose(cycle.id)
        self.bring_into_view(self.line.ribbon if self.line.ribbon.isVisible() else self.line)

    def finish(self) -> None:
        for part in (self.line, self.medicines, self.procedures, self.genes):
            part.finish()
