"""What is printed on the recovery sheet opens the journal, with any SQLCipher tool and with this program."""

from __future__ import annotations

import io
import re
from datetime import UTC, date, datetime
from pathlib import Path

import pikepdf
import pytest
from sqlcipher3 import dbapi2

from journal.domain.notes import Note
from journal.reports.papers import PAPERS
from journal.reports.recovery_content import PLACE, RecoverySheet, recovery_sheet
from journal.reports.recovery_page import page_values, recovery_page
from journal.store.faults import WrongPassphrase
from journal.store.opening import create, open_journal
from journal.text.language import set_language
from tests.text.readability import grade, sentences

TODAY = date(2026, 5, 1)
NOW = datetime(2026, 5, 1, 9, 30, tzinfo=UTC)


def sheet_of(folder: Path, passphrase: str | None, name: str = "anna.journal") -> RecoverySheet:
    path = folder / name
    with create(path, passphrase) as journal, journal.change("Add") as draft:
        draft.save(Note(happened_on=TODAY, text="kept"))
    return recovery_sheet(path, TODAY, passphrase)


@pytest.mark.parametrize("passphrase", [None, "häuser am fluss 7"])
def test_what_is_printed_opens_the_file(tmp_path: Path, passphrase: str | None) -> None:
    printed = page_values(sheet_of(tmp_path, passphrase), PAPERS["a4"])
    digits = "".join([*printed["key"], *printed["salt"]])
    opening = printed["commands"][1].replace(PLACE, digits)
    tool = dbapi2.connect(str(tmp_path / "anna.journal"))
    tool.execute(opening)
    assert [row[0] for row in tool.execute("SELECT text FROM notes")] == ["kept"]
    tool.close()
    assert len(digits) == 96
    assert "".join(printed["salt"]) == (tmp_path / "anna.journal").read_bytes()[:16].hex()


def test_the_key_opens_it_here_too(tmp_path: Path) -> None:
    sheet = sheet_of(tmp_path, "häuser am fluss 7")
    with open_journal(tmp_path / "anna.journal", " ".join(sheet.raw_key_groups)) as journal:
        assert journal.count(Note) == 1
    assert sheet.raw_key not in repr(sheet)
    with pytest.raises(WrongPassphrase):
        recovery_sheet(tmp_path / "anna.journal", TODAY, "other")


@pytest.mark.parametrize("passphrase", [None, "häuser am fluss 7"])
def test_it_is_said_in_plain_words(tmp_path: Path, passphrase: str | None) -> None:
    values = page_values(sheet_of(tmp_path, passphrase), PAPERS["a4"])
    parts = [values["lead"], values["key_note"], values["salt_note"], values["description"]]
    for section in ("here", "elsewhere", "cautions"):
        parts += values[section]["steps"]
    words = re.sub(r"PRAGMA[^;]*;", "it.", " ".join(parts)).replace("SQLCipher", "cipher")
    assert grade(words) <= 6
    assert all(len(sentence.split()) <= 20 for sentence in sentences(words))


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("language", ["en", "qps-rtl", "qps"])
def test_it_is_one_page_that_names_nobody_in_its_title(tmp_path: Path, paper: str, language: str) -> None:
    name = f"{'Marianne Schmidt-Öztürk and her sister’s ' * 3}journal.journal"
    sheet = sheet_of(tmp_path, "häuser am fluss 7", name)
    set_language(language)
    try:
        pdf = recovery_page(sheet, PAPERS[paper], NOW)
    finally:
        set_language("en")
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert len(document.pages) == 1
        assert "Marianne" not in str(document.docinfo)
        with document.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"


def test_a_command_has_no_invisible_marks_to_copy() -> None:
    sheet = RecoverySheet(
        file_name="محمد علي.journal", made_on=date(2026, 11, 24), has_passphrase=True, raw_key="ab" * 48
    )
    command, *_others = page_values(sheet, PAPERS["a4"])["commands"]
    assert command == 'sqlcipher "محمد علي.journal"'
