"""Asks what may take long to answer, like a keyring whose owner is asked first, while the window lives on."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Final, TypeVar

from PySide6.QtCore import QEventLoop, QTimer

from journal.ui.garbage import collect_on_this_thread

LOOK_EVERY_MS: Final = 15

T = TypeVar("T")


class NoAnswer(Exception):
    """There was none in time."""


def answer_of(work: Callable[[], T], patience_s: float) -> T:
    """Return what *work* returns, or raise what it raises; NoAnswer after *patience_s*.

    It has a thread of its own: the background worker would keep all else waiting.  Meanwhile the window paints and
    takes no key.  *work* must hold no widget: it may be let go on that thread.
    """
    answers: list[tuple[T, None] | tuple[None, Exception]] = []

    def run() -> None:
        try:
            answers.append((work(), None))
        except Exception as error:
            answers.append((None, error))

    collect_on_this_thread()
    until = time.monotonic() + patience_s
    threading.Thread(target=run, name="aside", daemon=True).start()
    loop, timer = QEventLoop(), QTimer()
    timer.setInterval(LOOK_EVERY_MS)
    timer.timeout.connect(lambda: loop.quit() if answers or time.monotonic() > until else None)
    timer.start()
    loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
    timer.stop()
    if not answers:
        raise NoAnswer
    result, error = answers[0]
    if error is not None:
        raise error
    return result  # type: ignore[return-value]
