"""A round copies where the newest state is missing, passes over a stick that is away, and waits an hour."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from journal.actions.copy_log import CopyLog, Made, choosing
from journal.actions.copy_round import FolderState, behind, copy_round, folder_states, wait_for
from journal.store.backup import backup
from journal.store.faults import ReadOnlyPlace
from journal.store.integrity import check
from journal.store.opening import create

NOW = datetime(2026, 5, 1, 9, 30, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    create(tmp_path / "anna.journal").close()
    return tmp_path / "anna.journal"


def test_a_stick_that_comes_and_goes(path: Path, tmp_path: Path) -> None:
    own, stick = tmp_path / "own", tmp_path / "stick"
    log = replace(CopyLog(), chosen=str(stick))
    assert behind(log, 0, own) == ()
    assert behind(log, 1, own) == (own, stick)
    first = copy_round(path, 1, log, NOW, own=own)
    assert (first.problems, len(first.outcome.made)) == ((), 1)
    assert behind(first.log, 1, own) == (stick,)
    assert folder_states(path, first.log, own)[1] == FolderState(stick, is_own=False, is_there=False)
    stick.mkdir()
    later = NOW + timedelta(minutes=5)
    second = copy_round(path, 1, first.log, later, folders=behind(first.log, 1, own), own=own)
    assert [copy.parent for copy in second.outcome.made] == [stick]
    assert behind(second.log, 1, own) == ()
    assert behind(second.log, 2, own) == (own, stick)
    assert all(check(copy) == check(path) for copy in (*first.outcome.made, *second.outcome.made))
    stick.rename(tmp_path / "taken away")
    (_own, away) = folder_states(path, second.log, own)
    assert away == FolderState(stick, is_own=False, is_there=False, count=0, last=later)


def test_what_stands_in_the_way_is_a_problem_of_its_folder(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own, stick = tmp_path / "own", tmp_path / "stick"
    stick.mkdir()
    log = choosing(CopyLog(), stick, own)

    def refuse(journal: Path, folder: Path, *rest: object) -> Path:
        if folder == stick:
            raise ReadOnlyPlace(folder / "copy")
        return backup(journal, folder, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr("journal.actions.backups.backup", refuse)
    done = copy_round(path, 4, log, NOW, own=own)
    assert [type(problem) for problem in done.problems] == [ReadOnlyPlace]
    assert behind(done.log, 4, own) == (stick,)


@pytest.mark.parametrize(
    ("last", "wait"),
    [
        (None, timedelta(0)),
        (NOW, timedelta(hours=1)),
        (NOW - timedelta(minutes=59), timedelta(minutes=1)),
        (NOW - timedelta(minutes=60), timedelta(0)),
        (NOW + timedelta(days=300), timedelta(0)),
    ],
)
def test_at_most_one_copy_an_hour(tmp_path: Path, last: datetime | None, wait: timedelta) -> None:
    log = CopyLog() if last is None else CopyLog().with_made(tmp_path, Made(last, 1))
    assert wait_for(log, NOW, tmp_path) == wait
