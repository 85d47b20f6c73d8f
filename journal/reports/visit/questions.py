"""Slot 7: what the person wants to ask, in their own order."""

from __future__ import annotations

from dataclasses import dataclass

from journal.domain.visits import Question
from journal.reports.printable import typed
from journal.reports.visit.giving_way import GivesWay, gives_way
from journal.reports.visit.reading import Reading
from journal.text.language import _, ngettext


@dataclass(frozen=True)
class Questions:
    """The open questions; without any, *nothing* is said and the lines stay for notes."""

    title: str
    nothing: str
    open: GivesWay[str]


def questions(reading: Reading) -> Questions:
    """Return the questions that have no answer yet."""
    asked = [question for question in reading.all(Question) if question.answered_on is None and question.text.strip()]
    asked.sort(key=lambda question: (question.position, question.happened_on))
    reading.shown(asked)
    return Questions(
        title=_("My questions"),
        nothing=_("No question was written down. These lines are for notes."),
        open=gives_way(
            [_("{number}. {question}").format(number=n, question=typed(q.text)) for n, q in enumerate(asked, 1)],
            notice=lambda count: ngettext(
                "{count} more question: in the journal", "{count} more questions: in the journal", count
            ).format(count=count),
            foot=lambda count: ngettext("{count} question", "{count} questions", count).format(count=count),
        ),
    )
