"""The command line as a person or a script meets it: what it prints, where it refuses, and with which exit code."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date, datetime
from pathlib import Path

import pikepdf
import pytest

from journal.actions.copy_log import CopyLog, choosing, read_log, write_log
from journal.actions.copy_round import behind, copy_round
from journal.actions.sample.writing import write_sample
from journal.cli import main as command_line
from journal.cli.main import main
from journal.domain.notes import Note
from journal.domain.results import LabResult
from journal.domain.symptoms import SymptomEntry
from journal.store.opening import create, open_journal
from journal.text import language
from tests.places import shared

ROOT = Path(__file__).parents[2]
TODAY = "2026-11-24"


class Program:
    """Calls the command line and keeps what it printed."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys
        self.out = ""
        self.err = ""

    def __call__(self, *arguments: str | Path) -> int:
        self._capsys.readouterr()
        code = main([str(argument) for argument in arguments])
        self.out, self.err = (text.replace("\u00a0", " ") for text in self._capsys.readouterr())
        return code


@pytest.fixture
def program(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Program:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))  # the program's own folder for copies is nobody else's
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C")
    return Program(capsys)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    create(tmp_path / "anna.journal", author="Anna").close()
    return tmp_path / "anna.journal"


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "sample.journal"
    write_sample(path, date.fromisoformat(TODAY)).close()
    return path


def refused(program: Program, *arguments: str | Path) -> str:
    """Return the one line of a refusal."""
    assert program(*arguments) == 1
    assert program.out == ""
    assert program.err.count("\n") == 1
    return program.err


def test_a_day_is_written_down_and_taken_back(program: Program, path: Path) -> None:
    assert program("add", path, "nausea 2, temp 37,2 yesterday", "--today", TODAY, "--author", "Tom") == 0
    assert program.out.splitlines() == [
        "Written down: Nausea: moderate, 23 November 2026",
        "Written down: Temperature: 37.2 °C, 23 November 2026",
    ]
    with open_journal(path) as journal:
        (entry,) = journal.all(SymptomEntry)
        assert (entry.author, entry.level, entry.happened_on) == ("Tom", 2, date(2026, 11, 23))
    assert program("undo", path) == 0
    assert "Taken back" in program.out
    assert "nothing to take back" in refused(program, "undo", path)
    assert program("redo", path) == 0
    with open_journal(path) as journal:
        assert journal.count(SymptomEntry) == 1
    assert "nothing to bring back" in refused(program, "redo", path)


def test_a_word_that_is_not_known_is_marked_and_nothing_is_written(program: Program, path: Path) -> None:
    assert "nausea 2, »bananas« 3 – “bananas” is not known" in refused(program, "add", path, "nausea 2, bananas 3")
    assert "Fahrenheit" in refused(program, "add", path, "temp 101")
    assert "not come yet" in refused(program, "add", path, "nausea 2 2027-01-01", "--today", TODAY)
    with open_journal(path) as journal:
        assert journal.count(SymptomEntry) == 0


def test_the_contract_s_own_example(program: Program, path: Path) -> None:
    assert program("add", path, "CEA 5.4 ng/mL 2026-05-01", "--today", TODAY) == 0
    with open_journal(path) as journal:
        (result,) = journal.all(LabResult)
        assert (str(result.quantity.value) if result.quantity else "", result.printed) == ("5.4", "5.4 ng/mL")


def test_sample_is_explained(program: Program, tmp_path: Path) -> None:
    sample = tmp_path / "sample.journal"
    assert program("sample", sample, "--today", TODAY) == 0
    assert "made-up person" in program.out
    assert program("explain", sample, "--today", TODAY) == 0
    short = program.out
    assert "The report says: stable disease." in short
    assert "RECIST 1.1: partial response" in short
    assert program("explain", sample, "--today", TODAY, "--long") == 0
    assert len(program.out) > len(short)
    assert "51.1 mm" in program.out
    assert "already a file" in refused(program, "sample", sample)


def test_new_leaves_what_is_there(program: Program, path: Path) -> None:
    before = path.read_bytes()
    assert "already a file" in refused(program, "new", path)
    assert path.read_bytes() == before
    assert program("new", path.with_name("b.journal")) == 0
    assert "No such" in refused(program, "new", path / "in-a-file" / "c.journal") or "no file" in program.err


