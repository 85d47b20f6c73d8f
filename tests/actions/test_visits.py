"""Appointments and questions: order, equal words, answers, and what changed since the last visit."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.actions import visits as acts
from journal.actions.sample.writing import Size, sample_records
from journal.domain.imaging import Response, Scan
from journal.domain.quantity import Quantity
from journal.domain.results import LabResult
from journal.domain.treatment import Cycle, CycleState, TreatmentLine
from journal.domain.visits import Appointment, HospitalStay, Question
from journal.store.journal import Journal
from journal.store.opening import create
from journal.text.articles import articles

TODAY = date(2026, 5, 12)


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    with create(tmp_path / "anna.journal") as made:
        yield made


def visit(days: int, what: str = "Visit", team: bool = True) -> Appointment:
    return Appointment(happened_on=TODAY + timedelta(days), what_for=what, is_team_visit=team)


def put(journal: Journal, *records: object) -> None:
    with journal.change("Put") as draft:
        draft.save_all(records)  # type: ignore[arg-type]


def texts(journal: Journal) -> list[str]:
    return [each.question.text for each in acts.visits(journal, TODAY).questions]


def test_nothing_is_written_down(journal: Journal) -> None:
    shown = acts.visits(journal, TODAY)
    assert shown.is_empty
    assert (shown.next, shown.last, shown.suggestions) == (None, None, ())
    assert acts.answered_at(shown) is None


def test_the_next_visit_to_the_team_is_on_top(journal: Journal) -> None:
    put(journal, visit(2, "Blood test", team=False), visit(9, "Later"), visit(5), visit(-3, "Scan", team=False))
    shown = acts.visits(journal, TODAY)
    assert shown.next is not None
    assert shown.next.what_for == "Visit"
    assert [each.what_for for each in shown.coming] == ["Blood test", "Later"]
    assert [each.what_for for each in shown.past] == ["Scan"]
    assert shown.last is None


def test_without_a_visit_to_the_team_any_appointment_is_next(journal: Journal) -> None:
    put(journal, visit(2, "Blood test", team=False))
    shown = acts.visits(journal, TODAY)
    assert shown.next is not None
    assert shown.next.what_for == "Blood test"


@pytest.mark.parametrize(("days", "belongs"), [(0, True), (-21, True), (-22, False)])
def test_an_answer_belongs_to_a_visit_that_is_not_long_ago(journal: Journal, days: int, belongs: bool) -> None:
    put(journal, visit(days))
    assert (acts.answered_at(acts.visits(journal, TODAY)) is not None) is belongs


def test_equal_questions_count_once_and_share_their_fate(journal: Journal) -> None:
    put(
        journal,
        Question(happened_on=TODAY, text="Can I travel?", position=1),
        Question(happened_on=TODAY, text=" can I  travel ", position=2, starred_from="stable-disease/x"),
        Question(happened_on=TODAY, text="Other", position=0),
    )
    shown = acts.visits(journal, TODAY)
    assert [each.question.text for each in shown.questions] == ["Other", "Can I travel?"]
    with journal.change("Answer") as draft:
        acts.answer(draft, shown.questions[1], " Yes. ", None, TODAY)
    assert texts(journal) == ["Other"]
    (answered,) = [each for each in journal.all(Question) if each.answered_on]
    assert (answered.answer, answered.answered_on, answered.appointment_id) == ("Yes.", TODAY, "")
    with journal.change("Again") as draft:
        acts.reopen(draft, answered, acts.visits(journal, TODAY).questions)
    assert texts(journal) == ["Other", "Can I travel?"]


def test_a_question_that_is_there_is_not_asked_twice(journal: Journal) -> None:
    for text, added in (("Can I travel?", True), ("can i travel", False), ("   ", False), ("And fly?", True)):
        with journal.change("Ask") as draft:
            assert acts.ask(draft, acts.visits(journal, TODAY).questions, text, TODAY) is added
    assert texts(journal) == ["Can I travel?", "And fly?"]


moves = st.lists(st.tuples(st.integers(0, 4), st.integers(-6, 6)), max_size=12)


@given(moves)
def test_moving_keeps_every_question_and_moves_only_one(steps: list[tuple[int, int]]) -> None:
    questions = {str(n): Question(id=str(n), happened_on=TODAY, text=f"Q{n}", position=n) for n in range(5)}
    order = [str(n) for n in range(5)]

    class Drafted:
        def save(self, question: Question) -> None:
            questions[question.id] = question

    for which, by in steps:
        asked = acts.open_questions(questions.values())
        assert [each.question.id for each in asked] == order
        acts.move(Drafted(), asked, str(which), by)  # type: ignore[arg-type]
        to = max(0, min(4, order.index(str(which)) + by))
        order.remove(str(which))
        order.insert(to, str(which))
    assert [each.question.id for each in acts.open_questions(questions.values())] == order


def test_rewording_leaves_one_question(journal: Journal) -> None:
    put(journal, Question(happened_on=TODAY, text="A"), Question(happened_on=TODAY, text="a?"))
    (asked,) = acts.visits(journal, TODAY).questions
    with journal.change("Reword") as draft:
        acts.reword(draft, asked, "B")
    assert [each.text for each in journal.all(Question)] == ["B"]


def test_where_a_question_comes_from() -> None:
    page = next(page for page in articles().values() if page.questions)
    starred = Question(happened_on=TODAY, text="x", starred_from=page.questions[0].key)
    assert acts.where_from(starred) == f"Starred in “{page.title}”"
    typed = Question(happened_on=TODAY, text="x", starred_from="no-such-page/x")
    assert acts.where_from(typed).replace("\u00a0", " ") == "Written on 12 May 2026"


def test_what_changed_is_offered_without_saying_what_it_showed(journal: Journal) -> None:
    line = TreatmentLine(happened_on=TODAY - timedelta(30), name="FOLFOX", cycle_days=14)
    put(
        journal,
        visit(-10),
        line,
        Scan(happened_on=TODAY - timedelta(5), called=Response.PD, called_text="growing"),
        LabResult(happened_on=TODAY - timedelta(4), analyte="cea", quantity=Quantity(Decimal(90), "ng/mL")),
        HospitalStay(happened_on=TODAY - timedelta(3), reason="fever"),
        Cycle(
            happened_on=TODAY - timedelta(2),
            line_id=line.id,
            number=3,
            state=CycleState.GIVEN,
            planned_on=TODAY - timedelta(9),
        ),
    )
    shown = acts.visits(journal, TODAY)
    assert [each.asks.replace("\u00a0", " ") for each in shown.suggestions] == [
        "What does the scan of 7 May 2026 mean for me?",
        "What do the new marker values mean?",
        "Does the stay in hospital change the plan?",
    ]
    said = " ".join(f"{each.says} {each.asks}" for each in shown.suggestions)
    assert "grow" not in said
    assert "90" not in said
    for suggestion in shown.suggestions:
        with journal.change("Ask") as draft:
            acts.ask(draft, acts.visits(journal, TODAY).questions, suggestion.asks, TODAY)
    assert [each.asks for each in acts.visits(journal, TODAY).suggestions] == [
        "Does it matter that cycle 3 began later?"
    ]


@pytest.mark.parametrize("days", [-10, -11])
def test_what_was_there_at_the_last_visit_is_not_new(journal: Journal, days: int) -> None:
    put(journal, visit(-10), Scan(happened_on=TODAY + timedelta(days)))
    assert acts.visits(journal, TODAY).suggestions == ()


def test_the_sample_has_everything(journal: Journal) -> None:
    put(journal, *sample_records(TODAY, Size.USUAL))
    shown = acts.visits(journal, TODAY)
    assert shown.next is not None
    assert shown.next.happened_at == time(9, 45)
    assert len(shown.questions) == 4
    assert shown.past[0].happened_on > shown.past[-1].happened_on
    assert len(shown.suggestions) == 3
