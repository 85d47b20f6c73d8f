"""What the cards of a scan and of a spot share: kept with a button while it is new, afterwards as one goes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Generic, TypeAlias, TypeVar

from PySide6.QtCore import Signal

from journal.domain.imaging import Measurement
from journal.domain.record import Record
from journal.store.change import Draft
from journal.text.language import _
from journal.ui.unkept import typed_in
from journal.ui.widgets.buttons import icon_button
from journal.ui.widgets.card import Card
from journal.ui.widgets.dates import DateField
from journal.ui.widgets.fields import Check, NoteField, TextField
from journal.ui.widgets.form import Form
from journal.ui.window_services import WindowServices

R = TypeVar("R", bound=Record)
Written: TypeAlias = TextField | NoteField


class RecordCard(Card, Generic[R]):
    """A card for *record*.  A new one is kept with a button (`added`); of one that is there, each answer is kept.

    Those below build `form`, name in `texts` the fields of text by the attribute they hold, with the words for the
    step of undo, and call `begin` when all stands.
    """

    closed = Signal()
    added = Signal(object)

    def __init__(self, window: WindowServices, record: R, title: str, *, is_new: bool) -> None:
        self._window, self.record, self.is_new = window, record, is_new
        self._measurements: tuple[Measurement, ...] = ()
        self.form = Form()
        self.texts: Mapping[str, tuple[Written, str]] = {}
        self.close_button = icon_button("x", _("Close"), self.close_card, bare=True)
        super().__init__(title, action=self.close_button, gap=14)

    def begin(self) -> None:
        """Take what stands in the fields as what stood there at first; from now on each text is kept."""
        self._blank = typed_in(self)
        if not self.is_new:
            for attribute, (field, what) in self.texts.items():
                field.finished.connect(
                    lambda text, attribute=attribute, what=what: self._take_text(what, attribute, text)
                )

    def title_of(self, record: R) -> str:
        """Return the heading."""
        raise NotImplementedError

    def label(self, what: str) -> str:
        """Return what the step of undo is called that changed *what*."""
        raise NotImplementedError

    def change(self, draft: Draft, changed: R) -> None:
        """Write *changed* down, with what goes with it."""
        raise NotImplementedError

    # Keeping

    def _take_text(self, what: str, attribute: str, text: str) -> None:
        self.keep_fields(what, **{attribute: text.strip()})

    def keep_fields(self, what: str, **fields: object) -> None:
        """Write down other *fields*."""
        self.write(replace(self.record, **fields), self.label(what))  # type: ignore[arg-type]

    def write(self, changed: R, label: str) -> None:
        """Write *changed* down, if it is another one, as the step of undo called *label*."""
        if changed != self.record and self._window.write(label, lambda draft: self.change(draft, changed)):
            self.record = changed
            self.title.setText(self.title_of(changed))

    def take_out(self, label: str) -> None:
        """Delete the record."""
        record = self.record
        if self._window.write(label, lambda draft: draft.delete(record)):
            self.closed.emit()

    # Showing

    def show_record(self, record: R, measurements: Iterable[Measurement]) -> None:
        """Take over what was changed elsewhere, also by undo; what is being typed stays."""
        self._measurements = tuple(measurements)
        if self.is_new or record == self.record:
            return
        self.record = record
        for attribute, (field, _what) in self.texts.items():
            if not field.hasFocus():
                field.set_text(getattr(record, attribute))
        self.show_answers(record)
        self.title.setText(self.title_of(record))

    def show_answers(self, record: R) -> None:
        """Show what is no text."""
        raise NotImplementedError

    def set_read_only(self, is_read_only: bool) -> None:
        """Let it be looked at only, or changed."""
        self.form.setEnabled(not is_read_only)

    # Leaving

    def close_card(self) -> None:
        """Finish what is typed, and go."""
        self.finish()
        self.closed.emit()

    def is_unkept(self) -> bool:
        """Say whether something was typed that waits for its button."""
        return self.is_new and typed_in(self) != self._blank

    def finish(self) -> None:
        """Write down what is typed and not yet finished; what is not added yet waits for its button."""
        if not self.is_new:
            for field in self.typed_fields():
                field.finish()

    def typed_fields(self) -> Iterable[Written | DateField]:
        """Return the fields that are typed in, in their order."""
        return [field for field, _what in self.texts.values()]


def show_check(check: Check, on: bool) -> None:
    """Show a tick, or none; nobody is told."""
    check.blockSignals(True)
    check.setChecked(on)
    check.blockSignals(False)