@pytest.mark.parametrize("call", [("explain",), ("add", "nausea 2")])
def test_a_passphrase_is_no_argument(program: Program, path: Path, call: tuple[str, ...]) -> None:
    command, *rest = call
    with pytest.raises(SystemExit) as caught:
        program(command, path, *rest, "--passphrase", "secret")  # not short for --passphrase-file
    assert caught.value.code == 2


def test_bytes_that_are_no_text(program: Program, tmp_path: Path) -> None:
    odd = os.fsdecode(b"caf\xe9")
    if sys.platform.startswith("linux"):  # elsewhere no file can be called that
        assert program("new", tmp_path / f"{odd}.journal") == 0
        assert program("add", tmp_path / f"{odd}.journal", "nausea 2") == 0
    assert program("new", tmp_path / "b.journal") == 0
    assert "cannot be kept" in refused(program, "add", tmp_path / "b.journal", f"note: {odd}")
    with pytest.raises(SystemExit) as caught:
        program("add", tmp_path / "b.journal", "nausea 2", "--author", odd)
    assert caught.value.code == 2


def test_passphrase_comes_from_a_file_or_a_person(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words, wrong, blank = tmp_path / "words", tmp_path / "wrong", tmp_path / "blank"
    words.write_text("correct horse\n", "utf-8")
    wrong.write_text("battery staple", "utf-8")
    blank.write_text("\n", "utf-8")
    locked = tmp_path / "locked.journal"
    assert program("new", locked, "--passphrase-file", words) == 0
    assert program("add", locked, "nausea 1", "--passphrase-file", words) == 0
    assert "does not open" in refused(program, "explain", locked, "--passphrase-file", wrong)
    assert "is empty" in refused(program, "explain", locked, "--passphrase-file", blank)
    assert "could not be read" in refused(program, "explain", locked, "--passphrase-file", tmp_path / "absent")
    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)
    assert "--passphrase-file" in refused(program, "explain", locked)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("getpass.getpass", lambda _prompt: "correct horse")
    assert program("explain", locked) == 0
    answers = iter(("one", "two", "", "three", "three"))
    monkeypatch.setattr("getpass.getpass", lambda _prompt: next(answers))
    asked = tmp_path / "asked.journal"
    assert "differ" in refused(program, "new", asked, "--ask-passphrase")
    assert "is empty" in refused(program, "new", asked, "--ask-passphrase")
    assert not asked.exists()
    assert program("new", asked, "--ask-passphrase") == 0
    with open_journal(asked, "three"):
        pass


def test_import_twice_adds_once(program: Program, path: Path) -> None:
    source = shared("samples", "fhir-synthea", "prostate_stevie.json")
    assert program("import", source, "--into", path, "--dry-run", "--json", "--today", TODAY) == 0
    would = json.loads(program.out)
    assert program("import", source, "--into", path, "--json", "--today", TODAY) == 0
    first = json.loads(program.out)
    assert first == would
    assert sum(first["new"].values()) > 0
    assert program("import", source, "--into", path, "--json", "--today", TODAY) == 0
    second = json.loads(program.out)
    assert (second["new"], second["already"]) == ({}, first["new"])
    assert program("import", source, "--into", path, "--today", TODAY) == 0
    assert "in the journal already" in program.out


def test_several_people_must_be_chosen_from(program: Program, path: Path) -> None:
    source = shared("samples", "csv", "psa_trial.csv")
    assert "--patient" in refused(program, "import", source, "--into", path)
    before = path.read_bytes()
    assert "not one person" in refused(program, "import", source, "--into", path, "--patient", "nobody")
    assert path.read_bytes() == before


