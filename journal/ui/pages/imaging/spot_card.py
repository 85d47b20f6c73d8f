"""Adding a spot, and looking at one: its name, how it is followed, and whether it is a node."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from datetime import date
from typing import Final

from PySide6.QtCore import Signal

from journal.actions.sizes import follow_as
from journal.domain.imaging import Lesion, LesionRole, Measurement
from journal.domain.problems import N_, Problem
from journal.store.change import Draft
from journal.text.language import _
from journal.text.names import lesion_role_name
from journal.ui.unkept import typed_in
from journal.ui.widgets.buttons import icon_button, primary, quiet
from journal.ui.widgets.card import Card
from journal.ui.widgets.fields import Check, ChoiceField, NoteField, TextField
from journal.ui.widgets.form import Form
from journal.ui.widgets.layouts import Flow
from journal.ui.widgets.words import Words
from journal.ui.window_services import WindowServices

# How reports in English name a lymph node ("left iliac lymph node", "nodes"); a nodule or a lymphoma is none.
NODE: Final = re.compile(r"\b(?:lymph[ -]?nodes?|nodes?|lymphadenopathy)\b", re.IGNORECASE)


class SpotCard(Card):
    """One lesion.  A new one is kept with a button, and the next can follow; of one that is there, as one goes.

    *seen_on* is the day a new one was first seen; *scan_ids* are the scans of the course that is shown.
    """

    closed = Signal()
    added = Signal(object)

    def __init__(
        self,
        window: WindowServices,
        lesion: Lesion | None,
        seen_on: Callable[[LesionRole], date],
        scan_ids: Collection[str] = (),
    ) -> None:
        self._window, self._seen_on, self._scan_ids = window, seen_on, scan_ids
        self.is_new = lesion is None
        self.record = lesion
        self._measurements: tuple[Measurement, ...] = ()
        self._is_ticked_by_hand = False
        self.close_button = icon_button("x", _("Close"), self.close_card, bare=True)
        super().__init__(lesion.name if lesion is not None else _("Add a spot"), action=self.close_button, gap=14)
        role = lesion.role if lesion is not None else LesionRole.TARGET
        self.name = TextField(
            _("Name"), lesion.name if lesion is not None else "", hint=_("as the report calls it: Liver, segment 6")
        )
        self.role = ChoiceField(_("It is"), [(each, lesion_role_name(each)) for each in LesionRole], role)
        self.is_node = Check(_("A lymph node: its short side counts"), lesion.is_node if lesion is not None else False)
        self.organ = TextField(_("Organ"), lesion.organ if lesion is not None else "", hint=_("liver"))
        self.note = NoteField(_("Note"), lesion.note if lesion is not None else "")
        self.moved = Words("", "small", "muted")
        self.moved.hide()
        form = Form()
        self.name_row = form.add(_("Name"), self.name)
        form.add(_("It is"), self.role)
        form.add_wide(self.is_node)
        form.add(_("Organ"), self.organ)
        form.add(_("Note"), self.note)
        form.add_wide(self.moved)
        self.form = form
        self.add(form)
        self._build_buttons()
        self._blank = typed_in(self)

    def _build_buttons(self) -> None:
        if self.is_new:
            self.keep = primary(_("Add this spot"), self._add)
            self.name.returnPressed.connect(self._add)
            self.name.textEdited.connect(self._tick_a_node)
            self.is_node.clicked.connect(self._keep_the_tick)
            self.add(Flow(self.keep, quiet(_("Done"), self.close_card), gap=12))
            return
        self.delete = quiet(_("Delete this spot"), self._delete, icon="trash")
        self.add(Flow(quiet(_("Done"), self.close_card), self.delete, gap=12))
        self.name.finished.connect(self._rename)
        self.role.chosen.connect(self._change_role)
        self.is_node.toggled.connect(lambda on: self._keep(_("Node or not"), is_node=on))
        self.organ.finished.connect(lambda text: self._keep(_("Organ"), organ=text.strip()))
        self.note.finished.connect(lambda text: self._keep(_("Note"), note=text.strip()))

    # A new one

    def _tick_a_node(self, name: str) -> None:
        """Tick what the name says; what the person ticked or cleared stays."""
        if not self._is_ticked_by_hand:
            self.is_node.setChecked(NODE.search(name) is not None)

    def _keep_the_tick(self) -> None:
        self._is_ticked_by_hand = True

    def _add(self) -> None:
        name = self.name.text().strip()
        if not name:
            self.name_row.say_mistake(_no_name())
            self.name.setFocus()
            return
        role = self.role.value
        chosen = role if isinstance(role, LesionRole) else LesionRole.TARGET
        lesion = Lesion(
            happened_on=self._seen_on(chosen),
            name=name,
            role=chosen,
            organ=self.organ.text().strip(),
            is_node=self.is_node.isChecked(),
            note=self.note.toPlainText().strip(),
        )
        if self._window.write(_("{name} added").format(name=name), lambda draft: draft.save(lesion)):
            self.name_row.say_mistake(None)
            for field in (self.name, self.organ, self.note):
                field.set_text("")
            self.is_node.setChecked(False)
            self._is_ticked_by_hand = False
            self.name.setFocus()
            self.added.emit(lesion)

    # One that is there

    def show_record(self, lesion: Lesion, measurements: Iterable[Measurement]) -> None:
        """Take over what was changed elsewhere, also by undo; what is being typed stays."""
        self._measurements = tuple(measurements)
        if self.is_new or lesion == self.record:
            return
        self.record = lesion
        texts: tuple[tuple[TextField | NoteField, str], ...] = (
            (self.name, lesion.name),
            (self.organ, lesion.organ),
            (self.note, lesion.note),
        )
        for field, text in texts:
            if not field.hasFocus():
                field.set_text(text)
        self.role.set_value(lesion.role)
        self.is_node.blockSignals(True)
        self.is_node.setChecked(lesion.is_node)
        self.is_node.blockSignals(False)
        self.title.setText(lesion.name)

    def _rename(self, text: str) -> None:
        if not text.strip():
            self.name_row.say_mistake(_no_name())
            return
        self.name_row.say_mistake(None)
        self._keep(_("Renamed to {name}").format(name=text.strip()), name=text.strip(), is_whole=True)

    def _keep(self, what: str, *, is_whole: bool = False, **fields: object) -> None:
        if self.record is None:
            return
        changed = replace(self.record, **fields)  # type: ignore[arg-type]
        if changed == self.record:
            return
        label = what if is_whole else _("{what}, {name}").format(what=what, name=self.record.name)
        signed = replace(changed, author="", written_at=None)
        if self._window.write(label, lambda draft: draft.save(signed)):
            self.record = changed
            self.title.setText(changed.name)

    def _change_role(self, role: object) -> None:
        lesion = self.record
        if lesion is None or not isinstance(role, LesionRole) or role is lesion.role:
            return
        kept: list[Lesion] = []

        def change(draft: Draft) -> None:
            kept.append(follow_as(draft, lesion, role, self._scan_ids, self._measurements))

        label = _("{name} is now: {role}").format(name=lesion.name, role=lesion_role_name(role))
        if self._window.write(label, change):
            is_split = kept[0].id != lesion.id
            self.record = kept[0]
            self.moved.setText(_("From this start on. At earlier scans it stays as it was."))
            self.moved.setVisible(is_split)

    def _delete(self) -> None:
        lesion = self.record
        if lesion is not None and self._window.write(
            _("{name} deleted").format(name=lesion.name), lambda draft: draft.delete(lesion)
        ):
            self.closed.emit()

    def set_read_only(self, is_read_only: bool) -> None:
        """Let it be looked at only, or changed."""
        self.form.setEnabled(not is_read_only)
        self.delete.setVisible(not is_read_only)

    def close_card(self) -> None:
        """Finish what is typed, and go."""
        self.finish()
        self.closed.emit()

    def is_unkept(self) -> bool:
        """Say whether something was typed that waits for its button."""
        return self.is_new and typed_in(self) != self._blank

    def finish(self) -> None:
        """Write down what is typed and not yet finished; a spot that is not added yet waits for its button."""
        if not self.is_new:
            for field in (self.name, self.organ, self.note):
                field.finish()


def _no_name() -> Problem:
    return Problem(N_("Give it a name, so that you find it again at the next scan."))
