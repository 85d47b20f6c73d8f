"""Appointments as a calendar file (RFC 5545): any calendar program reads it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Final

from journal.domain.visits import Appointment

LINE_BYTES: Final = 75  # RFC 5545, section 3.1, without the line break


def write(appointments: Iterable[Appointment], now: datetime) -> bytes:
    """Return *appointments* as events.  Times float (no zone): ten o'clock is ten o'clock at the hospital."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Treatment Journal//EN", "CALSCALE:GREGORIAN"]
    for appointment in appointments:
        lines += _event(appointment, now)
    lines.append("END:VCALENDAR")
    return "".join(f"{_folded(line)}\r\n" for line in lines).encode("utf-8")


def _event(appointment: Appointment, now: datetime) -> list[str]:
    on, at = appointment.happened_on, appointment.happened_at
    stamp = (now.astimezone(UTC) if now.tzinfo is not None else now).strftime("%Y%m%dT%H%M%SZ")
    if at is not None:
        when = [f"DTSTART:{on:%Y%m%d}T{at:%H%M%S}"]
    else:
        when = [f"DTSTART;VALUE=DATE:{on:%Y%m%d}"]
        if on < type(on).max:
            when.append(f"DTEND;VALUE=DATE:{on + timedelta(days=1):%Y%m%d}")
    parts = (
        ("SUMMARY", appointment.what_for),
        ("LOCATION", appointment.place),
        ("DESCRIPTION", "\n".join(word for word in (appointment.who, appointment.main_point) if word)),
    )
    said = [f"{name}:{_escaped(words)}" for name, words in parts if words]
    return ["BEGIN:VEVENT", f"UID:{appointment.id}@treatment-journal", f"DTSTAMP:{stamp}", *when, *said, "END:VEVENT"]


def _escaped(words: str) -> str:
    words = words.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    words = words.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")
    return "".join(letter for letter in words if letter == "\t" or (ord(letter) >= 32 and ord(letter) != 127))


def _folded(line: str) -> str:
    """Break a long line after at most 75 bytes, never inside a letter."""
    pieces: list[str] = [""]
    size = 0
    for letter in line:
        width = len(letter.encode("utf-8"))
        if size + width > LINE_BYTES:
            pieces.append(" ")
            size = 1
        pieces[-1] += letter
        size += width
    return "\r\n".join(pieces)