def test_a_sheet_is_judged(program: Program, tmp_path: Path) -> None:
    sheet = tmp_path / "sizes.csv"
    sheet.write_text(
        "case,date,lesion,role,node,mm,status\n1,2026-01-05,A,target,no,26.0,\n1,2026-03-05,A,target,no,31.2,\n",
        "utf-8",
    )
    assert program("assess", sheet, "--criterion", "recist-1.1", "--json") == 0
    (row,) = json.loads(program.out)
    assert (row["overall"], row["percent_from_nadir"], row["mm_from_nadir"]) == ("PD", 20, 5.2)
    assert list(row) == [
        "case",
        "date",
        "sum_mm",
        "baseline_sum_mm",
        "nadir_mm",
        "percent_from_baseline",
        "percent_from_nadir",
        "mm_from_nadir",
        "target",
        "non_target",
        "new_lesion",
        "overall",
        "reasons",
    ]
    assert program("assess", sheet) == 0
    assert "PD" in program.out
    sheet.write_text("case,date\n", "utf-8")
    assert "Line 1" in refused(program, "assess", sheet)


def test_a_sheet_is_judged_for_immune_drugs(program: Program, tmp_path: Path) -> None:
    sheet = tmp_path / "sizes.csv"
    rows = [f"1,2026-0{month}-05,A,target,no,{mm}," for month, mm in ((1, 25), (2, 30), (3, 34.9), (4, 35))]
    sheet.write_text("\n".join(["case,date,lesion,role,node,mm,status", *rows, ""]), "utf-8")
    assert program("assess", sheet, "--criterion", "irecist", "--json") == 0
    found = json.loads(program.out)
    assert [(row["overall"], row["growth_on"]) for row in found] == [
        ("iUPD", "2026-02-05"),
        ("iUPD", "2026-02-05"),
        ("iCPD", "2026-02-05"),
    ]
    assert [row["target"] for row in found] == ["PD", "PD", "PD"]
    assert program("assess", sheet, "--criterion", "irecist") == 0
    assert "iCPD" in program.out
    assert program("assess", sheet, "--criterion", "mrecist", "--json") == 0
    assert [row["overall"] for row in json.loads(program.out)] == ["PD", "PD", "PD"]


def test_a_sheet_of_values_is_judged(program: Program, tmp_path: Path) -> None:
    sheet = tmp_path / "values.csv"
    header = "case,date,analyte,value,unit,upper_limit,event"
    psa = ("1,2026-01-01,psa,100,ng/mL,,start", "1,2026-02-01,psa,40,ng/mL,,", "1,2026-05-01,psa,50,ng/mL,,")
    sheet.write_text("\n".join([header, *psa, ""]), "utf-8")
    assert program("assess", sheet, "--criterion", "pcwg3", "--json") == 0
    last = json.loads(program.out)[-1]
    assert (last["overall"], last["percent_from_nadir"], last["nadir"]) == ("PDu", 25, 40)
    assert (last["psa50"], last["psa90"], last["bone"]) == ("confirmed", "no", None)
    assert program("assess", sheet, "--criterion", "pcwg3") == 0
    assert "psa_grew_unconfirmed" in program.out
    ca125 = [f"1,2026-0{n}-01,ca-125,{v},U/mL,35,{e}" for n, v, e in ((1, 200, "start"), (2, 90, ""), (3, 80, ""))]
    sheet.write_text("\n".join([header, *ca125, "1,2026-03-01,recist,SD,,,", ""]), "utf-8")
    assert program("assess", sheet, "--criterion", "gcig-ca125", "--json") == 0
    last = json.loads(program.out)[-1]
    assert (last["ca125"], last["recist"], last["overall"]) == ("PR", "SD", "PR")
    assert "with_recist" in last["reasons"]
    myeloma = [f"1,2026-0{n}-01,m-protein,{v},g/dL,,{e}" for n, v, e in ((1, "3.0", "start"), (2, 1.5, ""), (3, 1, ""))]
    sheet.write_text("\n".join([header, *myeloma, ""]), "utf-8")
    assert program("assess", sheet, "--criterion", "imwg", "--json") == 0
    first, last = json.loads(program.out)
    assert (first["overall"], first["value"], first["percent_from_baseline"], first["seen"]) == ("PR", 15, -50, "PR")
    assert (last["measure"], last["nadir"], last["reasons"]) == ("m-protein", 15, ["serum_change"])
    assert program("assess", sheet, "--criterion", "imwg") == 0
    assert "serum_change" in program.out
    pet = ("1,2026-01-01,suv-max,8,,,start", "1,2026-03-01,suv-max,4,,,", "1,2026-03-01,tumour-uptake,present,,,")
    sheet.write_text("\n".join([header, *pet, ""]), "utf-8")
    for criterion, needed in (("percist", "no_sul: sul-peak"), ("eortc-pet", "no_uptake: suv-bsa")):
        assert program("assess", sheet, "--criterion", criterion, "--json") == 0
        (row,) = json.loads(program.out)
        assert (row["overall"], row["value"], row["percent_from_baseline"]) == ("NE", 4, -50)
        assert row["reasons"] == [needed]
    sheet.write_text("\n".join([header, "1,2026-01-01,psa,high,ng/mL,,start", ""]), "utf-8")
    assert "Line 2" in refused(program, "assess", sheet, "--criterion", "pcwg3")


