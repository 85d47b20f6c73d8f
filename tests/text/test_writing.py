"""Numbers, dates and units are written so that nobody can misread them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from journal.domain.quantity import Comparator, Quantity
from journal.domain.record import Precision
from journal.reference.analytes import analytes
from journal.reference.tables import rows
from journal.reference.units import belongs
from journal.text import dates, language, numbers


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    yield
    language.set_language("en")


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u2060", "")


def test_numbers_keep_their_decimals_and_have_a_real_minus() -> None:
    assert numbers.number(Decimal("0.80")) == "0.80"
    assert numbers.number(Decimal("-2.5")) == "−2.5"
    assert numbers.number(3, sign=True) == "+3"
    assert numbers.number(Decimal("1E+2")) == "100"


def test_the_reader_s_decimal_sign(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language, "_current", language.Catalogue("de"))
    assert numbers.number(Decimal("38.5")) == "38,5"


@pytest.mark.parametrize(
    ("share", "text"),
    [("-3/10", "−30 %"), ("-2998/10000", "−29.98 %"), ("-29999/100000", "−29.999 %"), ("1/3", "33.3 %"), ("0", "0 %")],
)
def test_percent_never_shows_a_line_that_was_not_reached(share: str, text: str) -> None:
    assert plain(numbers.percent(Fraction(share), (Fraction(-3, 10),))) == text


def test_quantities() -> None:
    assert plain(numbers.quantity(Quantity(Decimal("0.10"), "ng/mL", Comparator.LESS))) == "< 0.10 ng/mL"
    assert plain(numbers.quantity(Quantity(Decimal(5), "U/mL", Comparator.AT_LEAST))) == "≥ 5 U/mL"
    assert plain(numbers.quantity(Quantity(Decimal("1.1"), ""))) == "1.1"
    assert plain(numbers.millimetres(Decimal("61.0"))) == "61 mm"
    assert plain(numbers.millimetres(Fraction("65.1"))) == "65.1 mm"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("98.8285226796471", "98.83"),
        ("3.2851912655949325", "3.285"),
        ("0.00012345678", "0.0001235"),
        ("10234.56789", "10235"),
        ("-2.3456789", "−2.346"),
        ("123456.0", "123456.0"),
        ("1234567", "1234567"),
        ("5.40000", "5.40000"),
        ("9.99999999", "10.000"),
    ],
)
def test_long_numbers_are_shortened_for_the_eye(value: str, shown: str) -> None:
    assert plain(numbers.quantity(Quantity(Decimal(value)))) == shown


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        ("x10E3/uL", "10³/µL"),
        ("10*9/L", "10⁹/L"),
        ("ug/L", "µg/L"),
        ("umol/L", "µmol/L"),
        ("Cel", "°C"),
        ("U/L", "U/L"),
    ],
)
def test_units(printed: str, shown: str) -> None:
    assert numbers.unit(printed) == shown


def test_dates() -> None:
    assert plain(dates.day(date(2026, 5, 12))) == "12 May 2026"
    assert plain(dates.day(date(2026, 5, 1), Precision.MONTH)) == "May 2026"
    assert dates.day(date(2026, 1, 1), Precision.YEAR) == "2026"
    assert plain(dates.period(date(2026, 11, 18), date(2026, 11, 19))) == "18–19 Nov"
    assert plain(dates.period(date(2026, 10, 28), date(2026, 11, 3))) == "28 Oct–3 Nov"


CATALOGUE = """
msgid ""
msgstr "Plural-Forms: nplurals=3; plural=(n==1 ? 0 : n>1 && n<5 ? 1 : 2);\\n"

msgid "{count} day"
msgid_plural "{count} days"
msgstr[0] "{count} den"
msgstr[1] "{count} dny"
msgstr[2] "{count} dní"

#, fuzzy
msgid "mild"
msgstr "wrong"

msgid ""
"severe "
"pain"
msgstr "silná bolest"
"""


def test_a_catalogue_is_read_with_its_plurals(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language, "_current", language.read_catalogue("cs", CATALOGUE))
    assert [language.ngettext("{count} day", "{count} days", n) for n in (1, 3, 7)] == [
        "{count} den",
        "{count} dny",
        "{count} dní",
    ]
    assert language._("mild") == "mild"
    assert language._("severe pain") == "silná bolest"


def test_pseudo_keeps_places() -> None:
    language.set_language("qps")
    assert language._("on {day}") == "⟦öñ {day}⟧"
    assert language.is_right_to_left("qps-rtl")
    language.set_language("no such language")
    assert language.current_language() == "en"


def test_a_unit_as_shown_can_be_typed_in_again() -> None:
    used = {(key, analyte.unit) for key, analyte in analytes().items()}
    used |= {(row["analyte"], row["unit"]) for row in rows("units")}
    arbitrary = {(key, unit) for key, unit in used if "[arb'U]" in unit}  # shown as U, which others use, too
    shares = {(key, unit) for key, unit in used if unit == "1"}  # shown without any unit
    for key, unit in used - arbitrary - shares:
        assert belongs(numbers.unit(unit), key), (key, unit)
