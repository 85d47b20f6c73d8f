"""What a file is, told by its first bytes and never by its name; which kinds are safe to open."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from journal.domain.attachments import UNKNOWN_TYPE, ending_of
from journal.domain.problems import N_

BEGINNING: Final = 4_096  # bytes that are looked at
PDF_WITHIN: Final = 1_024  # ISO 32000-1, annex H.3.4.1: readers look for "%PDF-" that far into the file


@dataclass(frozen=True)
class FileKind:
    """One kind of file: its media type, what it is called (untranslated), its endings, the usual one first.

    *opens* where other programs may be asked to show it: documents and pictures, never what could run.
    """

    media_type: str
    name: str
    endings: tuple[str, ...]
    is_it: Callable[[bytes], bool]
    opens: bool = True


def _begins(*marks: bytes) -> Callable[[bytes], bool]:
    return lambda data: data.startswith(marks)


def _is_heic(data: bytes) -> bool:
    # ISO/IEC 14496-12: the first box is "ftyp" with the brand behind it; the brands of ISO/IEC 23008-12 and AVIF.
    return data[4:8] == b"ftyp" and data[8:12] in (b"heic", b"heix", b"hevc", b"heim", b"mif1", b"msf1", b"avif")


def _is_text(data: bytes) -> bool:
    if not data or b"\x00" in data:
        return False
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start < len(data) - 3 or len(data) < BEGINNING:  # else a letter was cut in two
            return False
        text = data[: error.start].decode("utf-8")
    return all(letter >= " " or letter in "\t\r\n\f\ufeff" for letter in text)


def _office(folder: str) -> Callable[[bytes], bool]:
    return lambda data: data.startswith(b"PK\x03\x04") and folder.encode() in data


KINDS: Final = (
    FileKind("application/pdf", N_("PDF"), (".pdf",), lambda data: b"%PDF-" in data[:PDF_WITHIN]),
    FileKind("image/jpeg", N_("picture (JPEG)"), (".jpg", ".jpeg"), _begins(b"\xff\xd8\xff")),
    FileKind("image/png", N_("picture (PNG)"), (".png",), _begins(b"\x89PNG\r\n\x1a\n")),
    FileKind("image/gif", N_("picture (GIF)"), (".gif",), _begins(b"GIF87a", b"GIF89a")),
    FileKind("image/webp", N_("picture (WebP)"), (".webp",), lambda d: d[:4] == b"RIFF" and d[8:12] == b"WEBP"),
    FileKind("image/tiff", N_("picture (TIFF)"), (".tif", ".tiff"), _begins(b"II*\x00", b"MM\x00*")),
    FileKind("image/heic", N_("picture (HEIC)"), (".heic", ".heif", ".avif"), _is_heic),
    FileKind("image/bmp", N_("picture (BMP)"), (".bmp",), lambda d: d[:2] == b"BM" and d[6:10] == bytes(4)),
    FileKind("application/dicom", N_("scan picture (DICOM)"), (".dcm", ".dicom"), lambda d: d[128:132] == b"DICM"),
    FileKind(
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        N_("text document (Word)"),
        (".docx",),
        _office("word/"),
    ),
    FileKind(
        "application/vnd.oasis.opendocument.text",
        N_("text document (ODT)"),
        (".odt",),
        lambda d: d.startswith(b"PK\x03\x04") and b"mimetypeapplication/vnd.oasis.opendocument.text" in d[:120],
    ),
    FileKind("application/rtf", N_("text document (RTF)"), (".rtf",), _begins(b"{\\rtf")),
    FileKind("application/zip", N_("packed files (ZIP)"), (".zip",), _begins(b"PK\x03\x04"), opens=False),
    FileKind("text/plain", N_("plain text"), (".txt", ".csv", ".md"), _is_text),
)
UNKNOWN: Final = FileKind(UNKNOWN_TYPE, N_("another kind of file"), (), lambda _data: True, opens=False)
_BY_TYPE: Final = {kind.media_type: kind for kind in KINDS}


def kind_of(path: Path) -> FileKind:
    """Return what the file at *path* is; OSError where it cannot be read."""
    with path.open("rb") as file:
        return _kind(file)


def kind_of_bytes(content: bytes) -> FileKind:
    """Return what a file with *content* is."""
    return _kind(io.BytesIO(content))


def _kind(file: BinaryIO) -> FileKind:
    data = file.read(BEGINNING)
    if data.startswith(b"PK\x03\x04"):
        data += _names_in(file)
    return next((kind for kind in KINDS if kind.is_it(data)), UNKNOWN)


def _names_in(file: BinaryIO) -> bytes:
    """Return the names that a packed file holds: those that tell what it is may stand far behind its beginning."""
    try:
        with zipfile.ZipFile(file) as packed:
            return "\n".join(packed.namelist()[:1_000]).encode("utf-8", "replace")
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return b""


def kind_named(media_type: str) -> FileKind:
    """Return the kind with this media type."""
    return _BY_TYPE.get(media_type, UNKNOWN)


def fits(name: str, kind: FileKind) -> bool:
    """Say whether the ending of *name* is one of *kind*; of an unknown kind, nobody can say otherwise."""
    return not kind.endings or ending_of(name) in kind.endings


def fitting_name(name: str, kind: FileKind) -> str:
    """Return *name* with an ending that tells what the file is, so that the right program opens it."""
    return name if fits(name, kind) else f"{name}{kind.endings[0]}"