def test_points_on_which_sources_differ_are_chosen_by_name(program: Program, tmp_path: Path) -> None:
    sheet = tmp_path / "sizes.csv"
    rows = [f"1,2026-0{month}-05,A,target,no,{mm}," for month, mm in ((1, 30), (3, 20), (5, 22))]
    sheet.write_text("\n".join(["case,date,lesion,role,node,mm,status", *rows, ""]), "utf-8")
    for words, found in (
        ((), ["PR", "SD"]),
        (("--continuing-pr",), ["PR", "PR"]),
        (("--setting", "continuing_partial=faq"), ["PR", "PR"]),
        (("--continuing-pr", "--setting", "continuing_partial=literal"), ["PR", "SD"]),
        (("--setting", "continuing_partial=faq", "--setting", "partial_confirmed_days=28"), ["PR", "SD"]),
    ):
        assert program("assess", sheet, "--json", *words) == 0
        assert [row["overall"] for row in json.loads(program.out)] == found
    assert program("assess", sheet, "--criterion", "irecist", "--json", "--continuing-pr") == 0
    assert [row["overall"] for row in json.loads(program.out)] == ["iPR", "iPR"]
    said = refused(program, "assess", sheet, "--setting", "continuing=faq")
    assert "recist-1.1 has no setting “continuing”" in said
    assert "continuing_partial, partial_confirmed_days" in said
    assert "Use one of: literal, faq." in refused(program, "assess", sheet, "--setting", "continuing_partial=yes")
    diameters = tmp_path / "diameters.csv"
    header = "case,date,item,kind,long_mm,short_mm,word"
    lines = ("1,2026-01-01,A,node,40,20,", "1,2026-05-01,,deauville,,,3", "1,2026-05-01,,uptake,,,lower")
    diameters.write_text("\n".join([header, *lines, ""]), "utf-8")
    for words, overall in (((), "CMR"), (("--setting", "three_is_complete=no"), "PMR")):
        assert program("assess", diameters, "--criterion", "lugano", "--json", *words) == 0
        assert json.loads(program.out)[0]["overall"] == overall


def test_how_the_best_response_is_found_is_chosen_by_name(program: Program, tmp_path: Path) -> None:
    sheet = tmp_path / "responses.csv"
    days = (("2026-03-01", "PR"), ("2026-04-01", "SD"), ("2026-05-01", "PR"))
    rows = [f"1,{day},{overall},2026-01-01" for day, overall in days]
    sheet.write_text("\n".join(["case,date,overall,start", *rows, ""]), "utf-8")
    for words, best in (((), "SD"), (("--setting", "stable_between_confirms=yes"), "PR")):
        assert program("best-response", sheet, "--confirm", "--json", *words) == 0
        assert json.loads(program.out)[0]["best"] == best
    assert "best-response has no setting “stable”" in refused(
        program, "best-response", sheet, "--setting", "stable=yes"
    )


