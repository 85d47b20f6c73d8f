"""What Lugano, RANO, PERCIST or EORTC makes of a scan: its answer beside the report's word, with what it rests on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from journal.domain.finding import Finding
from journal.domain.imaging import Scan
from journal.rules.response.readings import ReadAnswer
from journal.text import numbers
from journal.text.articles import article_for
from journal.text.language import _
from journal.text.sayings import say
from journal.text.scan_readings import criterion_name, reading_name
from journal.ui.pages.imaging.otherwise import say_otherwise
from journal.ui.widgets.buttons import link
from journal.ui.widgets.chip import Chip, report_chip, response_chip, unknown_chip
from journal.ui.widgets.layouts import Column, Flow, Row
from journal.ui.widgets.reading_chip import reading_chip, titled
from journal.ui.widgets.words import Picture, Words

_ELSEWHERE: Final[Mapping[str, Callable[[], str]]] = {
    "sizes": lambda: _("Spots, along and across"),
    "new-uptake": lambda: _("New spots"),
    "new-lesion": lambda: _("New spots"),
    "cycles": lambda: _("Cycles given"),
}


def reading_words(
    answer: ReadAnswer,
    scan: Scan,
    own_words: str,
    others: Sequence[Finding],
    open_readings: Callable[[], object],
    go_to: Callable[[str, str], object],
) -> QWidget:
    """Return everything that is said of one rule's *answer* for *scan*; *others* are other readings of the rule."""
    holder = QWidget()
    column = Column(gap=10)
    holder.setLayout(column)
    rule = criterion_name(answer.rule)
    if not answer.category:
        column.addWidget(Words(_("{rule}: the start").format(rule=rule), "h2"))
        column.addWidget(Words(say(answer.finding)))
    else:
        given = reading_chip(answer)
        column.addWidget(Words(_("{category}: why").format(category=titled(answer)), "h2"))
        _say_both(column, answer, scan, own_words, given)
        _say_working(column, answer)
        say_otherwise(column, others)
        for each in _sources(answer, others):
            column.addWidget(Words(each, "small", "muted"))
        _say_missing(column, answer, open_readings)
    links = [link(_("What was copied from the report"), open_readings)]
    article = article_for(answer.finding.code)
    if article is not None:
        key = article.key
        links.append(link(_("About “{title}”").format(title=article.title), lambda: go_to("understand", key)))
    column.addLayout(Flow(*links, gap=8))
    return holder


def _say_both(column: Column, answer: ReadAnswer, scan: Scan, own_words: str, given: Chip) -> None:
    """Say what the report called it and what the rule gives, and whether they agree."""
    if scan.called is not None:
        report: Chip = report_chip(response_chip(scan.called).text(), scan.called)
    else:
        report = unknown_chip(_("own words only") if scan.called_text else _("not written down"))
    for name, chip, words in (
        (_("The report says"), report, own_words),
        (_("{rule} gives").format(rule=criterion_name(answer.rule)), given, ""),
    ):
        part = Column(Words(name, "small", "muted", wraps=False), gap=4)
        part.addWidget(chip, 0, Qt.AlignmentFlag.AlignLeading)
        if words:
            part.addWidget(Words(words, "small", "muted"))
        chip.setAccessibleName(_("{name}: {value}").format(name=name, value=chip.accessibleName()))
        column.addLayout(part)
    differs = answer.differs(scan.called)
    if differs:
        column.addWidget(Words(_("The two differ. That happens often, and nobody need have made a mistake."), "small"))
        column.addWidget(Words(_("Your doctor sees more than this, and knows more about you."), "small"))
    elif differs is False:
        line = Row(Picture("check", "positive", 18), Words(_("Both say the same."), "small", "positive"), gap=8)
        line.setStretch(1, 1)
        column.addLayout(line)


def _say_working(column: Column, answer: ReadAnswer) -> None:
    """Say the numbers, what decided, and what else counts."""
    if answer.now is not None:
        column.addWidget(Words(_("Along times across") if answer.is_products else _("The uptake"), "small_strong"))
        column.addLayout(Column(*(Words(words, "small") for words in amounts(answer)), gap=2))
    first, *others = answer.finding.reasons or (None,)
    # A rule without steps says its working in the long form.
    column.addWidget(Words(say(answer.finding, long=first is None), "small"))
    if first is not None:
        column.addWidget(Words(_("What decided"), "small_strong"))
        column.addWidget(Words(say(first), "small"))
    if others:
        column.addWidget(Words(_("What else counts"), "small_strong"))
        for reason in others:
            column.addWidget(Words(say(reason), "small"))


def _sources(answer: ReadAnswer, others: Sequence[Finding]) -> Iterator[str]:
    """Yield where the rule stands, then where its other readings do, each once."""
    for source in dict.fromkeys([answer.finding.source, *(each.source for each in others if each.source)]):
        yield _("Source: {source}.").format(source=source)


def amounts(answer: ReadAnswer) -> tuple[str, ...]:
    """Return the first number, the smallest since and this one, as far as they are known."""
    names = (
        (_("First: {value}"), answer.first),
        (_("Smallest: {value}"), answer.smallest),
        (_("Now: {value}"), answer.now),
    )
    return tuple(
        words.format(value=_amount(value, is_products=answer.is_products))
        for words, value in names
        if value is not None
    )


def _amount(value: Decimal, *, is_products: bool) -> str:
    return f"{numbers.number(value)}{numbers.NO_BREAK}mm²" if is_products else numbers.number(value)


def _say_missing(column: Column, answer: ReadAnswer, open_readings: Callable[[], object]) -> None:
    """Name what the answer waits for; each leads to where it is written down."""
    missing = dict.fromkeys(answer.finding.missing)
    if not missing:
        return
    column.addWidget(Words(_("What is missing"), "small_strong"))
    for what in missing:
        name = _ELSEWHERE[what]() if what in _ELSEWHERE else reading_name(what)
        leading = link(name, open_readings)
        leading.setAccessibleName(_("{name} is missing. Write it down.").format(name=name))
        column.addLayout(Flow(leading))
