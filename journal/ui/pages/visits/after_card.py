"""After a visit: the answers, what was decided, and the next step; ruled fields that save as one goes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from journal.domain.visits import Appointment, Question
from journal.text import dates
from journal.text.language import _
from journal.ui.pages.visits.next_card import what
from journal.ui.widgets.buttons import icon_button, link
from journal.ui.widgets.card import Card, empty_out
from journal.ui.widgets.fields import NoteField
from journal.ui.widgets.layouts import Column, Flow, Row
from journal.ui.widgets.words import Words
from journal.ui.window_services import WindowServices


class AfterVisitCard(Card):
    """Filled by `show_visit`."""

    def __init__(
        self,
        window: WindowServices,
        change: Callable[[Appointment], object],
        ask_again: Callable[[Question], object],
        back: Callable[[], object],
    ) -> None:
        self.edit = icon_button("pencil-simple", _("Change this appointment"), self._open, bare=True)
        super().__init__(_("After the visit"), action=self.edit, gap=12)
        self._window, self._change, self._ask_again = window, change, ask_again
        self.visit: Appointment | None = None
        self._answered: Sequence[Question] = ()
        self.answers: dict[str, NoteField] = {}
        self.what = Words("", tone="muted")
        self.decisions = NoteField(_("What was decided"), hint=_("What was decided?"), lines=2)
        self.next_step = NoteField(_("The next step"), hint=_("What comes next, and who does it?"), lines=1)
        self.decisions.finished.connect(lambda text: self._keep("decisions", text))
        self.next_step.finished.connect(lambda text: self._keep("next_step", text))
        self.back = link(_("Back to the last visit"), back)
        self._rows = Column(gap=12)
        holder = QWidget()
        holder.setLayout(self._rows)
        self.add(self.what, holder)
        for words, field in ((_("What was decided"), self.decisions), (_("The next step"), self.next_step)):
            label = Words(words, "strong")
            label.setBuddy(field)
            self.add(Column(label, field, gap=4))
        self.add(Flow(self.back))

    def show_visit(
        self, visit: Appointment | None, answered: Sequence[Question], *, is_last: bool, is_enabled: bool
    ) -> None:
        """Show *visit* with the questions answered there; hidden without one."""
        is_same = visit is not None and self.visit is not None and visit.id == self.visit.id
        self.visit = visit
        self.setVisible(visit is not None)
        if visit is None:
            return
        self.title.setText(_("After the visit on {day}").format(day=dates.day(visit.happened_on)))
        self.setAccessibleName(self.title.text())
        self.what.setText(what(visit))
        self.back.setVisible(not is_last)
        self.edit.setVisible(is_enabled)
        for field, text in ((self.decisions, visit.decisions), (self.next_step, visit.next_step)):
            field.setEnabled(is_enabled)
            if not field.hasFocus() or not is_same:
                field.set_text(text)
        if tuple(answered) != tuple(self._answered) or not is_same:
            self._answered = tuple(answered)
            self._build(is_enabled)

    def _build(self, is_enabled: bool) -> None:
        while self._rows.count():
            empty_out(self._rows.takeAt(0))
        self.answers = {}
        for question in self._answered:
            field = NoteField(_("Answer to: {question}").format(question=question.text), question.answer)
            field.finished.connect(lambda text, question=question: self._keep_answer(question, text))
            field.setEnabled(is_enabled)
            again = link(_("Ask again"), lambda question=question: self._ask_again(question))  # type: ignore[misc]
            again.setAccessibleName(_("Ask again: {question}").format(question=question.text))
            again.setEnabled(is_enabled)
            head = Row(Words(question.text, "strong"), again, gap=12)
            head.setStretch(0, 1)
            self.answers[question.id] = field
            self._rows.addLayout(Column(head, field, gap=4))

    def _open(self) -> None:
        if self.visit is not None:
            self.finish()
            self._change(self.visit)

    def _keep(self, which: str, text: str) -> None:
        visit = self.visit
        if visit is None or getattr(visit, which) == text.strip():
            return
        if which == "decisions":
            changed, label = replace(visit, decisions=text.strip()), _("What was decided")
        else:
            changed, label = replace(visit, next_step=text.strip()), _("The next step")
        signed = replace(changed, author="", written_at=None)
        if self._window.write(label, lambda draft: draft.save(signed)):
            self.visit = signed

    def _keep_answer(self, question: Question, text: str) -> None:
        changed = replace(question, answer=text.strip(), author="", written_at=None)
        self._window.write(_("Answer written down"), lambda draft: draft.save(changed))

    def finish(self) -> None:
        """Write down what is typed and not yet finished."""
        for field in (*self.answers.values(), self.decisions, self.next_step):
            field.finish()