def test_a_sheet_of_two_diameters_is_judged(program: Program, tmp_path: Path) -> None:
    sheet = tmp_path / "diameters.csv"
    header = "case,date,item,kind,long_mm,short_mm,word"
    rows = ("1,2026-01-01,A,node,40,20,", "1,2026-03-01,A,node,20,20,", "1,2026-05-01,,deauville,,,2")
    sheet.write_text("\n".join([header, *rows, ""]), "utf-8")
    assert program("assess", sheet, "--criterion", "lugano", "--json") == 0
    by_sizes, by_pet = json.loads(program.out)
    assert (by_sizes["overall"], by_sizes["sum_mm2"], by_sizes["percent_from_baseline"]) == ("PR", 400, -50)
    assert (by_sizes["score"], by_sizes["metabolic"], by_sizes["reasons"]) == (None, None, ["products_smaller"])
    assert (by_pet["overall"], by_pet["anatomic"], by_pet["score"], by_pet["sum_mm2"]) == ("CMR", "NE", "2", None)
    assert program("assess", sheet, "--criterion", "lugano") == 0
    assert "mm²" in program.out
    brain = ["1,2026-01-01,A,enhancing,30,20,"]
    for day in ("2026-03-01", "2026-05-01"):
        brain += [f"1,{day},A,enhancing,20,15,", f"1,{day},,t2-flair,,,same", f"1,{day},,steroids,,,none"]
    brain.append("1,2026-05-01,,clinical,,,same")
    sheet.write_text("\n".join([header, *brain, ""]), "utf-8")
    assert program("assess", sheet, "--criterion", "rano", "--json") == 0
    without, alone = json.loads(program.out)
    assert (without["overall"], without["sizes"], without["percent_from_baseline"]) == ("NE", "PR", -50)
    assert without["reasons"] == ["input_missing: clinical", "smaller"]
    assert (alone["seen"], alone["overall"], alone["reasons"]) == ("PR", "SD", ["smaller", "response_unconfirmed"])
    sheet.write_text("\n".join([header, "1,2026-01-01,A,node,400,20,", ""]), "utf-8")
    assert "Line 2" in refused(program, "assess", sheet, "--criterion", "lugano")
    assert program("assess", sheet, "--criterion", "lugano", "--accept-unusual") == 0


def test_best_response_is_found(program: Program, tmp_path: Path) -> None:
    sheet = tmp_path / "responses.csv"
    sheet.write_text(
        "case,date,overall,start\n1,2026-03-05,PR,2026-01-05\n1,2026-05-05,PD,2026-01-05\n2,,,2026-01-05\n", "utf-8"
    )
    assert program("best-response", sheet, "--json") == 0
    assert [row["best"] for row in json.loads(program.out)] == ["PR", "NE"]
    assert program("best-response", sheet, "--json", "--confirm") == 0
    assert [row["best"] for row in json.loads(program.out)] == ["SD", "NE"]
    assert program("best-response", sheet) == 0
    assert program.out.splitlines()[0].startswith("case")


def test_charts_are_drawn(program: Program, sample: Path, tmp_path: Path) -> None:
    for kind in ("tumour-size", "marker-trend", "symptom-cycle", "symptom-course", "usual-cycle"):
        for out, look in ((tmp_path / f"{kind}.png", "dark"), (tmp_path / f"{kind}.svg", "paper")):
            assert program("chart", sample, "--kind", kind, "--out", out, "--look", look, "--today", TODAY) == 0
            assert program.out.count("\n") == 1
            assert program.out.endswith(".\n")
            assert out.read_bytes().startswith(b"\x89PNG" if out.suffix == ".png" else b"<?xml")
    out = tmp_path / "hb.PNG"
    assert program("chart", sample, "--kind", "marker-trend", "--analyte", "hb", "--out", out, "--table") == 0
    assert "Haemoglobin" in program.out
    assert len(program.out.splitlines()) > 30


def test_charts_that_cannot_be(program: Program, sample: Path, path: Path, tmp_path: Path) -> None:
    call = ("chart", sample, "--kind", "marker-trend", "--out")
    assert ".png or .svg" in refused(program, *call, tmp_path / "a.gif")
    assert "no result called" in refused(program, *call, tmp_path / "a.png", "--analyte", "gold")
    assert "could not be written" in refused(program, *call, tmp_path / "absent" / "a.png")
    assert not (tmp_path / "a.png").exists()
    assert program("chart", path, "--kind", "tumour-size", "--out", tmp_path / "empty.png") == 0


