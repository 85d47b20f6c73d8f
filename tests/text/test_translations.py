"""Translators get every sentence, and what they write is read back as they wrote it."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from journal.reference.analytes import analytes
from journal.reference.symptoms import symptoms
from journal.text.language import read_catalogue

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def translations() -> ModuleType:
    spec = importlib.util.spec_from_file_location("translations", ROOT / "packaging" / "translations.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_sentences_names_and_problems_are_all_extracted(translations: ModuleType) -> None:
    found = translations.ids(translations.extracted())
    assert "No scan has been written down yet." in found
    assert {analyte.name for analyte in analytes().values()} <= found
    assert {symptom.name for symptom in symptoms().values()} <= found
    assert len(found) > 300


def test_nothing_is_said_that_extraction_cannot_see(translations: ModuleType) -> None:
    assert list(translations.unmarked()) == []


@pytest.mark.parametrize(
    ("line", "seen"),
    [
        ("Problem(N_('Mend it.'))", True),
        ("Problem('Mend it.')", False),
        ("LeftOut(kind='lab', reason='No unit.')", False),
        ("_(f'{name} grew')", False),
        ("_('a' + word)", False),
        ("_('{name} grew')", True),
    ],
)
def test_an_unmarked_sentence_is_noticed(translations: ModuleType, tmp_path: Path, line: str, seen: bool) -> None:
    (tmp_path / "journal").mkdir()
    (tmp_path / "journal" / "one.py").write_text(line, "utf-8")
    assert list(translations.unmarked(tmp_path)) == ([] if seen else ["journal/one.py:1"])


def test_the_same_sentences_give_the_same_file(translations: ModuleType, tmp_path: Path) -> None:
    for name in ("one.pot", "two.pot"):
        translations.written(translations.extracted(), tmp_path / name)
    text = (tmp_path / "one.pot").read_text("utf-8")
    assert text == (tmp_path / "two.pot").read_text("utf-8")
    assert "Date:" not in text
    assert str(ROOT) not in text


def test_a_new_language_is_read_by_the_program_and_keeps_its_work(translations: ModuleType, tmp_path: Path) -> None:
    template = translations.Catalog()
    template.add("It grew.")
    template.add(("{count} day", "{count} days"))
    path = translations.update("cs", template, tmp_path)
    filled = path.read_text("utf-8").replace('msgid "It grew."\nmsgstr ""', 'msgid "It grew."\nmsgstr "Roste."')
    for number, form in enumerate(("den", "dny", "dní")):
        filled = filled.replace(f'msgstr[{number}] ""', f'msgstr[{number}] "{{count}} {form}"')
    path.write_text(filled, "utf-8")
    template.add("New here.")
    translations.update("cs", template, tmp_path)
    read = read_catalogue("cs", path.read_text("utf-8"))
    assert read.strings["It grew."] == ("Roste.",)
    assert [read.strings["{count} day"][read.plural(count)] for count in (1, 3, 7)] == [
        "{count} den",
        "{count} dny",
        "{count} dní",
    ]
    assert list(translations.faults(translations.read(path, "cs"))) == ["not translated: New here."]


def test_a_lost_place_is_a_fault(translations: ModuleType) -> None:
    catalog = translations.Catalog(locale="de")
    catalog.add("{name} grew on {day}.", "{name} wuchs.")
    catalog.add("It grew.", "Es wuchs.")
    assert list(translations.faults(catalog)) == ["other places than the English: {name} wuchs."]
