"""A name that our typefaces cannot show is printed with the computer's own; without any it is named, never boxed."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest
import typst

from journal.domain.medicines import Medicine
from journal.domain.patient import Patient
from journal.domain.record import Record
from journal.domain.treatment import TreatmentLine
from journal.reports import computer_typefaces, drawings
from journal.reports.computer_typefaces import typefaces_for
from journal.reports.papers import PAPERS
from journal.reports.recovery_content import RecoverySheet
from journal.reports.recovery_page import recovery_page
from journal.reports.visit_content import visit_content
from journal.reports.visit_page import visit_in_large_print, visit_page
from journal.store.journal import Journal
from journal.typefaces import Face
from tests.reports.conftest import Install, Written
from tests.reports.journals import NOW, TODAY, usual
from tests.typeface_files import write_typeface

CHINESE = "王小明"
ARABIC = "محمد علي"
REAL = {
    "Arabic": ARABIC,
    "Hebrew": "שָׂרָה",
    "Chinese": CHINESE,
    "Japanese": "さくら",
    "Korean": "김민수",
    "Thai": "สมชาย",
}
found_here = computer_typefaces.installed


def named(name: str) -> Iterator[Record]:
    """Yield the usual journal, its patient, treatment and a medicine called *name*."""
    for record in usual():
        match record:
            case Patient() | TreatmentLine():
                yield replace(record, name=name)
            case Medicine():
                yield replace(record, name=name, dose="5 mg")
            case _:
                yield record


def pages(journal: Journal) -> bytes:
    drawings.forget()
    return visit_page(visit_content(journal, TODAY, now=NOW), PAPERS["a4"]).pdf


def shown_by(pdf: bytes) -> set[str]:
    """Return the typefaces in a PDF, by the name of their file, after seeing that each is embedded."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        fonts: list[Any] = [each for each in opened.objects if isinstance(each, pikepdf.Dictionary)]
        kept = [each for each in fonts if each.get("/FontDescriptor")]
        assert all("/FontFile2" in each.FontDescriptor or "/FontFile3" in each.FontDescriptor for each in kept)
        return {str(each.BaseFont).partition("+")[2] for each in kept}