def test_the_page_for_the_visit(program: Program, sample: Path, path: Path, tmp_path: Path) -> None:
    for file, paper in ((sample, "a4"), (sample, "letter"), (path, "a4")):
        out = tmp_path / f"{file.stem}-{paper}.pdf"
        assert program("report", file, "--kind", "visit", "--out", out, "--paper", paper, "--today", TODAY) == 0
        with pikepdf.open(out) as pdf:
            assert len(pdf.pages) == 1
            assert pdf.Root.MarkInfo.Marked
    assert "could not be written" in refused(program, "report", sample, "--out", tmp_path / "absent" / "a.pdf")
    since = tmp_path / "since.pdf"
    assert program("report", sample, "--out", since, "--since", "2026-01-01", "--today", TODAY) == 0
    assert since.read_bytes() != (tmp_path / "sample-a4.pdf").read_bytes()


@pytest.mark.parametrize(
    ("format", "name"), [("json", "a.json"), ("csv", "a.zip"), ("fhir", "b.json"), ("ics", "a.ics")]
)
def test_export(program: Program, path: Path, tmp_path: Path, format: str, name: str) -> None:
    assert program("export", path, "--format", format, "--out", tmp_path / name) == 0
    assert (tmp_path / name).stat().st_size > 0
    missing = tmp_path / "no-such-folder" / name
    assert "could not be written" in refused(program, "export", path, "--format", format, "--out", missing)


