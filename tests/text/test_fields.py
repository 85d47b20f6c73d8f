"""Every field that a person wrote has a name, and whatever can stand in it has words."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from journal.domain.record import Record
from journal.store.tables import KINDS
from journal.text.fields import BOOKKEEPING, RESULTS, apart, field_name, field_words, read_out
from tests.records import records


@pytest.mark.parametrize("kind", KINDS)
def test_each_field_is_called_something(kind: type[Record]) -> None:
    names = [field_name(kind, field) for field in read_out(kind)]
    assert all(names)
    assert len(set(names)) == len(names), "two fields of one record are called the same"


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data())
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_each_value_is_said_in_words(kind: type[Record], data: st.DataObject) -> None:
    levels = {"level": st.integers(0, 4)} if kind.__name__ == "SymptomEntry" else {}
    record = data.draw(records(kind, **levels))
    for field in read_out(kind):
        words, value = field_words(record, field), getattr(record, field)
        holds_nothing = value in (None, "") or (isinstance(value, tuple) and not any(value))
        assert bool(words) or holds_nothing, field
    assert set(apart(record, record)) == set()


def test_results_that_stay_folded_are_fields() -> None:
    for kind, hidden in RESULTS.items():
        assert hidden <= set(read_out(kind)), kind
        assert not hidden & BOOKKEEPING
