"""Tab goes as one reads: through a window as its parts are laid out, whatever was made first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QLayout, QLayoutItem, QScrollArea, QWidget


def go_on(window: QWidget, forward: bool) -> bool:
    """Move the keyboard to the next stop in *window*, or back to the one before; say whether there is one.

    Qt goes in the order in which controls were made.  What a page adds while one works on it would come last.
    """
    inside = list(as_read(window))
    if not forward:
        inside.reverse()
    focused = window.focusWidget()
    after = inside.index(focused) + 1 if focused in inside else 0
    stop = next((each for each in inside[after:] + inside[:after] if _takes_tab(each)), None)
    if stop is None:
        return False
    stop.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
    _bring_into_view(stop, window)
    return True


def as_read(widget: QWidget) -> Iterator[QWidget]:
    """Yield what can be seen in *widget*, in the order in which one reads it."""
    for child in _parts(widget):
        if child.isVisible():
            yield child
            yield from as_read(child)


def _takes_tab(widget: QWidget) -> bool:
    takes = widget.focusPolicy() & Qt.FocusPolicy.TabFocus == Qt.FocusPolicy.TabFocus
    return takes and widget.isEnabled() and widget.focusProxy() is None


def _parts(widget: QWidget) -> list[QWidget]:
    """Return the parts of *widget*: what lies over the others first, then what is laid out."""
    layout = widget.layout()
    laid_out = list(_laid_out(layout)) if layout is not None else []
    over = [
        child
        for child in widget.children()
        if isinstance(child, QWidget) and not child.isWindow() and child not in laid_out
    ]
    return over + laid_out


def _laid_out(layout: QLayout) -> Iterator[QWidget]:
    for item in _items(layout):
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            yield widget
        elif inner is not None:
            yield from _laid_out(inner)


def _items(layout: QLayout) -> list[QLayoutItem]:
    places = list(range(layout.count()))
    if isinstance(layout, QGridLayout):
        grid = layout
        places.sort(key=lambda place: cast("tuple[int, int, int, int]", grid.getItemPosition(place)))
    elif isinstance(layout, QBoxLayout) and layout.direction() in _BACKWARD:
        places.reverse()
    found = (layout.itemAt(place) for place in places)
    return [item for item in found if item is not None]


_BACKWARD = (QBoxLayout.Direction.BottomToTop, QBoxLayout.Direction.RightToLeft)


def _bring_into_view(widget: QWidget, window: QWidget) -> None:
    step = widget.parentWidget()
    while step is not None and step is not window:
        if isinstance(step, QScrollArea):
            step.ensureWidgetVisible(widget)
        step = step.parentWidget()
