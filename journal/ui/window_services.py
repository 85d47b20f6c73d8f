"""What a page may ask of the window it is in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING, Protocol

from journal.settings import Settings
from journal.ui.background import Background

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from journal.ui.copying.keeper import CopyKeeper
    from journal.ui.locking.secrecy import Secrecy


class WindowServices(Protocol):
    """The window, as pages know it."""

    @property
    def background(self) -> Background:
        """The worker for slow work."""

    @property
    def place(self) -> QWidget:
        """Where pages stand: a new one is made in it."""

    @property
    def settings(self) -> Settings:
        """What this computer remembers."""

    @property
    def secrecy(self) -> Secrecy:
        """What is done about the passphrase of the open journal."""

    def set_settings(self, settings: Settings) -> None:
        """Remember *settings*, and let the window look like it."""

    def now(self) -> datetime:
        """This moment, on the person's own clock."""

    def today(self) -> date:
        """Today's date."""

    def go_to(self, page: str, record_id: str = "") -> None:
        """Turn to the page with this key, and there to a record."""

    def say(self, words: str) -> None:
        """Show *words* at the bottom for a while; changes of the journal say themselves."""

    def write(self, label: str, change: Callable[..., object]) -> bool:
        """Call *change* with a draft, as one step of undo called *label*; False where that was not possible.

        What went wrong is said to the person already.
        """

    def edit_care_sheet(self) -> None:
        """Let the person write down their team's number and limits."""

    def save_copy(self) -> None:
        """Let the person choose a folder, and put a copy of the journal there."""

    @property
    def copies(self) -> CopyKeeper | None:
        """Who keeps copies of the journal, where somebody does."""
