"""What kind of folder a journal lies in: on a disk of this computer, on a network, or kept in step by a cloud program.

Beyond one computer, locks of the system may not reach, and a log in a file of its own may arrive later than what it
belongs to.  So there a journal is one file at any time, and says in a file beside it which computer has it open.
"""

from __future__ import annotations

import contextlib
import functools
import os
import re
import sys
from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import Final

from journal.domain.late_dataclass import dataclass


class Sharing(StrEnum):
    """Whether other computers may have the same file."""

    NONE = ""
    NETWORK = "network"
    SYNCED = "synced"


@dataclass(frozen=True)
class Place:
    """One folder; *by* names the program that keeps it in step, or the kind of network disk."""

    sharing: Sharing
    by: str = ""

    @property
    def is_shared(self) -> bool:
        """Say whether other computers may have the same file."""
        return self.sharing is not Sharing.NONE


HERE: Final = Place(Sharing.NONE)

# Kinds of file systems that lie on another computer, as Linux and macOS call them.
_NFS: Final = ("nfs", "nfs4", "afs", "ceph", "glusterfs", "lustre", "9p", "ncpfs")
_WINDOWS_SHARES: Final = ("cifs", "smb", "smb2", "smb3", "smbfs", "fuse.smbnetfs")
_WEB: Final = ("webdav", "davfs", "davfs2", "fuse.davfs", "fuse.davfs2", "fuse.rclone", "fuse.s3fs", "fuse.onedriver")
_OTHERS: Final = (
    "afpfs",
    "fuse.sshfs",
    "macfuse_sshfs",
    "fuse.glusterfs",
    "fuse.gvfsd-fuse",
    "fuse.kio-fuse",
    "fuse.google-drive-ocamlfuse",
    "fuse.curlftpfs",
)
NETWORK_KINDS: Final = frozenset((*_NFS, *_WINDOWS_SHARES, *_WEB, *_OTHERS))
# What such programs put into the uppermost folder that they keep in step.
MARKERS: Final = (
    (".dropbox", "Dropbox"),
    (".dropbox.cache", "Dropbox"),
    (".owncloudsync.log", "ownCloud"),
    (".nextcloudsync.log", "Nextcloud"),
    (".stfolder", "Syncthing"),
    (".tmp.driveupload", "Google Drive"),
    (".tmp.drivedownload", "Google Drive"),
    (".seafile-data", "Seafile"),
)
_SYNC_DATABASE: Final = re.compile(r"\._?sync_[0-9a-f]+\.db")  # Nextcloud and ownCloud
# How they call that folder themselves.
NAMES: Final = (
    (re.compile(r"dropbox( \(.+\))?", re.IGNORECASE), "Dropbox"),
    (re.compile(r"onedrive( [-–] .+)?", re.IGNORECASE), "OneDrive"),
    (re.compile(r"onedrive-.+", re.IGNORECASE), "OneDrive"),  # macOS, in CloudStorage
    (re.compile(r"(icloud ?drive|com~apple~clouddocs|mobile documents)", re.IGNORECASE), "iCloud Drive"),
    (re.compile(r"(google ?drive|googledrive-.+)", re.IGNORECASE), "Google Drive"),
    (re.compile(r"nextcloud\d*", re.IGNORECASE), "Nextcloud"),
    (re.compile(r"owncloud\d*", re.IGNORECASE), "ownCloud"),
    (re.compile(r"pcloud ?drive", re.IGNORECASE), "pCloud"),
)


def behind_links(path: Path) -> Path:
    """Return the file itself where *path* is a link to one.

    Its lock, its log and what takes its place stand beside the file: beside the link they would be others'.
    """
    return path.resolve() if path.is_symlink() else path


@functools.lru_cache(maxsize=64)
def place_of(folder: Path) -> Place:
    """Return what kind of place *folder* is.  Remembered: a start asks more than once."""
    with contextlib.suppress(OSError):
        folder = folder.resolve()
    program = _synced_by(folder)
    if program:
        return Place(Sharing.SYNCED, program)
    kind = _network_kind(folder)
    return Place(Sharing.NETWORK, kind) if kind else HERE


def _synced_by(folder: Path) -> str:
    for each in (folder, *folder.parents):
        for pattern, program in NAMES:
            if pattern.fullmatch(each.name):
                return program
        if each == each.parent:
            break
        with contextlib.suppress(OSError):
            names = set(os.listdir(each))
            for marker, program in MARKERS:
                if marker in names:
                    return program
            if any(_SYNC_DATABASE.fullmatch(name) for name in names):
                return "Nextcloud"
    return ""


def _network_kind(folder: Path) -> str:
    """Return the kind of network disk that *folder* is on; nothing where it is none, or nobody knows."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        if sys.platform == "win32":
            return _on_windows(folder)
        if sys.platform == "darwin":
            return _on_macos(folder)
        return kind_in(Path("/proc/self/mounts").read_text("utf-8", "surrogateescape").splitlines(), folder)
    return ""


def kind_in(mounts: Iterable[str], folder: Path) -> str:
    """Return the network kind of the disk in *mounts* (lines of /proc/mounts) that *folder* is on."""
    depth, kind = -1, ""
    for point, found in _points(mounts):
        if folder.is_relative_to(point) and len(point.parts) >= depth:
            depth, kind = len(point.parts), found
    return kind if kind in NETWORK_KINDS else ""


def _points(mounts: Iterable[str]) -> Iterator[tuple[Path, str]]:
    for line in mounts:
        parts = line.split(" ")
        if len(parts) >= 3:
            point = re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), parts[1])
            yield Path(point), parts[2]


def _on_windows(folder: Path) -> str:
    import ctypes

    if str(folder).startswith("\\\\"):
        return "UNC"
    remote = 4  # winbase.h, DRIVE_REMOTE
    kind = ctypes.windll.kernel32.GetDriveTypeW(f"{folder.drive}\\")  # type: ignore[attr-defined,unused-ignore]
    return "drive" if kind == remote else ""


def _on_macos(folder: Path) -> str:
    import ctypes

    # sys/mount.h, struct statfs with 64-bit inodes: flags at 64, the kind's name at 72.
    local = 0x1000  # MNT_LOCAL
    filled = ctypes.create_string_buffer(4_096)
    if ctypes.CDLL(None).statfs(os.fsencode(folder), filled):
        return ""
    flags = int.from_bytes(filled.raw[64:68], sys.byteorder)
    return "" if flags & local else filled.raw[72:88].split(b"\0")[0].decode("ascii", "replace")
