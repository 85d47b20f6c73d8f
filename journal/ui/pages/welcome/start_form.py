"""Start my journal: four questions at most, and each can wait."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from journal.domain.patient import CareSheet, Patient
from journal.domain.record import Record
from journal.text.language import _
from journal.ui.new_passphrase import NewPassphrase
from journal.ui.places import documents_folder, free_path, with_suffix
from journal.ui.unkept import typed_in
from journal.ui.widgets.buttons import link, primary, quiet
from journal.ui.widgets.card import Card
from journal.ui.widgets.fields import TextField
from journal.ui.widgets.form import Form
from journal.ui.widgets.layouts import Column, Flow, Row
from journal.ui.widgets.limit_field import LimitField, behind_limit
from journal.ui.widgets.words import Words


@dataclass(frozen=True)
class FirstAnswers:
    """What was answered, and where the journal shall lie."""

    path: Path
    passphrase: str | None
    records: tuple[Record, ...]
    author: str = ""


class StartForm(QWidget):
    """The four questions on one page.  `answered` brings `FirstAnswers`."""

    answered = Signal(object)
    left = Signal()

    def __init__(self, today: Callable[[], date], folder: Path | None = None) -> None:
        super().__init__()
        self._today = today
        self._path: Path | None = None
        self._folder = folder or documents_folder()
        self.name = TextField(_("What shall we call you?"))
        self.cancer = TextField(_("Kind of cancer"), hint=_("In your own words"))
        self.phone = TextField(_("Your team’s 24-hour number"))
        self.fever = LimitField(_("Call at or above"))
        self.form = Form()
        self.form.add(_("What shall we call you?"), self.name)
        self.form.add(_("Kind of cancer"), self.cancer)
        self.form.add(_("Team’s 24-hour number"), self.phone)
        self.fever_row = self.form.add(
            _("Fever limit"), self.fever, hint=_("As your team’s own sheet says. Many say 37.5 or 38.0.")
        )
        behind_limit(self.fever, self.fever_row.set_behind, above=True)
        self.chosen = NewPassphrase(
            self.form,
            _("Passphrase"),
            _("Keeps others out of the file. If it is forgotten, nobody can open the journal, not even we."),
        )
        self.place = Words("", "small", "muted")
        self.name.textChanged.connect(lambda _text: self._say_place())
        self.start = primary(_("Start my journal"), self.finish)
        card = Card()
        card.add(self.form)
        place = Row(self.place, link(_("Keep it elsewhere"), self._choose_place), gap=12)
        place.setStretch(0, 1)
        card.add(place)
        self.setLayout(
            Column(
                Words(_("Start my journal"), "h1"),
                Words(_("Leave blank what can wait. You can answer it later."), "lead", "muted"),
                card,
                Flow(self.start, quiet(_("Back"), self.left.emit, icon="arrow-left"), gap=12),
                None,  # what is left of the height stands below, and not between
                gap=16,
            )
        )
        for field in self.findChildren(QLineEdit):
            field.returnPressed.connect(self.start.click)
        self._say_place()
        self._blank = typed_in(self)

    def is_unkept(self) -> bool:
        """Say whether something was typed that waits for its button; who went back has left it."""
        return typed_in(self) != self._blank and self.isVisibleTo(self.window())

    @property
    def path(self) -> Path:
        """Where the journal will lie."""
        return self._path or free_path(self._folder, self.name.text())

    def _say_place(self) -> None:
        self.place.setText(_("It will be one file: {path}").format(path=self.path))

    def _choose_place(self) -> None:
        chosen, _filter = QFileDialog.getSaveFileName(self, _("Where to keep the journal"), str(self.path))
        if chosen:
            self._path = with_suffix(Path(chosen))
            self._say_place()

    def finish(self) -> None:
        """Hand on what was answered, if all of it can be read."""
        self.fever_row.say_mistake(self.fever.problem)
        self.chosen.is_fit()
        if any(row.mistake for row in self.form.rows):
            return
        self.answered.emit(
            FirstAnswers(self.path, self.chosen.typed or None, self._records(), self.name.text().strip())
        )

    def _records(self) -> tuple[Record, ...]:
        today = self._today()
        name, cancer, phone = (field.text().strip() for field in (self.name, self.cancer, self.phone))
        fever = self.fever.celsius
        records: list[Record] = []
        if name or cancer:
            records.append(Patient(happened_on=today, call_me=name, diagnosis=cancer))
        if phone or fever is not None:
            confirmed = today if fever is not None else None
            records.append(CareSheet(happened_on=today, phone=phone, fever_at=fever, confirmed_on=confirmed))
        return tuple(records)
