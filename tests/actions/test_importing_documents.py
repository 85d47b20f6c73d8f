"""Documents out of a FHIR file become attachments: whole, safely named, once; what cannot come in is said."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.actions import importing
from journal.actions.importing import as_json, as_text, carry_out, keep_files, preview
from journal.domain.attachments import Attachment, safe_name
from journal.domain.results import LabResult
from journal.exchange import fhir_documents
from journal.exchange.file_kinds import fits, kind_named
from journal.store import pieces
from journal.store.journal import Journal
from journal.store.opening import create
from tests.places import shared

TODAY = date(2026, 11, 24)
PDF = b"%PDF-1.7 an invented report\n" * 40


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    with create(tmp_path / "anna.journal", author="Anna") as journal:
        yield journal


def attachment(content: bytes = PDF, **changed: Any) -> dict[str, Any]:
    encoded = base64.b64encode(content).decode()
    return {"contentType": "text/plain", "data": encoded, "title": "Report March"} | changed


def document(*attachments: dict[str, Any], **changed: Any) -> dict[str, Any]:
    return {
        "resourceType": "DocumentReference",
        "id": "d1",
        "status": "current",
        "type": {"text": "Letter"},
        "date": "2026-05-01T23:30:00-11:00",
        "content": [{"attachment": each} for each in attachments or (attachment(),)],
    } | changed


def written(folder: Path, *resources: dict[str, Any]) -> Path:
    path = folder / "source.json"
    path.write_text(json.dumps(list(resources)), encoding="utf-8")
    return path


def test_a_document_comes_in_whole_under_its_own_day(journal: Journal, tmp_path: Path) -> None:
    found = preview(written(tmp_path, document()), journal, TODAY)
    assert found.new_counts == {"attachments": 1}
    assert as_json(found)["left_out"] == []
    assert journal.all(Attachment) == []
    change = carry_out(found, journal)
    (file,) = journal.all(Attachment)
    assert (file.name, file.media_type, file.size) == ("Report March.pdf", "application/pdf", len(PDF))
    assert (file.happened_on, file.scan_id, file.appointment_id) == (date(2026, 5, 1), None, None)
    assert b"".join(journal.file_bytes(file.sha256)) == PDF
    assert change is not None
    journal.undo()
    assert journal.all(Attachment) == []
    journal.redo()
    assert journal.has_whole_files()


def test_the_same_file_again_adds_nothing(journal: Journal, tmp_path: Path) -> None:
    source = written(tmp_path, document(), document(id="d2"))
    first = preview(source, journal, TODAY)
    assert first.new_counts == {"attachments": 1}
    assert "Report March.pdf 2026-05-01: the same file stands in there twice." in as_text(first)
    carry_out(first, journal)
    again = preview(source, journal, TODAY)
    assert again.new_counts == {}
    assert set(again.already_counts) == {"attachments"}
    assert carry_out(again, journal) is None


def test_a_report_may_bring_its_sheet_and_a_document_lie_beside(journal: Journal, tmp_path: Path) -> None:
    report = {
        "resourceType": "DiagnosticReport",
        "id": "r1",
        "status": "final",
        "code": {"text": "Pathology"},
        "effectiveDateTime": "2026-04-02",
        "presentedForm": [attachment(b"An invented text.", title="")],
    }
    binary = {"resourceType": "Binary", "id": "b1", "contentType": "application/pdf", "data": attachment()["data"]}
    apart = document({"url": "Binary/b1", "title": "Scan", "creation": "2026-03"})
    found = preview(written(tmp_path, report, binary, apart), journal, TODAY)
    carry_out(found, journal)
    files = {file.name: file for file in journal.all(Attachment)}
    assert set(files) == {"Pathology 2026-04-02.txt", "Scan.pdf"}
    assert files["Scan.pdf"].happened_on == date(2026, 3, 1)
    assert as_json(found)["left_out"] == []


@pytest.mark.parametrize(
    ("resource", "words"),
    [
        (document({"url": "https://example.org/1", "title": "Far away"}), "Far away 2026-05-01: only the address"),
        (document(attachment(data="no base64!")), "Report March 2026-05-01: the file is broken."),
        (document(attachment(b"")), "only the address"),
        (document(date="", id="d9"), "Report March: there is no date."),
        (document(status="entered-in-error"), "d1: the hospital took this entry back."),
        (document(date="2027-01-01"), "Report March.pdf 2027-01-01: the day lies in the future."),
        ({"resourceType": "DocumentReference", "id": "e", "status": "current"}, "DocumentReference are not read yet"),
    ],
)
def test_what_cannot_come_in_is_said(journal: Journal, tmp_path: Path, resource: dict[str, Any], words: str) -> None:
    found = preview(written(tmp_path, resource), journal, TODAY)
    assert found.new == ()
    (left,) = as_json(found)["left_out"]
    assert (left["kind"], left["count"]) == ("attachments", 1)
    assert words in left["reason"]


def test_a_file_that_is_too_large_is_left_out(
    journal: Journal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "MOST_BYTES", 1_000_000)
    source = written(tmp_path, document(attachment(b"%PDF-" + bytes(1_000_000))), document(id="small"))
    found = preview(source, journal, TODAY)
    assert found.new_counts == {"attachments": 1}
    assert "Report March.pdf 2026-05-01: this file has 2 MB. The journal takes files of up to 1 MB." in as_text(found)


def test_broken_off_nothing_stays(journal: Journal, tmp_path: Path) -> None:
    class BrokenOff(Exception):
        pass

    def told(share: float) -> None:
        if share > 0.6:
            raise BrokenOff

    other = attachment(b"%PDF-" + bytes(3 * pieces.PIECE))
    found = preview(written(tmp_path, document(), document(other, id="d2")), journal, TODAY)
    with pytest.raises(BrokenOff):
        keep_files(found, journal, told)
    assert not any(b"".join(journal.file_bytes(sha256)) for sha256 in found.files)


@given(title=st.text(max_size=300), content=st.binary(min_size=1, max_size=50))
def test_no_name_leads_anywhere_or_says_what_it_is_not(title: str, content: bytes) -> None:
    (found,) = fhir_documents.documents_in(document(attachment(content, title=title)), lambda _address: None)
    file = found.attachment
    assert file is not None
    assert file.name == safe_name(file.name)
    assert fits(file.name, kind_named(file.media_type))
    assert found.content == content


def test_real_records(journal: Journal) -> None:
    source = shared("samples", "fhir-ndjson", "aml_nia.phr")
    found = preview(source, journal, TODAY)
    assert found.new_counts == {"results": 38, "vitals": 100, "attachments": 39}  # 78 notes, 39 of them in reports, too
    carry_out(found, journal)
    assert journal.has_whole_files()
    assert journal.count(Attachment) == 39
    assert journal.count(LabResult) == 38
    note = journal.all(Attachment)[0]
    assert note.name == "History and physical note 2009-03-16.txt"
    assert b"# Chief Complaint" in b"".join(journal.file_bytes(note.sha256))
    assert preview(source, journal, TODAY).new == ()
