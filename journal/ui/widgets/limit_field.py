"""A limit of a temperature: typed in °C or °F as the paper says it, kept in °C, and read back in both."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from PySide6.QtCore import Signal

from journal.domain.quantity import Quantity
from journal.rules.temperatures import CELSIUS, FAHRENHEIT, in_celsius, scale_of, shown_in
from journal.text import numbers
from journal.text.language import _
from journal.ui.widgets.fields import NumberField


class LimitField(NumberField):
    """The number says its scale by itself; blank, the field is in the scale that the person's temperatures are in.

    `celsius_finished` brings the limit in °C, or None where the field is blank.
    """

    celsius_finished = Signal(object)
    scale_changed = Signal()

    def __init__(self, name: str, celsius: Decimal | None = None, scale: str = CELSIUS) -> None:
        super().__init__(name)
        self.label = name
        self._usual = scale
        self._is_typed = False
        self.textEdited.connect(self._note_typed)
        self.number_finished.connect(lambda _number: self.celsius_finished.emit(self.celsius))
        self.textChanged.connect(lambda _text: self.scale_changed.emit())
        self.show_limit(celsius, scale)

    @property
    def scale(self) -> str:
        """The scale of what stands there."""
        return self._usual if self.number is None else scale_of(self.number)

    @property
    def celsius(self) -> Decimal | None:
        """The limit in °C; None where the field is blank, or holds no number."""
        return None if self.number is None else in_celsius(Quantity(self.number, self.scale))

    def show_limit(self, celsius: Decimal | None, scale: str) -> None:
        """Show a limit in *scale*; nobody is told.  One that was just typed stays as it was typed."""
        self._usual = scale
        if not self._is_typed or celsius != self.celsius:
            self._is_typed = False
            self.set_number(None if celsius is None else shown_in(celsius, scale).value)
        self.scale_changed.emit()

    def _note_typed(self, _text: str) -> None:
        self._is_typed = True

    def in_other_words(self) -> str:
        """Return the same limit in °C, where it is in °F."""
        if self.celsius is None or self.scale != FAHRENHEIT:
            return ""
        return _("that is {limit}").format(limit=numbers.quantity(shown_in(self.celsius, CELSIUS)))


def behind_limit(field: LimitField, say: Callable[[str, str], None], *, above: bool) -> None:
    """Let *say* show what stands behind *field*: its scale, and the same limit in °C where it is in °F."""

    def tell() -> None:
        unit = numbers.unit(field.scale)
        field.setAccessibleName(_("{name}, {unit}").format(name=field.label, unit=unit))
        words = _("{unit} or above") if above else _("{unit} or below")
        say(words.format(unit=unit), field.in_other_words())

    field.scale_changed.connect(tell)
    tell()
