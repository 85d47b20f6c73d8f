"""What the last scan says, opened: the report's word beside what the sizes give, and the sentence for it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from journal.rules.response.last_scan import ScanAnswer
from journal.text.language import _
from journal.text.sayings import say
from journal.ui.widgets.chip import report_chip, response_chip, verdict_chip
from journal.ui.widgets.layouts import Column, Flow
from journal.ui.widgets.words import Words


def last_scan_words(answer: ScanAnswer, more: Sequence[QWidget] = ()) -> QWidget:
    """Return both answers with the sentence; *more* stands below them."""
    scan, verdict = answer.scan, answer.verdict
    column = Column(gap=8)
    if scan.called is not None or scan.called_text:
        words = scan.called_text or (response_chip(scan.called).text() if scan.called is not None else "")
        column.addWidget(Words(_("The report says"), "small", "muted"))
        column.addLayout(Flow(report_chip(words, scan.called)))
    if verdict is None:
        column.addWidget(Words(_("This is a first scan. Later scans are compared with it.")))
    else:
        column.addWidget(Words(_("The sizes give"), "small", "muted"))
        column.addLayout(Flow(verdict_chip(verdict)))
        column.addWidget(Words(say(verdict.finding)))
    if answer.differs:
        column.addWidget(Words(_("The two differ. Your doctor sees more than sizes.")))
    if more:
        column.addLayout(Flow(*more, gap=16))
    holder = QWidget()
    holder.setLayout(column)
    return holder
