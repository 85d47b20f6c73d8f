"""All charts on paper: each that holds something, none that is folded, and words where there is nothing."""

from __future__ import annotations

import io
from datetime import date, timedelta

import pikepdf

from journal.charts.marker_trend import MarkerTrendChart
from journal.charts.symptom_cycle import SymptomCycleChart
from journal.charts.tumour_size import TumourSizeChart
from journal.domain.results import LabResult
from journal.reports import REPORTS
from journal.reports.all_charts import all_charts
from journal.reports.papers import PAPERS
from journal.rules.markers.new_values import new_values
from tests.reports.conftest import Written
from tests.reports.journals import NOW, TODAY, lab, levels, usual


def test_every_chart_that_holds_something_is_there(written: Written) -> None:
    journal = written(usual())
    content = all_charts(journal, TODAY, now=NOW)
    kinds = [type(chart) for chart in content.charts]
    assert kinds == sorted(kinds, key=[SymptomCycleChart, MarkerTrendChart, TumourSizeChart].index)
    assert set(kinds) == {SymptomCycleChart, MarkerTrendChart, TumourSizeChart}
    assert not any(chart.is_empty for chart in content.charts)
    assert content.folded == ""


def test_what_waits_to_be_opened_is_in_no_chart(written: Written) -> None:
    journal = written(usual())
    newest = {each.id for each in new_values(journal.all(LabResult), TODAY)}
    folded = all_charts(journal, TODAY, now=NOW, open_results=False)
    assert newest
    assert folded.folded == "The newest results are kept folded."
    for opened, kept in ((all_charts(journal, TODAY, now=NOW), False), (folded, True)):
        shown = " ".join(str(chart.table) for chart in opened.charts if isinstance(chart, MarkerTrendChart))
        said = [each.printed for each in journal.all(LabResult) if each.id in newest]
        assert all(value not in shown for value in said) is kept


def test_markers_begin_where_they_are_asked_to(written: Written) -> None:
    records = [lab("cea", date(2026, month, 1), str(month * 10)) for month in (1, 5, 9)]
    (chart,) = all_charts(written(records), TODAY, since=date(2026, 4, 1)).charts
    assert isinstance(chart, MarkerTrendChart)
    assert [value.on.month for value in chart.values] == [5, 9]


def test_a_journal_with_nothing_to_draw_says_so(written: Written) -> None:
    content = all_charts(written(()), TODAY, now=NOW)
    assert content.charts == ()
    assert content.nothing == "There is nothing to draw yet."
    pdf = dict(REPORTS)["charts"](written(()), TODAY, None, PAPERS["a4"], NOW)
    assert len(pikepdf.open(io.BytesIO(pdf)).pages) == 1


def test_charts_flow_over_as_many_pages_as_they_need(written: Written) -> None:
    records = [
        entry
        for symptom in ("nausea", "fatigue", "diarrhoea", "pain", "low_mood")
        for entry in levels(symptom, TODAY - timedelta(9), "1233211", "Anna")
    ]
    pdf = dict(REPORTS)["charts"](written(records), TODAY, None, PAPERS["letter"], NOW)
    assert len(pikepdf.open(io.BytesIO(pdf)).pages) == 2