def test_copies(program: Program, path: Path, tmp_path: Path) -> None:
    program("add", path, "note: before")
    assert program("check", path) == 0
    assert program.out == "The file is whole: 1 entry, 1 steps of history.\n"
    folder = tmp_path / "stick"
    folder.mkdir()
    assert program("backup", path, "--to", folder) == 0
    (copy,) = folder.iterdir()
    program("add", path, "note: after")
    assert program("restore", copy, "--to", path) == 0
    with open_journal(path) as journal:
        assert [note.text for note in journal.all(Note)] == ["before"]
    assert any("before" in file.name for file in tmp_path.glob("*.journal"))
    damaged = bytearray(path.read_bytes())
    damaged[len(damaged) // 2] ^= 1
    path.write_bytes(damaged)
    said = refused(program, "check", path)
    assert "is damaged" in said
    assert "salvage" in said
    new = tmp_path / "saved.journal"
    assert program("salvage", path, "--to", new) == 0
    assert program.out.startswith("Saved: 1 entry.\n")
    assert "was left as it is" in program.out
    assert program("check", new) == 0
    assert "There is already a file" in refused(program, "salvage", path, "--to", new)
    assert path.read_bytes() == damaged


def test_the_recovery_sheet_is_for_its_owner_alone(program: Program, tmp_path: Path) -> None:
    words, locked, out = tmp_path / "words", tmp_path / "locked.journal", tmp_path / "sheet.pdf"
    words.write_text("häuser am fluss 7", "utf-8")
    create(locked, "häuser am fluss 7").close()
    wrong = tmp_path / "wrong"
    wrong.write_text("another", "utf-8")
    assert "does not open" in refused(program, "recovery", locked, "--out", out, "--passphrase-file", wrong)
    assert not out.exists()
    assert program("recovery", locked, "--out", out, "--paper", "letter", "--passphrase-file", words) == 0
    with pikepdf.open(out) as pdf:
        assert len(pdf.pages) == 1
    if sys.platform != "win32":
        assert out.stat().st_mode & 0o077 == 0
    assert locked.read_bytes()[4:16].hex() not in program.out


def test_a_passphrase_is_added_changed_and_removed(program: Program, path: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    first.write_text("häuser am fluss 7", "utf-8")
    second.write_text("another one", "utf-8")
    program("add", path, "note: before")
    (tmp_path / "stick").mkdir()
    assert program("passphrase", path, "--new-passphrase-file", first) == 0
    assert "new passphrase" in program.out
    assert program("backup", path, "--to", tmp_path, "--passphrase-file", first) == 0
    copy = program.out.strip().rpartition(": ")[2]
    assert "does not open" in refused(
        program, "passphrase", path, "--passphrase-file", second, "--new-passphrase-file", second
    )
    assert program("passphrase", path, "--passphrase-file", first, "--new-passphrase-file", second) == 0
    assert copy in program.out
    assert "easy to guess" in program.out
    assert program("passphrase", path, "--passphrase-file", second, "--remove") == 0
    with open_journal(path) as journal:
        assert [note.text for note in journal.all(Note)] == ["before"]
    assert "has no passphrase" in refused(program, "passphrase", path, "--remove")
    assert program("passphrase", path, "--suggest") == 0
    words = next(line for line in program.out.splitlines() if "on paper" in line).rpartition(": ")[2]
    assert len(words.split()) == 6
    with open_journal(path, words) as journal:
        assert journal.count(Note) == 1


def test_copies_the_old_passphrase_opens_are_named_also_in_the_chosen_folder(
    program: Program, path: Path, tmp_path: Path
) -> None:
    stick, words = tmp_path / "stick", tmp_path / "words"
    stick.mkdir()
    words.write_text("häuser am fluss 7", "utf-8")
    program("add", path, "note: before")
    made = copy_round(path, 1, choosing(CopyLog(), stick), datetime(2026, 5, 1, 9, 30).astimezone())
    write_log(path, made.log)
    assert program("passphrase", path, "--new-passphrase-file", words) == 0
    own, other = made.outcome.made
    assert f"this copy: {own.name}, in {own.parent}" in program.out
    assert f"this copy: {other.name}, in {stick}" in program.out
    assert behind(read_log(path), 1) == (own.parent, stick)  # the window makes new ones the next time
    stick.rename(tmp_path / "in a drawer")
    assert program("passphrase", path, "--passphrase-file", words, "--remove") == 0
    assert "“stick” is not there now. Copies in it are as before, too." in program.out


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        ["passphrase", "a.journal", "--remove", "--suggest"],
        ["chart", "a.journal", "--kind", "pie", "--out", "a.png"],
        ["report", "a.journal", "--kind", "visit", "--paper", "a5", "--out", "a.pdf"],
        ["add"],
        ["assess", "sheet.csv", "--criterion", "guess"],
        ["explain", "a.journal", "--today", "2026-02-30"],
        ["best-response", "sheet.csv", "--confirm-days", "-3"],
        ["export", "a.journal", "--format", "docx", "--out", "a"],
    ],
)
def test_wrong_use_is_two(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2
    assert capsys.readouterr().err


def test_without_a_call_the_window_opens(program: Program, tmp_path: Path) -> None:
    asked: list[Path | None] = []

    def open_window(path: Path | None) -> int:
        asked.append(path)
        return 0

    assert main([], open_window) == 0
    assert main(["open", str(tmp_path / "a.journal")], open_window) == 0
    assert asked == [None, tmp_path / "a.journal"]


def test_where_no_window_is_handed_over_the_calls_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    assert "best-response" in capsys.readouterr().out


def test_a_fault_of_ours_is_said_without_the_journal(
    program: Program, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_arguments: object) -> None:
        raise RuntimeError("CEA 5.4 of Marianne")

    monkeypatch.setattr("journal.cli.journals.add_line", fails)
    said = refused(program, "add", path, "nausea 2")
    assert "RuntimeError at test_main.py:" in said
    assert "Marianne" not in said


def test_ctrl_c_and_a_closed_pipe(program: Program, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("journal.cli.journals.explain", interrupted)
    assert program("explain", path) == 130
    head = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys; from journal.cli.main import main; sys.stdout.flush(); sys.exit(main(['--help']))",
        ],
        capture_output=True,
        check=False,
        cwd=ROOT,
    )
    assert head.returncode == 0


def test_the_language_is_asked_for_or_the_system_s(program: Program, path: Path) -> None:
    assert program("--language", "qps", "explain", path) == 0
    assert program.out.startswith("⟦")
    assert program("explain", path, "--language", "qps") == 0
    assert program.out.startswith("⟦")
    language.set_language("en")
    assert command_line._language_of(["explain"]) == "c"


def test_it_starts_as_a_program(path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-P", "-m", "journal", "add", path, "ask: can I travel?"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "question: can I travel?" in ran.stdout
