"""The page Scans: the grid of sizes, what the last scan says, and how it went over time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtWidgets import QWidget

from journal.actions.beside_sizes import sizes_stand_on_cards
from journal.actions.course_so_far import so_far
from journal.actions.early_scan import early_findings
from journal.actions.other_readings import others_of
from journal.actions.scan_grid import ScanGrid, key_of, scan_grid
from journal.actions.scan_readings import answers_of
from journal.actions.size_criteria import proposals
from journal.actions.sizes import write_said
from journal.actions.starring import star, starred
from journal.charts.tumour_size import tumour_size
from journal.domain.attachments import Attachment
from journal.domain.imaging import Lesion, Measurement, Modality, Scan
from journal.domain.patient import Patient
from journal.domain.scan_readings import ScanReading
from journal.domain.treatment import Cycle, Drug, Procedure, TreatmentLine
from journal.domain.visits import Question
from journal.rules.response.named import WRITTEN, named, naming
from journal.store.change import Draft
from journal.text import dates
from journal.text.articles import question
from journal.text.language import _
from journal.text.names import modality_name, new_lesion_name
from journal.ui.live_journal import LiveJournal
from journal.ui.page import Page
from journal.ui.pages.imaging.grid_card import ALL, GridCard
from journal.ui.pages.imaging.grid_model import Entered, NewSaid
from journal.ui.pages.imaging.grid_rows import NEW_ROW
from journal.ui.pages.imaging.page_with_card import PageWithCard
from journal.ui.pages.imaging.practising import Practising
from journal.ui.pages.imaging.result_words import ScanResult
from journal.ui.pages.imaging.scan_card import ScanCard
from journal.ui.pages.imaging.side_cards import COMPARED_WITH, AskCard, Asked, ResultCard, questions_for
from journal.ui.pages.imaging.spot_card import SpotCard
from journal.ui.theme.look import space
from journal.ui.widgets.buttons import primary
from journal.ui.widgets.card import Card
from journal.ui.widgets.chart_card import ChartCard
from journal.ui.widgets.layouts import Column, Columns
from journal.ui.widgets.notices import EmptyState
from journal.ui.window_services import WindowServices


class ScansPage(PageWithCard):
    """What scans said of each spot, and what the sizes give."""

    shows = (
        *(Scan, Lesion, Measurement, ScanReading, Attachment, Question),
        *(Patient, TreatmentLine, Cycle, Drug, Procedure),
    )

    def __init__(self, live: LiveJournal, window: WindowServices) -> None:
        super().__init__(live, window, _("Scans"))
        self.add_scan = primary(_("Add a scan"), self._open_new_scan, icon="plus")
        self.add_action(self.add_scan)
        self._grid = ScanGrid((), (), {})
        self._shown = ""
        self._looked_up: tuple[ScanResult, ScanResult] | None = None  # the last one opened, and the same as a whole
        self._chosen = ""  # the scan whose result is shown; the last, unless another one was chosen
        live.opened.changed.connect(self.refresh_when_next_seen)
        self.open_card: ScanCard | SpotCard | None = None
        self._later = _soon(self, self._show_result)
        self._later_into_view = _soon(self, self._show_question)
        self.grid = GridCard()
        self.grid.model.entered.connect(self._write)
        self.grid.model.waits.connect(lambda _waiting: self._later_into_view.start())
        self.grid.spot_wanted.connect(self._open_spot)
        self.grid.scan_wanted.connect(self._open_scan)
        self.grid.course_chosen.connect(self._show_course)
        self.empty = Card()
        self.empty.add(
            EmptyState(
                "ruler",
                _("No scans yet"),
                _("Each scan with its sizes stands here, side by side, and what they give."),
                "" if live.is_read_only else _("Add the first scan"),
                self._open_new_scan,
            )
        )
        self.result = ResultCard(window.go_to)
        self.result.scan_chosen.connect(self._choose_scan)
        self.result.opened.connect(self._open_result)
        self.result.folded.connect(self._fold_result)
        self.result.scan_wanted.connect(self._open_report)
        self.result.cell_wanted.connect(self._show_cell)
        self.result.rule_named.connect(self._name_rule)
        self.result.readings_wanted.connect(self._open_readings)
        self.result.is_read_only = live.is_read_only
        self.ask = AskCard()
        self.ask.starred.connect(self._star)
        self.practising = Practising(window, self._turn_to)
        self.chart = ChartCard(window, "tumour size", _("All measured spots together, mm"), height=290)
        self._main = Column(self.empty, self.grid, self.practising, self.chart, gap=13)
        main, side = QWidget(), QWidget()
        main.setLayout(self._main)
        side.setLayout(Column(self.result, self.ask, self.practising.button, gap=13))
        self.add(Columns(main, side))
        # An opened result leads to its page and asks what it proposes: pages, and what reads them, are loaded ahead.
        window.background.run(lambda _progress: question(COMPARED_WITH), lambda _read: None, owner=self, key="articles")

    # Showing

    def refresh(self) -> None:
        self._looked_up = None
        journal = self.live.read
        scans, lesions, said = journal.all(Scan), journal.all(Lesion), journal.all(Measurement)
        self._grid = scan_grid(scans, lesions, said)
        keys = [key_of(group) for group in self._grid.groups]
        if self._shown not in (*keys, ALL):
            self._shown = keys[-1] if keys else ""
        self._say_kind()
        has_scans = bool(scans)
        self.empty.setVisible(not has_scans and self.open_card is None)
        self.grid.setVisible(has_scans)
        self.add_scan.setVisible(has_scans and not self.live.is_read_only)
        if has_scans:
            on_cards = sizes_stand_on_cards(journal)
            self.grid.show_grid(self._grid, self._shown, is_read_only=self.live.is_read_only, sizes_on_cards=on_cards)
        if has_scans and self.is_open(self._grid.scans[-1]):
            self._later.start()  # many words: the grid stands first
        else:
            self._show_result()
        self._refresh_open_card(scans, lesions, said)

    # What a scan gives

    def _result(self) -> ScanResult | None:
        """Return the scan whose result is shown, with its group."""
        groups = [group for group in self._grid.groups if self._shown in (ALL, key_of(group))]
        if not groups:
            return None
        group = next((group for group in groups if self._chosen in group.scan_ids), groups[-1])
        scan = next((scan for scan in group.scans if scan.id == self._chosen), group.scans[-1])
        gaps = tuple(lesion for lesion in self._grid.lesions if self._grid.is_gap(lesion, scan))
        has_start = any(each.start is not None for each in self._grid.groups)
        result = ScanResult(group, scan, gaps, has_start=has_start)
        return self._whole(result) if self.is_open(scan) else result

    def _whole(self, result: ScanResult) -> ScanResult:
        """Return *result* with what is only looked up for one that is opened."""
        if self._looked_up is not None and self._looked_up[0] == result:
            return self._looked_up[1]
        journal, group, scan = self.live.read, result.group, result.scan
        early = early_findings(journal, scan, group.judged.get(scan.id))
        reached, read = so_far(journal, group, scan), answers_of(journal, scan)
        fitting, others = proposals(journal, group.scans), others_of(journal, group, scan, read)
        whole = replace(result, early=early, fitting=fitting, so_far=reached, read=read, others=others)
        self._looked_up = result, whole
        return whole

    def is_open(self, scan: Scan) -> bool:
        """Say whether the person opened what *scan* gives, or keeps results open."""
        return self.window_services.settings.keep_results_open or scan.id in self.live.opened

    def _show_result(self) -> None:
        self._show_chart()
        result = self._result()
        self.result.setVisible(result is not None)
        self.practising.offer(result if result is not None and self.is_open(result.scan) else None, self._grid)
        if result is None:
            self.ask.hide()
            return
        is_open = self.is_open(result.scan)
        self.result.show_result(result, result.group.scans, lambda: self._whole(result), is_open=is_open)
        asked = questions_for(result) if is_open else ()
        self.ask.setVisible(bool(asked))
        if asked:
            questions = self.live.read.all(Question)
            kept = [starred(questions, each.text, each.key) is not None for each in asked]
            self.ask.show_questions(asked, kept, is_read_only=self.live.is_read_only)

    def _show_chart(self) -> None:
        """Draw the scans that the grid shows; while the last of them is folded, a chart would give it away."""
        groups = [group for group in self._grid.groups if self._shown in (ALL, key_of(group))]
        scans = [scan for group in groups if group.start is not None for scan in group.scans]
        has_sum = any(total is not None for group in groups for total in group.sums.values())
        is_seen = has_sum and self.is_open(scans[-1])
        self.chart.setVisible(is_seen)
        if not is_seen:
            return
        lesions, sizes = self._grid.lesions, tuple(self._grid.sizes.values())
        lines, today = self.live.read.all(TreatmentLine), self.window_services.today()
        self.chart.show_made(lambda: tumour_size(scans, lesions, sizes, lines, today))

    def _choose_scan(self, scan_id: str) -> None:
        self._chosen = scan_id
        self._show_result()

    def _open_result(self, scan_id: str) -> None:
        self.live.opened.open(scan_id)
        self._show_result()

    def _fold_result(self, scan_id: str) -> None:
        self.live.opened.fold(scan_id)
        self._show_result()

    def _name_rule(self, criterion: str) -> None:
        """Write into the report's own words which rule it names."""
        result = self._result()
        scan = self.live.read.get(Scan, result.scan.id) if result is not None else None
        if scan is None or named(scan.called_text) == criterion:
            return
        changed = replace(scan, called_text=naming(scan.called_text, criterion), author="", written_at=None)
        rule = WRITTEN.get(criterion, _("no rule"))
        self.window_services.write(_("The report names: {rule}").format(rule=rule), lambda draft: draft.save(changed))

    def _star(self, asked: Asked) -> None:
        questions = self.live.read.all(Question)
        kept = starred(questions, asked.text, asked.key)
        if kept is not None:
            self.window_services.write(_("Question taken out"), lambda draft: draft.delete(kept))
            return
        today = self.window_services.today()
        self.window_services.write(
            _("Question kept for the next visit"), lambda draft: star(draft, questions, asked.text, asked.key, today)
        )

    def _say_kind(self) -> None:
        """Say below the title what the last scan looked at."""
        last = self._grid.scans[-1] if self._grid.scans else None
        if last is None:
            words = ""
        elif last.modality is Modality.EXAMINATION:
            words = _("Sizes by hand, in millimetres")
        elif last.region:
            words = _("{kind} of {region}, sizes in millimetres as reported").format(
                kind=modality_name(last.modality), region=last.region
            )
        else:
            words = _("{kind}, sizes in millimetres as reported").format(kind=modality_name(last.modality))
        self.subtitle.setText(words)
        self.subtitle.setVisible(bool(words))

    def show_record(self, record_id: str) -> None:
        scan, lesion = self.live.read.get(Scan, record_id), self.live.read.get(Lesion, record_id)
        said = self.live.read.get(Measurement, record_id) or self.live.read.get(ScanReading, record_id)
        scan_id = said.scan_id if said is not None else scan.id if scan is not None else ""
        row = said.lesion_id if isinstance(said, Measurement) else lesion.id if lesion is not None else NEW_ROW
        if lesion is not None:
            scan_id = next((at for key, at in reversed(list(self._grid.sizes)) if key == lesion.id), "")
        group = self._grid.group_of(scan_id)
        if group is not None:
            self._chosen = scan_id
            self._show_course(key_of(group))
            self.grid.view.go_to(row, scan_id)
            self.bring_into_view(self.grid.view)

    def _show_cell(self, row: str, scan_id: str) -> None:
        """Turn to a cell of the grid and give it the keyboard."""
        self.grid.finish()
        if self.grid.view.go_to(row, scan_id):
            self.bring_into_view(self.grid.view)

    def _turn_to(self, card: QWidget, control: QWidget) -> None:
        bar = self.scroll_area.verticalScrollBar()
        top = card.mapTo(self.scroll_area.viewport(), QPoint(0, 0)).y()
        bar.setValue(bar.value() + top - space(12))
        self.bring_into_view(control)

    def _show_course(self, key: object) -> None:
        self.grid.finish()
        self._shown = str(key)
        self.refresh()

    # Writing

    def _write(self, typed: Entered | NewSaid) -> None:
        scan = typed.scan
        day = dates.day(scan.happened_on, scan.precision)
        if isinstance(typed, NewSaid):
            label = _("{day}: {value}").format(day=day, value=new_lesion_name(typed.new_lesion))
            changed = replace(scan, new_lesion=typed.new_lesion, author="", written_at=None)
            self.window_services.write(label, lambda draft: draft.save(changed))
            return
        value = typed.said.printed if typed.said is not None else _("blank again")
        label = _("{spot}, {day}: {value}").format(spot=typed.lesion.name, day=day, value=value)

        def change(draft: Draft) -> None:
            write_said(draft, scan, typed.lesion, typed.before, typed.said)

        self.window_services.write(label, change)

    def finish(self) -> None:
        self.grid.finish()
        if self.open_card is not None:
            self.open_card.finish()

    def _show_question(self) -> None:
        """Scroll to what is asked about; the keyboard stays in the grid."""
        if self.grid.question.isVisible():
            self.scroll_area.ensureWidgetVisible(self.grid.question, 0, space(96))


def _soon(page: Page, call: Callable[[], object]) -> QTimer:
    """Return a timer that calls *call* when everything that is shown has been painted."""
    timer = QTimer(page)
    timer.setSingleShot(True)
    timer.setInterval(0)
    timer.timeout.connect(lambda: call())
    return timer
