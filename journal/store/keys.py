"""From a passphrase to the key of a file, and the mark that says what a file is.

A journal is a SQLCipher 4 database.  Its first 16 bytes are SQLCipher's salt; ours begins with four readable bytes
that say "Treatment Journal, file layout 1, with (p) or without (n) a passphrase", then 12 random ones.  The key is
SQLCipher's own default derivation, worked out once and handed over raw, so that any SQLCipher tool opens the file
with the passphrase alone.  Where a passphrase is asked for, the key itself does as well: the way in for whoever has the
recovery sheet, or the system's keyring.
"""

from __future__ import annotations

import os
import re
from typing import Final

from journal.domain.late_dataclass import dataclass

SALT_BYTES: Final = 16
WITHOUT_PASSPHRASE: Final = b"TJn1"
WITH_PASSPHRASE: Final = b"TJp1"
OURS: Final = b"TJ"

# SQLCipher 4: PBKDF2-HMAC-SHA512 with 256,000 rounds (Zetetic, "SQLCipher Design", kdf_iter).
ROUNDS: Final = 256_000
KEY_BYTES: Final = 32

# The key of every journal without a passphrase: SHA-256 of "Treatment Journal without passphrase".  It hides
# nothing; it is there for the check that SQLCipher makes on every page.  The README prints it.
OPEN_KEY: Final = "47a98e3911f2ec9b5d20335c74fdaac0c69b1fefcd08638f09b2d64944935e83"

# SQLCipher's notation of a key with its salt, as people copy it from paper: spaces between, with or without x'...'.
_RAW: Final = re.compile(r"(?:x')?([0-9a-f]{64})([0-9a-f]{32})'?", re.IGNORECASE)
_SPACES: Final = re.compile(r"\s+")


@dataclass(frozen=True, repr=False)
class Key:
    """A raw key with its salt, as SQLCipher takes them."""

    key_hex: str
    salt_hex: str

    @property
    def raw(self) -> str:
        """The key with its salt in SQLCipher's own notation; it opens the file wherever a passphrase does."""
        return f"x'{self.key_hex}{self.salt_hex}'"

    @property
    def pragma(self) -> str:
        """The statement that unlocks a connection."""
        return f'PRAGMA key = "{self.raw}"'


def new_salt(passphrase: str | None) -> bytes:
    """Return the first 16 bytes of a new journal."""
    mark = WITHOUT_PASSPHRASE if passphrase is None else WITH_PASSPHRASE
    return mark + os.urandom(SALT_BYTES - len(mark))


def key_of(passphrase: str | None, salt: bytes) -> Key:
    """Return the key of the file that begins with *salt*; *passphrase* may be that key itself, as `Key.raw` has it."""
    if passphrase is None:
        return Key(OPEN_KEY, salt.hex())
    raw = _RAW.fullmatch(_SPACES.sub("", passphrase))
    # The salt is drawn after a passphrase is chosen: no passphrase holds the salt of its own file.
    if raw is not None and raw[2].lower() == salt.hex():
        return Key(raw[1].lower(), salt.hex())

    import hashlib  # most journals need none to open

    derived = hashlib.pbkdf2_hmac("sha512", passphrase.encode("utf-8", "surrogatepass"), salt, ROUNDS, KEY_BYTES)
    return Key(derived.hex(), salt.hex())
