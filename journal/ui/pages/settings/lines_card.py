"""When to call, by the person's own sheet: lines that many sheets have, ticked one by one, and lines of one's own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtWidgets import QWidget

from journal.actions.call_lines import Suggestion, as_rule, confirm, in_scale, own_lines, suggestions
from journal.actions.check_in import own_names, temperature_unit
from journal.domain.patient import CallRule
from journal.text import dates
from journal.text.call_lines import compared
from journal.text.findings.calls import urgency_name
from journal.text.language import _
from journal.ui.live_journal import LiveJournal
from journal.ui.pages.settings.line_form import LineForm
from journal.ui.theme.look import follow
from journal.ui.unkept import may_leave
from journal.ui.widgets.buttons import quiet
from journal.ui.widgets.card import Card, empty_out
from journal.ui.widgets.fields import Check
from journal.ui.widgets.layouts import Column, Row
from journal.ui.widgets.record_row import RecordRow
from journal.ui.widgets.words import Line, Words
from journal.ui.window_services import WindowServices


class SuggestionRow(QWidget):
    """A suggested line with its tick: until then it is visibly not confirmed, and says where it comes from."""

    def __init__(self) -> None:
        super().__init__()
        self.check = Check("")
        self.details = Words("", "small", "muted")
        self._indent = QWidget()
        line = Row(self._indent, self.details, gap=0)
        line.setStretch(1, 1)
        self.setLayout(Column(self.check, line, gap=0))
        follow(self._dress)

    def _dress(self) -> None:
        self._indent.setFixedWidth(self.check.words_begin)

    def show_suggestion(self, shown: Suggestion, today: date, own: Mapping[str, str], scale: str) -> None:
        """Show the line as it stands, a temperature in *scale*."""
        rule = in_scale(shown.rule or as_rule(shown.suggested, today), scale)
        self.check.setText(_(shown.suggested.condition))
        self.check.setAccessibleName(_(shown.suggested.condition))
        self.check.setChecked(shown.is_confirmed)
        parts = {"what": compared(rule, own), "when": urgency_name(rule.urgency), "source": shown.suggested.seen_in}
        if shown.rule is not None and shown.rule.confirmed_on is not None:
            day = dates.day(shown.rule.confirmed_on)
            words = _("{what}: {when}. On your sheet, confirmed on {day}.").format(day=day, **parts)
        elif shown.suggested.basis == "seen":
            words = _("Not confirmed. {what}: {when}. Suggested after: {source}.").format(**parts)
        else:
            words = _("Not confirmed. {what}: {when}. Suggested, source not checked: {source}.").format(**parts)
        self.details.setText(words)
        self.check.setAccessibleDescription(words)


class LinesCard(Card):
    """The journal compares what is written with the lines that are ticked, and with nothing else."""

    def __init__(self, live: LiveJournal, window: WindowServices) -> None:
        self.add_button = quiet(_("Add a line"), self.open_new, icon="plus")
        super().__init__(_("When my sheet says to call"), action=self.add_button, icon="phone-call", gap=8)
        self._live, self._window = live, window
        self.can_write = not live.is_read_only
        self.add_button.setVisible(self.can_write)
        self.form: LineForm | None = None
        self.suggested: dict[str, SuggestionRow] = {}
        self.own_rows: dict[str, RecordRow] = {}
        self._form_place, self._own, self._suggestions = Column(gap=0), Column(gap=0), Column(gap=6)
        self._own_title = Words(_("My own lines"), "h3")
        self._own_title.hide()  # until there is one
        self.add(
            Words(_("Tick what stands on your own sheet. Only what is ticked brings up the call card."), tone="muted"),
            self._form_place,
            self._own_title,
            self._own,
            Words(_("Lines that many sheets have"), "h3"),
            self._suggestions,
        )

    def show_lines(self) -> None:
        """Read the lines, and show them."""
        journal, own = self._live.read, own_names(self._live.read)
        scale = temperature_unit(journal)
        for each in suggestions(journal):
            key = each.suggested.key
            if key not in self.suggested:
                row = self.suggested[key] = SuggestionRow()
                row.check.clicked.connect(lambda on, key=key: self._tick(key, on))
                row.check.setEnabled(self.can_write)
                self._suggestions.addWidget(row)
            self.suggested[key].show_suggestion(each, self._window.today(), own, scale)
        self._show_own([in_scale(rule, scale) for rule in own_lines(journal)], own)

    def _show_own(self, lines: list[CallRule], own: Mapping[str, str]) -> None:
        while self._own.count():
            empty_out(self._own.takeAt(0))
        self.own_rows = {}
        for place, rule in enumerate(lines):
            if place:
                self._own.addWidget(Line())
            row = RecordRow(on_edit=partial(self.open, rule.id) if self.can_write else None)
            row.say(rule.what, _line_words(rule, own))
            self.own_rows[rule.id] = row
            self._own.addWidget(row)
        self._own_title.setVisible(bool(lines))

    def _tick(self, key: str, on: bool) -> None:
        today = self._window.today()
        found = next(each for each in suggestions(self._live.read) if each.suggested.key == key)
        words = _("“{line}” is on my sheet") if on else _("“{line}” is not on my sheet")
        label = words.format(line=_(found.suggested.condition))
        self._window.write(label, lambda draft: confirm(draft, found, today, on=on))

    # A line of one's own

    def open_new(self) -> None:
        """Unfold the form for a new line."""
        self._open(CallRule(happened_on=self._window.today(), rule="", what=""), is_new=True)

    def open(self, record_id: str) -> None:
        """Unfold the form of a line."""
        rule = self._live.read.get(CallRule, record_id)
        if rule is not None and not rule.rule:
            self._open(rule, is_new=False)
        elif rule is not None and rule.rule in self.suggested:
            self.suggested[rule.rule].check.setFocus()

    def _open(self, rule: CallRule, *, is_new: bool) -> None:
        if not may_leave(self.form):
            return
        self.fold()
        self.form = LineForm(self._live.read, rule, is_new=is_new)
        self.form.kept.connect(self._keep)
        self.form.left.connect(self.fold)
        self.form.taken_out.connect(self._remove)
        self._form_place.addWidget(self.form)
        self.form.start()

    def fold(self) -> None:
        """Fold the form away."""
        if self.form is not None:
            self.form = None
            empty_out(self._form_place.takeAt(0))
            self.add_button.setFocus()

    def _keep(self, rule: CallRule) -> None:
        today = self._window.today()
        signed = replace(rule, confirmed_on=today, author="", written_at=None)
        label = _("Line of my sheet: {what}").format(what=rule.what)
        if self._window.write(label, lambda draft: draft.save(signed)):
            self.fold()

    def _remove(self, rule: CallRule) -> None:
        label = _("Line taken out: {what}").format(what=rule.what)
        if self._window.write(label, lambda draft: draft.delete(rule)):
            self.fold()


def _line_words(rule: CallRule, own: Mapping[str, str]) -> str:
    watched = compared(rule, own)
    if not watched:
        return _("{when}. In words alone: the journal cannot watch for it.").format(when=_upper(rule))
    return _("{when}. {what}.").format(when=_upper(rule), what=watched)


def _upper(rule: CallRule) -> str:
    name = urgency_name(rule.urgency)
    return f"{name[:1].upper()}{name[1:]}"
