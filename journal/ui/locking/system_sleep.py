"""Hears on Linux that the computer is about to sleep: logind says so on the system's own bus, which is a local file."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Final

from PySide6.QtCore import SLOT, QObject, Signal, Slot

USUAL_BUS: Final = Path("/run/dbus/system_bus_socket")
ADDRESS: Final = "DBUS_SYSTEM_BUS_ADDRESS"
LOGIND: Final = "org.freedesktop.login1"


def bus_is_local() -> bool:
    """Say whether there is a system bus behind a file; an address of another kind would be a network's."""
    address = os.environ.get(ADDRESS)
    if address:
        return all(part.startswith("unix:") for part in address.split(";") if part)
    return USUAL_BUS.exists()


class SystemSleep(QObject):
    """`coming` comes before the computer sleeps, where the system says so; elsewhere, clocks tell of it afterwards."""

    coming = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.hears = sys.platform.startswith("linux") and bus_is_local() and self._listen()

    def _listen(self) -> bool:
        from PySide6.QtDBus import QDBusConnection  # only a journal with a passphrase locks

        # The signal comes from logind alone: the bus lets nobody else have its name.
        hears: bool = QDBusConnection.systemBus().connect(  # type: ignore[call-overload]  # it takes no bytes, but text
            LOGIND,
            "/org/freedesktop/login1",
            f"{LOGIND}.Manager",
            "PrepareForSleep",
            self,
            SLOT("prepare(bool)"),
        )
        return hears

    @Slot(bool)
    def prepare(self, is_coming: bool) -> None:
        """Tell, before a sleep and not after it."""
        if is_coming:
            self.coming.emit()
