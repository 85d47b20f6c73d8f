"""Watches the journal for lines of the sheet that are met, shows the card, and writes down what came of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from journal.actions import call_notices
from journal.actions.call_notices import READ_FOR, OpenCall, open_calls
from journal.actions.check_in import own_names
from journal.domain.patient import Patient, Urgency
from journal.domain.visits import TeamCall
from journal.store.change import Change
from journal.text.findings.calls import wrote
from journal.text.language import _
from journal.ui.calling.call_content import CallContent, call_content
from journal.ui.curtain import CURTAIN
from journal.ui.live_journal import LiveJournal
from journal.ui.window_services import WindowServices

if TYPE_CHECKING:
    from journal.ui.calling.call_banner import CallBanner

Show = Callable[[QWidget | None, bool], None]


class CallWatch(QObject):
    """Hands a banner to *show* (None where there is nothing), with whether it asks for a call now."""

    def __init__(self, live: LiveJournal, window: WindowServices, show: Show, parent: QObject) -> None:
        super().__init__(parent)
        self._live, self._window, self._show = live, window, show
        self._shown: tuple[CallContent | None, tuple[OpenCall, ...], TeamCall | None] = (None, (), None)
        self._called_id = ""  # the call of this start that is asked about
        self.banner: CallBanner | None = None

    def start(self) -> None:
        """Keep notices with entries from now on, and show what is open already."""
        if not self._live.is_read_only:
            self._live.accompany(call_notices.keep_notices(self._live.read, self._window.now))
            self._keep_what_came_in_elsewhere()
        self._live.changed.connect(self._on_changed)
        self.refresh()

    def _keep_what_came_in_elsewhere(self) -> None:
        """Write down the cards of entries that were written without the window."""
        new = [call for call in open_calls(self._live.read, self._window.now()) if self._is_new(call)]
        if new:
            self._window.write(_("Call card shown"), lambda draft: call_notices.keep_shown(draft, new))

    def _is_new(self, call: OpenCall) -> bool:
        return self._live.read.get(type(call.notice), call.notice.id) is None

    def _on_changed(self, change: Change) -> None:
        if change.touches(*READ_FOR, Patient, TeamCall):
            self.refresh()

    def refresh(self) -> None:
        """Look what is met at this moment, and show it if it is something else than before."""
        if self._live.is_past:
            return  # a card of that day asks nobody to call today
        journal, now = self._live.read, self._window.now()
        calls = open_calls(journal, now, only_noticed=not self._live.is_read_only)
        content = call_content(journal, calls, now, self._window.settings.emergency_number)
        tell = tuple(call for call in calls if call.urgency is Urgency.TELL_AT_VISIT)
        called = journal.get(TeamCall, self._called_id) if self._called_id else None
        shown = content, tell, called
        if shown == self._shown:
            return
        was, self._shown = self._shown[0], shown
        focused = QApplication.focusWidget()
        had_focus = self.banner is not None and focused is not None and self.banner.isAncestorOf(focused)
        self._build(content, tell, called, calls)
        if had_focus and self.banner is not None:
            self.banner.take_focus()
        if content is not None and (was is None or was.why != content.why):
            QTimer.singleShot(0, self, lambda: CURTAIN.when_open(self, self._announce))

    def _build(
        self,
        content: CallContent | None,
        tell: tuple[OpenCall, ...],
        called: TeamCall | None,
        calls: tuple[OpenCall, ...],
    ) -> None:
        if content is None and not tell and called is None:
            self.banner = None
            self._show(None, False)
            return
        from journal.ui.calling.call_banner import CallBanner, CalledLine, TellLine  # on most days nothing is met
        from journal.ui.calling.call_card import CallNowCard, CallTodayCard

        banner = CallBanner()
        if content is not None:
            asking = tuple(call for call in calls if call.urgency is not Urgency.TELL_AT_VISIT)
            make = CallNowCard if content.is_now else CallTodayCard
            card = make(
                content,
                lambda: self._we_called(asking),
                lambda: self._not_yet(asking),
                self._window.edit_care_sheet,
            )
            card.setEnabled(not self._live.is_read_only)
            banner.add_card(card, content)
        if called is not None:
            banner.add_called(CalledLine(called, self._they_said, self._done))
        for call in tell:
            banner.add_tell(TellLine(call, self._ask, self._leave))
        self.banner = banner
        self._show(banner, content is not None and content.is_now)

    def _announce(self) -> None:
        """Let a screen reader say what is shown at once, wherever the person is; not while the window is locked."""
        content = self._shown[0]
        if self.banner is not None and content is not None:
            from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent  # and with it, long lists of names

            words = " ".join((content.heading, content.phone, *content.why))
            event = QAccessibleAnnouncementEvent(self.banner, words)
            event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
            QAccessible.updateAccessibility(event)

    # Answers

    def _we_called(self, calls: tuple[OpenCall, ...]) -> None:
        made: list[TeamCall] = []
        now, own = self._window.now(), own_names(self._live.read)
        if self._window.write(
            _("We called the team"), lambda draft: made.append(call_notices.we_called(draft, calls, now, own))
        ):
            self._called_id = made[0].id
            self.refresh()

    def _not_yet(self, calls: tuple[OpenCall, ...]) -> None:
        now = self._window.now()
        self._window.write(_("Not called yet"), lambda draft: call_notices.not_yet(draft, calls, now))

    def _they_said(self, words: str) -> None:
        call = self._live.read.get(TeamCall, self._called_id)
        if call is not None and call.outcome != words.strip():
            said = replace(call, outcome=words.strip(), author="", written_at=None)
            self._window.write(_("What the team said"), lambda draft: draft.save(said))

    def _done(self) -> None:
        self.finish()
        self._called_id = ""
        self.refresh()

    def _ask(self, call: OpenCall) -> None:
        now, own = self._window.now(), own_names(self._live.read)
        label = _("Question for the visit: {what}").format(what=wrote(call.finding, own))
        self._window.write(label, lambda draft: call_notices.ask_at_visit(draft, call, now, own))

    def _leave(self, call: OpenCall) -> None:
        now = self._window.now()
        self._window.write(_("Put away"), lambda draft: call_notices.put_away(draft, call, now))

    def finish(self) -> None:
        """Write down what they said, if it is typed and not finished."""
        if self.banner is not None and self.banner.called_line is not None:
            self.banner.called_line.said.finish()
