"""The command line: what can be called, and how an answer or a refusal leaves it.

Exit codes: 0 done, 1 the input was refused (one line on stderr says why), 2 wrong use.
"""

from __future__ import annotations

import argparse
import locale
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from journal.cli.calls import Run, parser_of_calls
from journal.cli.speaking import complain, own_fault, say
from journal.domain.problems import Problem
from journal.text import language
from journal.text.sayings import say_problem

DONE: Final = 0
REFUSED: Final = 1
BROKEN_OFF: Final = 130  # what shells expect after Ctrl+C


def main(arguments: Sequence[str], open_window: Callable[[Path | None], int] | None = None) -> int:
    """Carry out one call and return its exit code; *open_window* shows the window, where there is one."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a console that lacks a letter must not end the program
    language.set_language(_language_of(arguments))
    given = parser_of_calls(arguments).parse_args(arguments)
    language.set_language(given.language or language.current_language())
    if getattr(given, "run", None) is None:
        return _window(given, open_window)
    try:
        run: Run = given.run
        return run(given)
    except Problem as problem:
        complain(say_problem(problem))
        return REFUSED
    except KeyboardInterrupt:
        return BROKEN_OFF
    except BrokenPipeError:
        # Whoever reads has enough ("| head"); nothing more can be said to them.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except Exception as error:  # a bug of ours: said calmly, and without anything of the journal
        complain(own_fault(error))
        return REFUSED


def _window(given: argparse.Namespace, open_window: Callable[[Path | None], int] | None) -> int:
    if open_window is not None:
        return open_window(getattr(given, "file", None))
    say(parser_of_calls().format_help())
    return DONE


def _language_of(arguments: Sequence[str]) -> str:
    """Return the language asked for, else the system's; it must be known before help is written."""
    for word, following in zip(arguments, [*arguments[1:], ""], strict=False):
        if word == "--language":
            return following
        if word.startswith("--language="):
            return word.partition("=")[2]
    system = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return (system or locale.getlocale()[0] or "")[:2].lower()