def letters_in(pdf: bytes) -> str:
    """Return every letter that the PDF says its glyphs mean (ToUnicode)."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        maps = [
            each.ToUnicode.read_bytes().decode("ascii")
            for each in opened.objects
            if isinstance(each, pikepdf.Dictionary) and "/ToUnicode" in each
        ]
    words = [part.strip("<>") for table in maps for part in table.split() if part.startswith("<")]
    return "".join(bytes.fromhex(word).decode("utf-16-be", "ignore") for word in words if len(word) % 4 == 0)


def test_a_name_is_printed_in_the_computers_typeface(written: Written, install: Install, tmp_path: Path) -> None:
    journal = written(named(CHINESE))
    assert not set(CHINESE) & set(letters_in(pages(journal)))
    install(Face("Far East", write_typeface(tmp_path / "far.ttf", CHINESE, "Far East")))
    pdf = pages(journal)
    assert "FarEast-Regular" in shown_by(pdf)
    assert set(CHINESE) <= set(letters_in(pdf))
    assert all(word in ("FarEast-Regular",) or word.startswith(("Atkinson", "NotoSans")) for word in shown_by(pdf))
    with pikepdf.open(io.BytesIO(pdf)) as opened, opened.open_metadata() as said:
        assert said["pdfuaid:part"] == "1"
        assert said["dc:creator"] == [CHINESE]
    assert pages(journal) == pdf


def test_large_print_and_recovery_sheet_print_it_as_well(written: Written, install: Install, tmp_path: Path) -> None:
    install(Face("Far East", write_typeface(tmp_path / "far.ttf", CHINESE, "Far East")))
    content = visit_content(written(named(CHINESE)), TODAY, now=NOW)
    assert "FarEast-Regular" in shown_by(visit_in_large_print(content, PAPERS["letter"]).pdf)
    sheet = RecoverySheet(file_name=f"{CHINESE}.journal", made_on=TODAY, has_passphrase=True, raw_key="ab" * 48)
    assert "FarEast-Regular" in shown_by(recovery_page(sheet, PAPERS["a4"], NOW))


def test_a_page_without_such_a_letter_is_the_same_to_the_byte(
    written: Written, install: Install, tmp_path: Path
) -> None:
    journal = written(usual())
    before = pages(journal)
    install(
        Face("Far East", write_typeface(tmp_path / "far.ttf", CHINESE + "Margetlis", "Far East")),
        Face("Noto Sans", write_typeface(tmp_path / "other.ttf", "Margetlis", "Noto Sans")),
    )
    assert pages(journal) == before


def test_pictures_and_signs_come_out_the_same_on_every_computer(
    written: Written, install: Install, tmp_path: Path
) -> None:
    journal = written(named("fine 😀 ⟦𝐂𝐓⟧ ⟨a⟩"))
    before = pages(journal)
    install(Face("Emoji", write_typeface(tmp_path / "emoji.ttf", "😀⟦⟧⟨⟩𝐂𝐓", "Emoji")))
    assert pages(journal) == before


@pytest.mark.parametrize("rights", [0x0002, 0x0100])
def test_a_restricted_typeface_is_not_used(written: Written, install: Install, tmp_path: Path, rights: int) -> None:
    journal = written(named(CHINESE))
    before = pages(journal)
    install(Face("Bought", write_typeface(tmp_path / "bought.ttf", CHINESE, "Bought", rights=rights)))
    assert pages(journal) == before


def test_a_typeface_that_typst_cannot_read_leaves_the_name_named(
    written: Written, install: Install, tmp_path: Path
) -> None:
    journal = written(named(CHINESE))
    before = pages(journal)
    broken = write_typeface(tmp_path / "broken.ttf", CHINESE, "Broken")
    table = broken.read_bytes()
    broken.write_bytes(table.replace(b"head", b"dead", 1).replace(b"hhea", b"dhea", 1))
    install(Face("Broken", broken))
    assert pages(journal) == before
    gone = write_typeface(tmp_path / "gone.ttf", CHINESE, "Gone")
    install(Face("Gone", gone))
    assert typefaces_for(CHINESE)
    computer_typefaces.fonts_with.cache_clear()
    gone.unlink()
    assert pages(journal) == before


def test_a_page_that_fails_with_the_computers_typeface_is_set_with_ours(
    written: Written, install: Install, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = written(named(CHINESE))
    before = pages(journal)
    install(Face("Liar", write_typeface(tmp_path / "liar.ttf", "王", "Liar")))
    (real,) = typefaces_for("王")
    lie = (replace(real, letters=frozenset(CHINESE)),)
    monkeypatch.setattr("journal.reports.typesetting.typefaces_for", lambda _letters: lie)
    monkeypatch.setattr(
        "journal.reports.typesetting.fonts_with", lambda _chosen: computer_typefaces.fonts_with((real,))
    )
    assert pages(journal) == before


def test_where_links_are_forbidden_the_file_is_copied_and_nothing_stays(
    written: Written, install: Install, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(1314, "A required privilege is not held by the client")

    monkeypatch.setattr(Path, "symlink_to", refuse)
    place = tmp_path / "temporary"
    place.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(place))
    install(
        Face("Far East", write_typeface(tmp_path / "far.ttf", CHINESE, "Far East")),
        Face("Far East", write_typeface(tmp_path / "bold.ttf", CHINESE, "Far East", weight=700), weight=700),
    )
    pdf = pages(written(named(CHINESE)))
    assert {"FarEast-Regular", "FarEast-Bold"} <= shown_by(pdf)
    assert list(place.iterdir()) == []


@pytest.mark.parametrize("script", REAL)
def test_a_name_is_printed_with_what_this_computer_has(written: Written, install: Install, script: str) -> None:
    install(*found_here())
    name = REAL[script]
    served = {letter for each in typefaces_for(name) for letter in each.letters}
    if not set(name) - {" "} <= served:
        pytest.skip(f"This computer has no typeface for {script} that may be embedded.")
    pdf = pages(written(named(name)))
    assert set(name) - {" "} <= set(letters_in(pdf))
    assert len(pikepdf.open(io.BytesIO(pdf)).pages) == 1


def test_what_is_listed_is_what_typst_finds() -> None:
    files = {each.path for each in typst.Fonts(include_system_fonts=True, include_embedded_fonts=False).fonts()}
    assert {str(face.path) for face in found_here()} <= files
