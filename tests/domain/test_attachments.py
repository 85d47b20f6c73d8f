"""A file's name, however hostile, becomes one that can stand in any folder of any system and hides nothing."""

from __future__ import annotations

import unicodedata
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.domain.attachments import LONGEST_NAME, ending_of, safe_name


@pytest.mark.parametrize(
    ("given_name", "safe"),
    [
        ("report.pdf", "report.pdf"),
        ("Befund März 2026.pdf", "Befund März 2026.pdf"),
        ("../../.ssh/authorized_keys", "authorized_keys"),
        (r"..\..\Windows\system.ini", "system.ini"),
        ("..", "file"),
        ("", "file"),
        ("   ", "file"),
        ("/", "file"),
        ("a\x00b\x1b[31m.pdf", "ab[31m.pdf"),
        ("line\nbreak\t.pdf", "linebreak.pdf"),
        ("photo\u202egpj.exe", "photogpj.exe"),
        ("zero\u200bwidth\ufeff.pdf", "zerowidth.pdf"),
        ("CON", "_CON"),
        ("nul.txt", "_nul.txt"),
        ("Com1.report.pdf", "_Com1.report.pdf"),
        ("LPT¹.pdf", "_LPT¹.pdf"),
        ("console.pdf", "console.pdf"),
        ('a<b>c:d"e|f?g*.pdf', "a_b_c_d_e_f_g_.pdf"),
        ("C:evil.pdf", "C_evil.pdf"),
        ("trailing dots...", "trailing dots"),
        (".hidden", "hidden"),
        ("e\u0301.pdf", "é.pdf"),
        ("\udcff\udcfe.pdf", "__.pdf"),
    ],
)
def test_hostile_names_become_safe(given_name: str, safe: str) -> None:
    assert safe_name(given_name) == safe


@given(st.one_of(st.text(max_size=300), st.text(alphabet="./\\ con:\x00aé.\u202e", max_size=40)))
def test_any_name_becomes_one_plain_name(text: str) -> None:
    name = safe_name(text)
    assert name
    assert PurePosixPath(name).name == name
    assert PureWindowsPath(name).name == name
    assert not PureWindowsPath(name).is_reserved()
    assert name not in (".", "..")
    assert name[-1] not in " ." and name[0] not in " ."  # noqa: PT018 - one property of both ends
    assert all(unicodedata.category(letter)[0] != "C" for letter in name)
    assert len(name.encode()) <= LONGEST_NAME
    assert safe_name(name) == name, "a safe name stays as it is"


def test_a_long_name_keeps_its_ending(tmp_path: Path) -> None:
    name = safe_name("é" * 300 + ".pdf")
    assert ending_of(name) == ".pdf"
    (tmp_path / name).write_bytes(b"")


@pytest.mark.parametrize(("name", "ending"), [("a.PDF", ".pdf"), ("a", ""), (".x", ""), ("a.", ""), ("a.b.c", ".c")])
def test_endings(name: str, ending: str) -> None:
    assert ending_of(name) == ending
