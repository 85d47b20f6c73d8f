"""The page Scans: the grid of sizes, what the last scan says, and how it went over time."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import QWidget

from journal.actions.attaching import attachments_of
from journal.actions.beside_sizes import sizes_stand_on_cards
from journal.actions.course_so_far import so_far
from journal.actions.early_scan import early_findings
from journal.actions.other_readings import others_of
from journal.actions.scan_grid import ScanGrid, key_of, scan_grid
from journal.actions.scan_readings import answers_of, rules_of
from journal.actions.size_criteria import proposals
from journal.actions.sizes import write_said
from journal.actions.starring import star, starred
from journal.charts.tumour_size import tumour_size
from journal.domain.attachments import Attachment
from journal.domain.imaging import Lesion, LesionRole, Measurement, Modality, Scan
from journal.domain.patient import Patient
from journal.domain.scan_readings import ScanReading
from journal.domain.treatment import Cycle, Drug, Procedure, TreatmentLine
from journal.domain.visits import Question
from journal.rules.response.named import WRITTEN, named, naming
from journal.store.change import Draft
from journal.text import dates
from journal.text.articles import articles
from journal.text.language import _
from journal.text.names import modality_name, new_lesion_name
from journal.ui.live_journal import LiveJournal
from journal.ui.page import Page
from journal.ui.pages.imaging.grid_card import ALL, GridCard
from journal.ui.pages.imaging.grid_model import Entered, NewSaid
from journal.ui.pages.imaging.grid_rows import NEW_ROW
from journal.ui.pages.imaging.practising import Practising
from journal.ui.pages.imaging.result_words import ScanResult
from journal.ui.pages.imaging.scan_card import ScanCard
from journal.ui.pages.imaging.side_cards import AskCard, Asked, ResultCard, questions_for
from journal.ui.pages.imaging.spot_card import SpotCard
from journal.ui.theme.look import space
from journal.ui.unkept import may_leave
from journal.ui.widgets.buttons import primary
from journal.ui.widgets.card import Card
from journal.ui.widgets.chart_card import ChartCard
from journal.ui.widgets.layouts import Column, Columns
from journal.ui.widgets.notices import EmptyState
from journal.ui.window_services import WindowServices


class ScansPage(Page):
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
        # An opened result leads to its page: all pages are read beside the window, before anybody opens one.
        window.background.run(lambda _progress: articles(), lambda _read: None, owner=self, key="articles")

    # Showing

    def refresh(self) -> None:
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
        journal, group, scan = self.live.read, result.group, result.scan
        early = early_findings(journal, scan, group.judged.get(scan.id))
        reached, read = so_far(journal, group, scan), answers_of(journal, scan)
        fitting, others = proposals(journal, group.scans), others_of(journal, group, scan, read)
        return replace(result, early=early, fitting=fitting, so_far=reached, read=read, others=others)

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

    def _refresh_open_card(self, scans: Iterable[Scan], lesions: Iterable[Lesion], said: Iterable[Measurement]) -> None:
        card = self.open_card
        if card is None or card.is_new:
            return
        if isinstance(card, ScanCard):
            scan = next((each for each in scans if each.id == card.record.id), None)
            if scan is not None:
                card.show_record(scan, said)
                card.files.show_files(scan, attachments_of(self.live.read, scan))
                self._show_readings(card, scan)
            else:
                self._close_card()
        else:
            lesion = next((each for each in lesions if each.id == card.record.id), None)
            if lesion is not None:
                card.show_record(lesion, said)
            else:
                self._close_card()

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

    # Cards for one scan or spot

    def _may_open(self) -> bool:
        """Ask about what is typed in the card that stands there; say whether another one may take its place."""
        return may_leave(self.open_card)

    def _open(self, card: ScanCard | SpotCard) -> None:
        self._close_card()
        self.open_card = card
        card.closed.connect(self._close_card)
        card.added.connect(self._on_added)
        self._main.insertWidget(0, card)
        self.empty.hide()
        self.scroll_area.verticalScrollBar().setValue(0)
        (card.day.field if isinstance(card, ScanCard) else card.name).setFocus(Qt.FocusReason.OtherFocusReason)

    def _close_card(self) -> None:
        card, self.open_card = self.open_card, None
        if card is not None:
            card.hide()
            card.setParent(None)
            card.deleteLater()
            self.empty.setVisible(not self._grid.scans)
            (self.grid.view if self._grid.scans else self.empty).setFocus()

    def _open_new_scan(self) -> None:
        if not self._may_open():
            return
        shown = [scan for group in self._grid.groups if self._shown in (ALL, key_of(group)) for scan in group.scans]
        card = ScanCard(self.live, self.window_services, None, like=shown[-1] if shown else None)
        starts = [group.start for group in self._grid.groups if group.start is not None]
        card.hint_start(self.live.read.all(TreatmentLine), starts)
        self._open(card)

    def _open_scan(self, scan: Scan) -> None:
        if not self._may_open():
            return
        card = ScanCard(self.live, self.window_services, scan, self.live.read.all(Measurement))
        card.files.show_files(scan, attachments_of(self.live.read, scan))
        self._show_readings(card, scan)
        card.set_read_only(self.live.is_read_only)
        self._open(card)

    def _show_readings(self, card: ScanCard, scan: Scan) -> None:
        if not card.is_new:
            card.readings.show_readings(scan, self.live.read.all(ScanReading), rules_of(self.live.read, scan))

    def _open_readings(self, scan: Scan) -> None:
        """Open the card of a scan at what its report says beside sizes."""
        self._open_scan(scan)
        if isinstance(self.open_card, ScanCard):
            self.bring_into_view(self.open_card.readings.first)

    def _open_report(self, scan: Scan) -> None:
        """Open the card of a scan at what the report calls it."""
        self._open_scan(scan)
        if isinstance(self.open_card, ScanCard):
            self.bring_into_view(self.open_card.called)

    def _open_spot(self, lesion: Lesion | None) -> None:
        if not self._may_open():
            return
        group = next((group for group in self._grid.groups if key_of(group) == self._shown), None)
        ids = group.scan_ids if group is not None else frozenset(scan.id for scan in self._grid.scans)
        card = SpotCard(self.window_services, lesion, self._seen_on, ids)
        if lesion is not None:
            card.show_record(lesion, self.live.read.all(Measurement))
            card.set_read_only(self.live.is_read_only)
        self._open(card)

    def _seen_on(self, role: LesionRole) -> date:
        """Return the day a new spot was first seen: at the start, or at the last scan where it is new."""
        group = next((group for group in self._grid.groups if key_of(group) == self._shown), None)
        scans = group.scans if group is not None else self._grid.scans
        if not scans:
            return self.window_services.today()
        first = group.start if group is not None and group.start is not None else scans[0]
        return scans[-1].happened_on if role is LesionRole.NEW else first.happened_on

    def _on_added(self, record: Scan | Lesion) -> None:
        self.refresh()
        if isinstance(record, Scan):
            group = self._grid.group_of(record.id)
            self._close_card()
            if rules_of(self.live.read, record):  # its report says more than sizes
                self._open_readings(record)
                return
            if group is not None:
                self._show_course(key_of(group))
                first = next((row.key for row in self.grid.model.rows if row.lesions), NEW_ROW)
                self.grid.view.go_to(first, record.id)
        else:
            scans = self.grid.model.scans
            at = scans[-1] if record.role is LesionRole.NEW else scans[0] if scans else None
            if at is not None:
                self.grid.view.go_to(record.id, at.id)


def _soon(page: Page, call: Callable[[], object]) -> QTimer:
    """Return a timer that calls *call* when everything that is shown has been painted."""
    timer = QTimer(page)
    timer.setSingleShot(True)
    timer.setInterval(0)
    timer.timeout.connect(lambda: call())
    return timer
