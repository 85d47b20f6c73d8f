"""The order in which the Tab key goes through a page: as one reads it, whenever its parts were made."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QLayout, QScrollArea, QWidget

_BACKWARDS = (QBoxLayout.Direction.BottomToTop, QBoxLayout.Direction.RightToLeft)


def order_tabs(layout: QLayout) -> None:
    """Let the Tab key go through what stands in *layout* and in all below it, in the order it stands there."""
    for before, after in pairwise(_reached(layout)):
        QWidget.setTabOrder(before, after)


def _reached(layout: QLayout) -> Iterator[QWidget]:
    """Yield what Tab stops at, in reading order."""
    places = range(layout.count())
    is_backwards = isinstance(layout, QBoxLayout) and layout.direction() in _BACKWARDS
    for place in reversed(places) if is_backwards else places:
        item = layout.itemAt(place)
        if item is None:
            continue
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None:
                yield widget
            inside = widget.widget() if isinstance(widget, QScrollArea) else widget
            inner = inside.layout() if inside is not None else None
        if inner is not None:
            yield from _reached(inner)
