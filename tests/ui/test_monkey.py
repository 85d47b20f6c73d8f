"""A short random walk through the whole window; `python -m tests.ui.monkey` walks longer, from other seeds."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from journal.ui.pages import PAGES
from tests.ui.monkey import Monkey, choose_files_itself

STEPS = 75
MOST_STEPS = 5 * STEPS
MOST_SECONDS = 60


@pytest.mark.parametrize("seed", [3, 8])
def test_a_random_walk_meets_no_fault_and_loses_nothing(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    random.seed(seed)
    everywhere = {entry.key for entry in PAGES}
    choose_files_itself(tmp_path, monkeypatch.setattr)
    monkey = Monkey(qapp, seed, tmp_path, tmp_path / "trail.txt")
    monkeypatch.setattr(sys, "excepthook", monkey.note_error)
    before = qInstallMessageHandler(monkey.note_message)
    try:
        most = STEPS
        while most == STEPS or (set(monkey.visited) != everywhere and most < MOST_STEPS):
            monkey.walk(MOST_SECONDS, most)  # on a busy machine, the same steps meet other moments
            most += STEPS
        monkey.close_all()
    finally:
        qInstallMessageHandler(before)
    monkey.look_over()
    assert monkey.faults == {}, "\n".join(monkey.steps)
    assert monkey.count >= STEPS
    assert set(monkey.visited) == everywhere
