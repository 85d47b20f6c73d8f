"""Files kept in the journal: scan reports, letters, photographs; what each is called, and where it belongs."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from journal.domain.late_dataclass import dataclass
from journal.domain.record import Record

UNKNOWN_TYPE: Final = "application/octet-stream"
LONGEST_NAME: Final = 120  # bytes in UTF-8; file systems end at 255, and a copy may get a number before and behind it
LONGEST_ENDING: Final = 16
NAMELESS: Final = "file"

# What no file may be called on Windows, with any ending ("Naming Files, Paths, and Namespaces", Microsoft).
_RESERVED: Final = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])\s*(\..*)?", re.IGNORECASE)
_FORBIDDEN: Final = re.compile(r'[<>:"|?*]')


@dataclass(frozen=True, kw_only=True, repr=False)
class Attachment(Record):
    """What a file is called and what it is about; its bytes are kept apart, under *sha256*.

    *name* is safe on every system (`safe_name`), *media_type* what the bytes are, whatever the name says, *size* in
    bytes.  It belongs to a scan, an appointment, or to its day alone.
    """

    name: str
    media_type: str = UNKNOWN_TYPE
    size: int = 0
    sha256: str = ""
    scan_id: str | None = None
    appointment_id: str | None = None
    note: str = ""


def safe_name(given: str) -> str:
    """Return *given* as a name that can stand in any folder of any system, and hides nothing of itself.

    Folders before it, control letters and those that turn the direction of reading ("gpj.exe" read as "exe.jpg") go;
    what a system forbids becomes "_".
    """
    last = re.split(r"[/\\]", given)[-1]
    name = unicodedata.normalize("NFC", last.encode("utf-8", "replace").decode("utf-8"))
    name = "".join(letter for letter in name if unicodedata.category(letter)[0] != "C")
    name = " ".join(_FORBIDDEN.sub("_", name).split()).strip(" .")
    if _RESERVED.fullmatch(name):
        name = f"_{name}"
    return _shortened(name) or NAMELESS


def ending_of(name: str) -> str:
    """Return the ending of a file's name in small letters, with its dot; "" where it has none."""
    stem, dot, ending = name.rpartition(".")
    return f".{ending.lower()}" if dot and stem and ending else ""


def _shortened(name: str) -> str:
    if len(name.encode("utf-8")) <= LONGEST_NAME:
        return name
    ending = name[len(name) - len(ending_of(name)) :]
    if len(ending.encode("utf-8")) > LONGEST_ENDING:
        ending = ""
    room = LONGEST_NAME - len(ending.encode("utf-8"))
    stem = name[: len(name) - len(ending)].encode("utf-8")[:room].decode("utf-8", "ignore")
    return f"{stem.rstrip(' .')}{ending}"
