"""What can go wrong with a file, each with its own sentence; SQLite's error codes become one of these."""

from __future__ import annotations

import contextlib
import errno
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from sqlcipher3 import dbapi2

from journal.domain.problems import N_, Problem


class JournalProblem(Problem):
    """Something about a journal's file that a person can mend.  *sentence* has the place {file}."""

    sentence: str = ""

    def __init__(self, path: Path, **values: str | int) -> None:
        super().__init__(self.sentence, file=path.name, **values)


class NoSuchJournal(JournalProblem):
    """There is no such file."""

    sentence = N_("There is no file “{file}”. Check the name, or make a new journal.")


class AlreadyThere(JournalProblem):
    """A new journal would overwrite a file."""

    sentence = N_("There is already a file “{file}”. It was left as it is. Choose another name.")


class ForeignFile(JournalProblem):
    """The file is not one of ours."""

    sentence = N_("“{file}” is not a Treatment Journal file. Nothing in it was changed. Choose another file.")


class NewerJournal(JournalProblem):
    """The file was written by a later version of this program."""

    sentence = N_(
        "“{file}” was written by a newer Treatment Journal. Nothing in it was changed. "
        "Install the newest version, then open the file again."
    )


class OlderJournal(JournalProblem):
    """The file is of an earlier format and was opened for reading only."""

    sentence = N_("“{file}” is from an older version. Open it once for writing, then it is brought up to date.")


class FailedUpgrade(JournalProblem):
    """The upgraded copy did not hold what the file holds."""

    sentence = N_(
        "“{file}” could not be brought up to date. It was left as it is. Keep a copy of it, and tell the makers."
    )


class NeedsPassphrase(JournalProblem):
    """The file has a passphrase and none was given."""

    sentence = N_("“{file}” has a passphrase. Type it to open the journal.")


class WrongPassphrase(JournalProblem):
    """The passphrase does not open the file; a damaged first page looks the same."""

    sentence = N_(
        "This passphrase does not open “{file}”. Nothing was changed. Check capital letters and try again. "
        "If you are sure of it, the start of the file may be damaged: open a backup."
    )


class DamagedJournal(JournalProblem):
    """A page of the file fails its check."""

    sentence = N_(
        "“{file}” is damaged. It was left as it is. Copy the file to a safe place, then open your last backup."
    )


class LockedJournal(JournalProblem):
    """Another program has the file open for writing."""

    sentence = N_("“{file}” is open in another window or program. Nothing was changed. Close it there, then try again.")


class LockedElsewhere(LockedJournal):
    """Another computer has the file open for writing."""

    sentence = N_("“{file}” is open on the computer “{computer}”. Nothing was changed. Close it there, then try again.")


class ReadOnlyPlace(JournalProblem):
    """The folder or the file does not allow writing."""

    sentence = N_(
        "“{file}” cannot be written here. Nothing was lost. Choose a folder of your own, or ask who looks after "
        "this computer."
    )


class DiskFull(JournalProblem):
    """There is no room left."""

    sentence = N_("There is no room left for “{file}”. Nothing was lost. Free some space, then try again.")


class UnreadableFile(JournalProblem):
    """The file system would not hand out the file."""

    sentence = N_("“{file}” could not be read. Nothing was changed. Check the disk or the connection, then try again.")


class LongName(JournalProblem):
    """The name leaves no room for the names of copies and of files beside it, or is more than the disk takes."""

    sentence = N_("The name “{file}” is too long. Nothing was changed. Give it a shorter name, then try again.")


_BY_CODE: Final[dict[int, type[JournalProblem]]] = {
    # The primary result codes of SQLite, sqlite.org/rescode.html.
    3: ReadOnlyPlace,  # SQLITE_PERM
    5: LockedJournal,  # SQLITE_BUSY
    6: LockedJournal,  # SQLITE_LOCKED
    8: ReadOnlyPlace,  # SQLITE_READONLY
    10: UnreadableFile,  # SQLITE_IOERR
    11: DamagedJournal,  # SQLITE_CORRUPT
    13: DiskFull,  # SQLITE_FULL
    14: ReadOnlyPlace,  # SQLITE_CANTOPEN
    23: ReadOnlyPlace,  # SQLITE_AUTH
    26: DamagedJournal,  # SQLITE_NOTADB
}
_BY_EXTENDED_CODE: Final[dict[int, type[JournalProblem]]] = {
    4874: DiskFull,  # SQLITE_IOERR_SHMSIZE: no room for the index of the log, which even reading needs
}
# Errors of the online backup come without a code.
_BY_TEXT: Final[dict[str, type[JournalProblem]]] = {
    "database or disk is full": DiskFull,
    "attempt to write a readonly database": ReadOnlyPlace,
    "unable to open database file": ReadOnlyPlace,
    "disk I/O error": UnreadableFile,
    "database disk image is malformed": DamagedJournal,
    "file is not a database": DamagedJournal,
    "database is locked": LockedJournal,
}
_BY_ERRNO: Final[dict[int, type[JournalProblem]]] = {
    errno.ENOENT: NoSuchJournal,
    errno.EACCES: ReadOnlyPlace,
    errno.EPERM: ReadOnlyPlace,
    errno.EROFS: ReadOnlyPlace,
    errno.ENOSPC: DiskFull,
    errno.EDQUOT: DiskFull,
    errno.EISDIR: ForeignFile,
    errno.ENAMETOOLONG: LongName,
}


@contextlib.contextmanager
def said_plainly(path: Path) -> Iterator[None]:
    """Turn what SQLite and the file system say of *path* into one of the problems above."""
    try:
        yield
    except OSError as error:
        raise _BY_ERRNO.get(error.errno or 0, UnreadableFile)(path) from None
    except Exception as error:
        original = getattr(error, "orig", error)  # SQLAlchemy puts its own around the driver's
        if not isinstance(original, dbapi2.Error):
            raise
        code = getattr(original, "sqlite_errorcode", None)
        if code is None:
            problem = _BY_TEXT.get(str(original))
        else:
            problem = _BY_EXTENDED_CODE.get(code) or _BY_CODE.get(code & 0xFF)
        if problem is None:
            raise
        raise problem(path) from None
