"""What a file is, its bytes tell; a name that says something else opens nothing that could run."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from journal.exchange.file_kinds import KINDS, UNKNOWN, fits, fitting_name, kind_named, kind_of

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def packed(*names: str) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        for name in names:
            archive.writestr(name, b"x" * 5_000)
    return whole.getvalue()


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        (b"%PDF-1.7\n...", "application/pdf"),
        (b"\n\n%PDF-1.4 after a few bytes", "application/pdf"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "image/jpeg"),
        (b"\x89PNG\r\n\x1a\n....", "image/png"),
        (b"\x00\x00\x00\x18ftypheic\x00\x00", "image/heic"),
        (bytes(128) + b"DICM....", "application/dicom"),
        ("Größe 23 mm\r\n".encode(), "text/plain"),
        (b"{\\rtf1\\ansi}", "application/rtf"),
        (packed("[Content_Types].xml", "word/document.xml"), WORD),
        (packed("some.txt"), "application/zip"),
        (b"MZ\x90\x00\x03", UNKNOWN.media_type),
        (b"\x7fELF\x02\x01", UNKNOWN.media_type),
        (b"\xff\xfe\x00", UNKNOWN.media_type),
        (b"text with a \x1b escape", UNKNOWN.media_type),
        (b"PK\x03\x04 broken", "application/zip"),
        (b"", UNKNOWN.media_type),
    ],
)
def test_the_bytes_tell(tmp_path: Path, data: bytes, media_type: str) -> None:
    path = tmp_path / "named.pdf"
    path.write_bytes(data)
    assert kind_of(path).media_type == media_type


def test_a_letter_cut_in_two_at_the_end_of_the_look_is_still_text(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_bytes(b"a" * 4_095 + "é".encode() + b" and so on")
    assert kind_of(path).media_type == "text/plain"


@pytest.mark.parametrize(
    ("name", "media_type", "opened_as"),
    [
        ("report.pdf", "application/pdf", "report.pdf"),
        ("report.PDF", "application/pdf", "report.PDF"),
        ("report.exe", "application/pdf", "report.exe.pdf"),
        ("page.html", "text/plain", "page.html.txt"),
        ("script.sh", "text/plain", "script.sh.txt"),
        ("report", "image/jpeg", "report.jpg"),
    ],
)
def test_a_copy_is_opened_under_an_ending_that_tells_the_truth(name: str, media_type: str, opened_as: str) -> None:
    assert fitting_name(name, kind_named(media_type)) == opened_as
    assert fits(opened_as, kind_named(media_type))


def test_what_could_run_is_not_opened() -> None:
    assert not UNKNOWN.opens
    assert not kind_named("application/zip").opens
    assert all(kind.endings for kind in KINDS)
    assert not kind_named("application/x-msdownload").opens
