"""Keyrings for the tests: one in memory, and one that is locked."""

from __future__ import annotations

from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked, PasswordDeleteError


class Drawer(KeyringBackend):  # type: ignore[misc, unused-ignore]
    """Holds what is put in, for as long as the test lasts."""

    priority = 5  # type: ignore[assignment, unused-ignore]

    def __init__(self, priority: float = 5) -> None:
        super().__init__()
        self.priority = priority  # type: ignore[assignment, unused-ignore]
        self.entries: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.entries.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.entries[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if self.entries.pop((service, username), None) is None:
            raise PasswordDeleteError


class LockedDrawer(Drawer):
    """Its owner closed the prompt."""

    def get_password(self, *_what: str) -> str | None:
        raise KeyringLocked("closed")

    def set_password(self, *_what: str) -> None:
        raise KeyringLocked("closed")
