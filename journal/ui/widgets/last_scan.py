"""What the last scan says, opened: the report's word beside what the sizes give, and the sentence for it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from journal.rules.response.last_scan import ScanAnswer
from journal.text.language import _
from journal.text.sayings import say
from journal.text.scan_readings import criterion_name
from journal.ui.widgets.chip import report_chip, response_chip, verdict_chip
from journal.ui.widgets.layouts import Column, Flow
from journal.ui.widgets.words import Words

if TYPE_CHECKING:  # Today shows this at every start, and hardly ever one of these
    from journal.rules.response.readings import ReadAnswer


def last_scan_words(answer: ScanAnswer, read: Sequence[ReadAnswer] = (), more: Sequence[QWidget] = ()) -> QWidget:
    """Return both answers with the sentence, then what other rules *read*; *more* stands below them."""
    scan, verdict = answer.scan, answer.verdict
    column = Column(gap=8)
    if scan.called is not None or scan.called_text:
        words = scan.called_text or (response_chip(scan.called).text() if scan.called is not None else "")
        column.addWidget(Words(_("The report says"), "small", "muted"))
        column.addLayout(Flow(report_chip(words, scan.called)))
    if verdict is None and not read:
        first = _("This is a first scan. Later scans are compared with it.")
        column.addWidget(Words(first if answer.has_sizes else _("No sizes were written down for this scan.")))
    elif verdict is not None:
        column.addWidget(Words(_("The sizes give"), "small", "muted"))
        column.addLayout(Flow(verdict_chip(verdict)))
        column.addWidget(Words(say(verdict.finding)))
    for each in read:
        _say_read(column, each)
    if answer.differs or any(each.differs(scan.called) for each in read):
        column.addWidget(Words(_("The two differ. Your doctor sees more than sizes.")))
    if more:
        column.addLayout(Flow(*more, gap=16))
    holder = QWidget()
    holder.setLayout(column)
    return holder


def _say_read(column: Column, answer: ReadAnswer) -> None:
    from journal.ui.widgets.reading_chip import reading_chip  # loaded with the rules: few scans say more than sizes

    if answer.category:
        name = _("{rule} gives").format(rule=criterion_name(answer.rule))
        column.addWidget(Words(name, "small", "muted"))
        column.addLayout(Flow(reading_chip(answer)))
    column.addWidget(Words(say(answer.finding)))
