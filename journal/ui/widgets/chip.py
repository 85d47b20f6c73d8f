"""Chips: one short state with icon and words, in an outline."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy

from journal.charts.tokens import CATEGORIES, MIXED, Category
from journal.domain.imaging import Response
from journal.rules.response.by_criterion import UNCONFIRMED, Verdict
from journal.text.language import _
from journal.text.names import immune_response_name, response_name
from journal.ui.theme.fonts import font, width_of
from journal.ui.theme.icons import paint_icon
from journal.ui.theme.look import colour, follow, look, size

HEIGHT = 32
ICON = 16
PADDING = 13


class Chip(QLabel):
    """An icon and words in an outline; *token* colours both, *ground* fills it.

    For what a scan gives there is `response_chip`, for what a report says `report_chip`.
    """

    def __init__(
        self,
        text: str,
        icon: str = "",
        *,
        token: str = "muted",
        ground: str = "raised",
        category: str = "",
        is_dashed: bool = False,
    ) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._icon, self._token, self._ground, self._category = icon, token, ground, category
        self._is_dashed = is_dashed
        follow(self._dress)

    def _dress(self) -> None:
        self.setFont(font("small_strong"))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        width = width_of(self.text(), "small_strong") + 2 * size(PADDING) + 2
        if self._icon:
            width += size(ICON + 8)
        return QSize(width, size(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing)
        shown = self._shown()
        ink = QColor(shown.colour) if shown else colour(self._token)
        painter.setBrush(QColor(shown.chip) if shown else colour(self._ground))
        pen = QPen(ink, 1.6)
        if self._is_dashed or (shown is not None and shown.is_dashed):
            pen.setStyle(Qt.PenStyle.CustomDashLine)
            pen.setDashPattern([4, 3])
        painter.setPen(pen)
        outline = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(outline, outline.height() / 2, outline.height() / 2)
        inside = self.rect().adjusted(size(PADDING), 0, -size(PADDING), 0)
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        if self._icon:
            side = size(ICON)
            left = inside.right() - side + 1 if mirrored else inside.left()
            paint_icon(painter, QRectF(left, (self.height() - side) / 2, side, side), self._icon, ink)
            gap = size(ICON + 8)
            inside = inside.adjusted(0, 0, -gap, 0) if mirrored else inside.adjusted(gap, 0, 0, 0)
        painter.setFont(self.font())
        painter.setPen(ink)
        painter.drawText(inside, Qt.AlignmentFlag.AlignCenter, self.text())

    def _shown(self) -> Category | None:
        return look().theme.categories[self._category] if self._category else None


def response_chip(response: Response | None) -> Chip:
    """Return the chip for what the sizes give, in full words; None is a mixed response."""
    if response is None:
        return Chip(_("Mixed response"), look().theme.categories[MIXED].icon, token="ink", category=MIXED)
    name = response_name(response)
    return Chip(f"{name[:1].upper()}{name[1:]}", look().theme.category(response).icon, category=CATEGORIES[response])


def verdict_name(verdict: Verdict) -> str:
    """Return what the sizes give, in the words of the rule that judged them."""
    return immune_response_name(verdict.immune, verdict.judged.overall)


def verdict_chip(verdict: Verdict) -> Chip:
    """Return the chip for what the sizes give by the rule of their course; dashed while growth is not confirmed."""
    name, overall = verdict_name(verdict), verdict.judged.overall
    return Chip(
        f"{name[:1].upper()}{name[1:]}",
        look().theme.category(overall).icon,
        category=CATEGORIES[overall],
        is_dashed=verdict.immune == UNCONFIRMED,
    )


def report_chip(words: str, response: Response | None) -> Chip:
    """Return the chip for what the report or the doctor called it, in their own *words*."""
    return Chip(words, "quotes", category=CATEGORIES[response] if response is not None else "")


def unknown_chip(words: str) -> Chip:
    """Return the chip for what is not known ("not looked at", "not found")."""
    return Chip(words, "circle-dashed", is_dashed=True)
