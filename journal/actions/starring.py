"""Keeping a question with a star, from wherever it stands, for the next visit."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from journal.domain.visits import Question
from journal.store.change import Draft


def starred(questions: Iterable[Question], text: str, starred_from: str = "") -> Question | None:
    """Return the open question that is *text*, or was starred under the key *starred_from*; None where none is."""
    open_ones = [question for question in questions if question.answered_on is None]
    return next(
        (
            question
            for question in open_ones
            if question.text == text or (starred_from and question.starred_from == starred_from)
        ),
        None,
    )


def star(draft: Draft, questions: Iterable[Question], text: str, starred_from: str, today: date) -> Question:
    """Keep *text* as the last of the open questions, and return it."""
    last = max((question.position for question in questions), default=-1)
    question = Question(happened_on=today, text=text, position=last + 1, starred_from=starred_from)
    draft.save(question)
    return question
