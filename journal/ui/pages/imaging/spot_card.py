"""Adding a spot, and looking at one: its name, how it is followed, and whether it is a node."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from datetime import date
from typing import Final

from journal.actions.sizes import follow_as
from journal.domain.imaging import Lesion, LesionRole
from journal.domain.problems import N_, Problem
from journal.store.change import Draft
from journal.text.language import _
from journal.text.names import lesion_role_name
from journal.ui.pages.imaging.record_card import RecordCard, Written, show_check
from journal.ui.widgets.buttons import primary, quiet
from journal.ui.widgets.dates import DateField
from journal.ui.widgets.fields import Check, ChoiceField, NoteField, TextField
from journal.ui.widgets.layouts import Flow
from journal.ui.widgets.words import Words
from journal.ui.window_services import WindowServices

# How reports in English name a lymph node ("left iliac lymph node", "nodes"); a nodule or a lymphoma is none.
NODE: Final = re.compile(r"\b(?:lymph[ -]?nodes?|nodes?|lymphadenopathy)\b", re.IGNORECASE)


class SpotCard(RecordCard[Lesion]):
    """One lesion.  A new one is kept with a button, and the next can follow; of one that is there, as one goes.

    *seen_on* is the day a new one was first seen; *scan_ids* are the scans of the course that is shown.
    """

    def __init__(
        self,
        window: WindowServices,
        lesion: Lesion | None,
        seen_on: Callable[[LesionRole], date],
        scan_ids: Collection[str] = (),
    ) -> None:
        self._seen_on, self._scan_ids = seen_on, scan_ids
        self._is_ticked_by_hand = False
        record = lesion or Lesion(happened_on=seen_on(LesionRole.TARGET), name="")
        super().__init__(window, record, lesion.name if lesion is not None else _("Add a spot"), is_new=lesion is None)
        self.name = TextField(_("Name"), record.name)
        self.role = ChoiceField(_("It is"), [(each, lesion_role_name(each)) for each in LesionRole], record.role)
        self.is_node = Check(_("A lymph node: its short side counts"), record.is_node)
        self.organ = TextField(_("Organ"), record.organ)
        self.note = NoteField(_("Note"), record.note)
        self.moved = Words("", "small", "muted")
        self.moved.hide()
        self.texts = {"organ": (self.organ, _("Organ")), "note": (self.note, _("Note"))}
        form = self.form
        self.name_row = form.add(_("Name"), self.name, hint=_("As the report calls it: Liver, segment 6"))
        form.add(_("It is"), self.role)
        form.add_wide(self.is_node)
        form.add(_("Organ"), self.organ, hint=_("Liver, lung, lymph node …"))
        form.add(_("Note"), self.note)
        form.add_wide(self.moved)
        self.add(form)
        self._build_buttons()
        self.begin()

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
        self.is_node.toggled.connect(lambda on: self.keep_fields(_("Node or not"), is_node=on))

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
            self.begin()  # the next one may be followed as this one is: nothing of it is typed yet
            self.name.setFocus()
            self.added.emit(lesion)

    # One that is there

    def title_of(self, record: Lesion) -> str:
        return record.name

    def label(self, what: str) -> str:
        return _("{what}, {name}").format(what=what, name=self.record.name)

    def change(self, draft: Draft, changed: Lesion) -> None:
        draft.save(replace(changed, author="", written_at=None))

    def show_answers(self, record: Lesion) -> None:
        if not self.name.hasFocus():
            self.name.set_text(record.name)
        self.role.set_value(record.role)
        show_check(self.is_node, record.is_node)

    def _rename(self, text: str) -> None:
        if not text.strip():
            self.name_row.say_mistake(_no_name())
            return
        self.name_row.say_mistake(None)
        renamed = replace(self.record, name=text.strip())
        self.write(renamed, _("Renamed to {name}").format(name=renamed.name))

    def _change_role(self, role: object) -> None:
        lesion = self.record
        if not isinstance(role, LesionRole) or role is lesion.role:
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
        self.take_out(_("{name} deleted").format(name=self.record.name))

    def set_read_only(self, is_read_only: bool) -> None:
        super().set_read_only(is_read_only)
        self.delete.setVisible(not is_read_only)

    def typed_fields(self) -> Iterable[Written | DateField]:
        return [self.name, *super().typed_fields()]


def _no_name() -> Problem:
    return Problem(N_("Give it a name, so that you find it again at the next scan."))
