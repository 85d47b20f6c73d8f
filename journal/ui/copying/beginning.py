"""Who keeps copies of the open journal, made when it is first asked for or some moments after the page stands."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from journal.ui.copying.keeper import CopyKeeper
    from journal.ui.desk import Desk  # the desk owns this
    from journal.ui.live_journal import LiveJournal

BEGINS_AFTER_MS: Final = 300  # the page stands by then; the first copy is due a minute later at the soonest


class Copying(QObject):
    """Belongs to one journal that is open on *desk*; goes with it."""

    def __init__(self, desk: Desk, live: LiveJournal, passphrase: Callable[[], str | None]) -> None:
        super().__init__(desk)
        self._desk, self._live, self._passphrase = desk, live, passphrase
        self._made: CopyKeeper | None = None
        QTimer.singleShot(BEGINS_AFTER_MS, self, lambda: self.keeper)

    @property
    def keeper(self) -> CopyKeeper:
        """Who makes the copies."""
        if self._made is None:
            self._made = self._make()
        return self._made

    def _make(self) -> CopyKeeper:
        from journal.ui.attachments.left_files import clear_away_later
        from journal.ui.copying.keeper import CopyKeeper  # with it, all that copies
        from journal.ui.copying.sharing import SharingWatch
        from journal.ui.curtain import CURTAIN
        from journal.ui.messages import tell

        desk, live = self._desk, self._live

        def tell_it(words: str) -> None:
            tell(desk.window, words)

        keeper = CopyKeeper(live, self._passphrase, desk.background, desk.now, say=desk.say, tell=tell_it, parent=self)
        keeper.restore_wanted.connect(desk.restoring.open_dialog)
        keeper.go_back_wanted.connect(desk.restoring.go_back)
        watch = SharingWatch(live, keeper, desk.background, tell_it, keeper)
        watch.lost.connect(lambda: CURTAIN.when_open(watch, desk.opening.look_only))  # not without the passphrase
        clear_away_later(live, desk.background, keeper)
        return keeper
