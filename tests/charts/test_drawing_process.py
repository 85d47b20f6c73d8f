"""The process that draws: whatever it is asked comes back through the pipe, and faults come without what was drawn."""

from __future__ import annotations

import io
import pickle
import subprocess
import sys

import pytest

from journal.charts.drawing_process import (
    Answer,
    Failure,
    Request,
    answered,
    read_message,
    write_message,
)
from journal.charts.drawn import drawn_as_file
from journal.domain.problems import Problem
from journal.text.language import current_language, set_language
from tests.charts.errands import broken, refused, said
from tests.charts.examples import EXAMPLES, STABLE, sized

SECRET = "nausea of Marianne"


def asked(request: Request) -> Answer | Failure:
    answer = pickle.loads(answered(pickle.dumps(request)))
    assert isinstance(answer, Answer | Failure)
    return answer


@pytest.fixture(autouse=True)
def english() -> object:
    yield
    set_language("en")


def test_an_answer_is_in_the_language_of_who_asked() -> None:
    assert asked(Request("en", said, ("x",), {})) == Answer("Close x")
    assert asked(Request("qps", said, (), {"word": "x"})) == Answer("⟦Çlösé⟧ x")
    assert current_language() == "qps"


def test_what_a_person_can_mend_comes_in_its_own_words() -> None:
    failure = asked(Request("en", refused, ("poster",), {}))
    assert isinstance(failure, Failure)
    assert isinstance(failure.problem, Problem)
    assert (failure.problem.message, failure.problem.values) == ("There is no printout “{word}”.", {"word": "poster"})


def test_a_fault_says_where_and_never_what() -> None:
    answer = answered(pickle.dumps(Request("en", broken, (SECRET,), {})))
    assert b"Marianne" not in answer
    failure = pickle.loads(answer)
    assert (failure.problem, failure.kind) == (None, "builtins.ValueError")
    assert failure.places[-1].function == "broken"


def test_what_cannot_be_read_is_a_fault_and_no_end() -> None:
    assert pickle.loads(answered(b"nothing")).kind == "_pickle.UnpicklingError"


@pytest.mark.parametrize("message", [b"", b"x", b"x" * 300_000])
def test_messages_are_whole(message: bytes) -> None:
    pipe = io.BytesIO()
    write_message(pipe, message)
    write_message(pipe, b"next")
    whole = pipe.getvalue()
    pipe.seek(0)
    assert (read_message(pipe), read_message(pipe)) == (message, b"next")
    with pytest.raises(EOFError):
        read_message(pipe)
    with pytest.raises(EOFError):
        read_message(io.BytesIO(whole[: len(message) + 7]))


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_every_chart_goes_through_the_pipe(name: str) -> None:
    chart = EXAMPLES[name]()
    assert pickle.loads(pickle.dumps(chart)) == chart


def test_a_packaged_program_draws_under_its_own_name() -> None:
    """It has no other Python: it starts itself, and is told what to do with the first word."""
    chart = sized(STABLE)
    pipe = io.BytesIO()
    write_message(pipe, pickle.dumps(Request("en", drawn_as_file, (chart, ".svg"), {})))
    done = subprocess.run(
        [sys.executable, "-m", "journal", "--draw-aside"], input=pipe.getvalue(), capture_output=True, check=True
    )
    answer = pickle.loads(read_message(io.BytesIO(done.stdout)))
    assert answer == Answer(drawn_as_file(chart, ".svg"))
    assert done.stderr == b""
