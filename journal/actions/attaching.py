"""Attaching files: taken in beside the window, named safely, written out whole."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Final

from journal.domain.attachments import Attachment, safe_name
from journal.domain.imaging import Scan
from journal.domain.problems import N_, Problem
from journal.domain.visits import Appointment
from journal.exchange.file_kinds import fits, fitting_name, kind_named, kind_of
from journal.exchange.writing import said_plainly
from journal.store.journal import Journal
from journal.store.pieces import Told
from journal.text.language import _
from journal.text.numbers import number


@dataclass(frozen=True)
class Day:
    """A day that files belong to, where they are about no scan and no appointment: a sheet of results, a note."""

    happened_on: date

    @property
    def id(self) -> str:
        """What tells it from other days."""
        return self.happened_on.isoformat()


Owner = Scan | Appointment | Day
KILO: Final = 1_000


def attachments_of(journal: Journal, owner: Owner) -> Sequence[Attachment]:
    """Return the files of a scan, an appointment or a day, as they were attached."""
    if isinstance(owner, Scan):
        return journal.all(Attachment, scan_id=owner.id)
    if isinstance(owner, Day):
        return journal.all(Attachment, happened_on=owner.happened_on, scan_id=None, appointment_id=None)
    return journal.all(Attachment, appointment_id=owner.id)


def new_attachment(
    journal: Journal, source: Path, owner: Owner | None, today: date, told: Told = lambda share: None
) -> Attachment:
    """Take in the bytes of *source*, and return the attachment for a change to save.

    *told* is called with how much is done, and may raise to break off: then nothing stays.
    """
    try:
        if not source.is_file():
            raise Problem(N_("“{file}” is a folder. Choose a file in it."), file=source.name)
        kind = kind_of(source)
    except OSError:
        raise Problem(N_("“{file}” could not be read. Check the name and the disk."), file=source.name) from None
    sha256, size = journal.keep_file(source, told)
    return Attachment(
        happened_on=owner.happened_on if owner is not None else today,
        name=safe_name(source.name),
        media_type=kind.media_type,
        size=size,
        sha256=sha256,
        scan_id=owner.id if isinstance(owner, Scan) else None,
        appointment_id=owner.id if isinstance(owner, Appointment) else None,
    )


def write_out(journal: Journal, attachment: Attachment, out: Path, check: Callable[[], object] = lambda: None) -> None:
    """Write the bytes of *attachment* to *out*, for its owner alone, whole or not at all; *check* may raise."""
    with said_plainly(out):
        handle, name = tempfile.mkstemp(dir=out.parent, prefix=".attached-")  # readable by the owner alone
        beside = Path(name)
        try:
            digest = hashlib.sha256()
            with os.fdopen(handle, "wb") as file:
                for piece in journal.file_bytes(attachment.sha256):
                    check()
                    digest.update(piece)
                    file.write(piece)
                file.flush()
                os.fsync(file.fileno())
            if digest.hexdigest() != attachment.sha256:
                raise Problem(N_("The file is not whole in the journal. An older copy of the journal may have it."))
            beside.replace(out)
        finally:
            beside.unlink(missing_ok=True)


def can_be_opened(attachment: Attachment) -> bool:
    """Say whether another program may be asked to show it: a document or a picture, nothing that could run."""
    return kind_named(attachment.media_type).opens


def opened_name(attachment: Attachment) -> str:
    """Return the name under which a copy is opened: its ending tells what the bytes are, whatever the name says."""
    return fitting_name(attachment.name, kind_named(attachment.media_type))


def about(attachment: Attachment) -> str:
    """Return what a file is and how large: "PDF, 1.2 MB"; where the name says otherwise, that too."""
    kind = kind_named(attachment.media_type)
    words = _("{kind}, {size}").format(kind=_(kind.name), size=size_words(attachment.size))
    if fits(attachment.name, kind):
        return words
    return _("{about}. The ending of its name says something else.").format(about=words)


def size_words(size: int) -> str:
    """Return a size as people say it: "1.2 MB", "840 kB"."""
    if size >= KILO**2:
        return _("{count} MB").format(count=number(Decimal(round(10 * size / KILO**2)) / 10))
    return _("{count} kB").format(count=number(max(1, round(size / KILO))))
