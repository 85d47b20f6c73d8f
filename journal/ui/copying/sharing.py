"""A journal that other computers may open, too: explained once, second versions named, the lock kept alive."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from journal.actions.shared_places import about_conflicts, about_place, conflict_copies
from journal.store.lock import BEAT_S
from journal.ui.background import Background
from journal.ui.copying.keeper import CopyKeeper
from journal.ui.curtain import CURTAIN
from journal.ui.live_journal import LiveJournal

LOOK_AFTER_MS: Final = 1_500  # the page stands first


class SharingWatch(QObject):
    """Watches over one open journal; `lost` comes when another computer took it over meanwhile.

    *tell* shows words that stay until they are closed; each thing is told once, ever.
    """

    lost = Signal()

    def __init__(
        self,
        live: LiveJournal,
        keeper: CopyKeeper,
        background: Background,
        tell: Callable[[str], object],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._live, self._keeper, self._background, self._tell = live, keeper, background, tell
        self._path = live.read.path
        self._timer = QTimer(self)
        self._timer.setInterval(BEAT_S * 1_000)
        self._timer.timeout.connect(self._beat)
        self._timer.start()
        QTimer.singleShot(LOOK_AFTER_MS, self, self.look)

    def look(self) -> None:
        """Find out where the journal lies and what lies beside it, and tell what is new."""
        path = self._path
        self._background.run(
            lambda _progress: (about_place(path), conflict_copies(path)),
            lambda found: CURTAIN.when_open(self, lambda: self._say(found)),  # told once, and to somebody
            owner=self,
            key="shared place",
        )

    def _say(self, found: tuple[str, tuple[Path, ...]]) -> None:
        about, copies = found
        fresh = tuple(copy for copy in copies if not self._keeper.explained(f"conflict {copy.name}"))
        words = [about] if about and not self._keeper.explained(f"place {self._path.parent}") else []
        words += [about_conflicts(fresh)] if fresh else []
        if words:
            self._tell("\n\n".join(words))

    def _beat(self) -> None:
        live = self._live

        def answered(is_kept: bool) -> None:
            if not is_kept:
                self._timer.stop()
                self.lost.emit()

        self._background.run(lambda _progress: live.read.keep_lock(), answered, owner=self, key="lock")
