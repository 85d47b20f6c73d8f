"""What an open journal needs of the window around it; known by its name alone, so no start loads this."""

from __future__ import annotations

from datetime import date, datetime
from typing import Protocol

from journal.settings import Settings
from journal.ui.background import Background
from journal.ui.copying.keeper import CopyKeeper
from journal.ui.locking.secrecy import Secrecy


class Shell(Protocol):
    """What an open journal needs of the window around it."""

    @property
    def background(self) -> Background:
        """The worker."""

    @property
    def settings(self) -> Settings:
        """What this computer remembers."""

    @property
    def secrecy(self) -> Secrecy:
        """What is done about the passphrase."""

    def set_settings(self, settings: Settings) -> None:
        """Remember *settings*."""

    def now(self) -> datetime:
        """This moment."""

    def today(self) -> date:
        """Today's date."""

    def save_copy(self) -> None:
        """Let the person choose a folder, and put a copy of the journal there."""

    @property
    def copies(self) -> CopyKeeper | None:
        """Who keeps copies of the journal, where somebody does."""
