"""What every chart is: a title, one sentence, a table that says the same, and a way to draw itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from journal.charts.look import Look

if TYPE_CHECKING:
    # matplotlib waits until something is drawn: a page may hold a chart before anybody looks at it.
    from matplotlib.figure import Figure


@dataclass(frozen=True)
class Table:
    """A chart's content as text; each row has as many cells as the header."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @classmethod
    def of(cls, header: Sequence[str], rows: Sequence[Sequence[str]]) -> Table:
        """Return the table of *header* and *rows*; ValueError where a row is longer or shorter."""
        if any(len(row) != len(header) for row in rows):
            raise ValueError("a row does not fit the header")
        return cls(tuple(header), tuple(tuple(row) for row in rows))


class Chart(Protocol):
    """A chart in the reader's language: texts are looked up when they are asked for."""

    @property
    def title(self) -> str:
        """What it shows, with the unit."""

    @property
    def caption(self) -> str:
        """One plain sentence that says the course; also the alternative text."""

    @property
    def table(self) -> Table:
        """Everything that the picture shows, as text."""

    @property
    def is_empty(self) -> bool:
        """Say whether there is nothing to show; it can be drawn all the same, and says so."""

    def draw(self, figure_area: Figure, look: Look, headroom: float = 0.0) -> None:
        """Draw on an empty figure, leaving *headroom* points free at its top."""
