"""Settings come back as they were kept, and nothing in their file can stop a start."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from journal.settings import MOST_RECENT, Place, Settings, load, save

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3),
    max_leaves=6,
)
NAMES = tuple(Settings.__dataclass_fields__)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "new folder" / "settings.json"


def test_what_was_kept_comes_back(file: Path) -> None:
    kept = Settings(
        theme="black",
        text_size=150,
        language="de",
        recent=("/home/anna/Köln.journal", "/home/anna/\udcff.journal"),
        window=Place(-5, 0, 1280, 860, True),
        keep_results_open=True,
        author="Anna",
        paper="letter",
        emergency_number="112",
        lock_after=5,
        remembered=("0123456789abcdef" * 2,),
    )
    assert save(kept, file)
    assert load(file) == kept
    assert [path.name for path in file.parent.iterdir()] == ["settings.json"]


def test_the_first_start_has_the_usual_values(file: Path) -> None:
    assert load(file) == Settings()


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff\xfe\x00", b'"text"'])
def test_a_broken_file_is_set_aside(file: Path, content: bytes) -> None:
    file.parent.mkdir()
    file.write_bytes(content)
    assert load(file) == Settings()
    assert file.with_suffix(".broken.json").read_bytes() == content
    assert save(Settings(), file)


def test_a_broken_entry_leaves_the_others(file: Path) -> None:
    save(Settings(theme="dark", author="Anna"), file)
    entries = json.loads(file.read_text("utf-8"))
    file.write_text(json.dumps({**entries, "text_size": 33, "window": {"x": 1}, "from_later": 1}), "utf-8")
    assert load(file) == Settings(theme="dark", author="Anna")


@hypothesis_settings(suppress_health_check=[HealthCheck.too_slow])  # the first text draws all of Unicode
@given(st.dictionaries(st.sampled_from(NAMES), JSON))
def test_no_content_stops_a_start(tmp_path_factory: pytest.TempPathFactory, entries: dict[str, Any]) -> None:
    file = tmp_path_factory.mktemp("settings") / "settings.json"
    file.write_text(json.dumps(entries), "utf-8")
    read = load(file)
    assert save(read, file)
    assert load(file) == read


def test_recent_journals_are_few_and_each_stands_once(tmp_path: Path) -> None:
    settings = Settings()
    for number in range(MOST_RECENT + 3):
        settings = settings.with_recent(tmp_path / f"{number}.journal")
    settings = settings.with_recent(tmp_path / "5.journal")
    assert len(settings.recent) == MOST_RECENT == len(set(settings.recent))
    assert settings.recent[0] == str(tmp_path / "5.journal")
    assert str(tmp_path / "5.journal") not in settings.without_recent(tmp_path / "5.journal").recent


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_place_that_cannot_be_written_stops_nobody(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    assert save(Settings(), tmp_path / "settings.json") is False


def test_a_file_in_the_place_of_the_folder_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("", "ascii")
    assert save(Settings(), tmp_path / "taken" / "settings.json") is False
    assert load(tmp_path / "taken" / "settings.json") == Settings()
