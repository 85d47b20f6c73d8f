"""Remembering the key of a journal in the system's keyring, so that this computer opens it without asking.

What is kept is the raw key of that one file, not the passphrase: the phrase may open other things, too, and after a
change of the passphrase an old entry opens nothing.  It is filed under the file's salt, which is no secret, says
nothing about whose journal it is, and stays the same when the file is moved or renamed.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from journal.domain.problems import N_, Problem
from journal.store.opening import salt_of, unlocked

SERVICE: Final = "Treatment Journal"
SAFE_FROM: Final = 1  # keyring's own measure: below it are places that hide nothing, like a plain file


class NoKeyring(Problem):
    """The system has no keyring that keeps a secret."""

    def __init__(self) -> None:
        super().__init__(N_("This computer has no safe place for a key. The journal asks for its passphrase."))


class SilentKeyring(Problem):
    """The keyring is locked, or its program does not answer."""

    def __init__(self) -> None:
        super().__init__(N_("This computer’s keyring is locked or gave no answer. Nothing was changed."))


def mark_of(path: Path) -> str:
    """Return the name under which the key of *path* is filed."""
    return salt_of(path).hex()


def remember(path: Path, passphrase: str) -> str:
    """Keep the key of *path* in the keyring, and return its mark; a problem where *passphrase* does not open it."""
    key = unlocked(path, passphrase)
    keyring = _keyring()
    try:
        keyring.set_password(SERVICE, key.salt_hex, key.raw)
        kept = keyring.get_password(SERVICE, key.salt_hex)
    except Exception:
        raise SilentKeyring from None
    if kept != key.raw:
        raise NoKeyring  # it took the key, and does not have it
    return key.salt_hex


def recall(mark: str) -> str | None:
    """Return what opens the file with this mark, in the place of its passphrase; None where nothing is kept."""
    keyring = _keyring()
    try:
        kept: str | None = keyring.get_password(SERVICE, mark)
    except Exception:
        raise SilentKeyring from None
    return kept


def forget(mark: str) -> None:
    """Take the key with this mark out of the keyring, if it is there."""
    keyring = _keyring()
    try:
        if keyring.get_password(SERVICE, mark) is not None:
            keyring.delete_password(SERVICE, mark)
    except Exception:
        raise SilentKeyring from None


def _keyring() -> Any:
    """Return the system's keyring.  What it is made of may fail in ways of its own: each is only "no answer" here."""
    try:
        import keyring  # few journals are remembered; it takes a fifth of a second to look around

        found = keyring.get_keyring()
        parts = getattr(found, "backends", (found,))
        is_safe = bool(parts) and all(part.priority >= SAFE_FROM for part in parts)
    except ImportError:
        raise NoKeyring from None
    except Exception:
        raise SilentKeyring from None
    if not is_safe:
        raise NoKeyring
    return found
