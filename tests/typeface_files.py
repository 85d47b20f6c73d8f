"""Typeface files made for a test: squares for letters, so that no test depends on what a computer has installed."""

from __future__ import annotations

from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection, TTFont

BOLD = 700


def write_typeface(path: Path, letters: str, family: str = "Test Sans", *, weight: int = 400, rights: int = 0) -> Path:
    """Write a typeface that has *letters* to *path*; *rights* is what its maker forbids (OS/2, fsType)."""
    _made(letters, family, weight, rights).save(path)
    return path


def write_collection(path: Path, *typefaces: tuple[str, str]) -> Path:
    """Write a file of several typefaces, each a family's name and its letters."""
    together = TTCollection()
    together.fonts = [_made(letters, family, 400, 0) for family, letters in typefaces]
    together.save(path)
    return path


def _made(letters: str, family: str, weight: int, rights: int) -> TTFont:
    style = "Bold" if weight >= BOLD else "Regular"
    names = {ord(letter): f"u{ord(letter):04X}" for letter in [" ", *letters]}
    order = [".notdef", *names.values()]
    pen = TTGlyphPen(None)
    for number, corner in enumerate(((50, 0), (50, 700), (550, 700), (550, 0))):
        (pen.lineTo if number else pen.moveTo)(corner)
    pen.closePath()
    square = pen.glyph()
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap(names)
    builder.setupGlyf(dict.fromkeys(order, square))
    builder.setupHorizontalMetrics(dict.fromkeys(order, (600, 50)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable(
        {
            "familyName": family,
            "styleName": style,
            "uniqueFontIdentifier": f"{family} {style}",
            "fullName": f"{family} {style}",
            "psName": f"{family.replace(' ', '')}-{style}",
            "version": "1.0",
        }
    )
    builder.setupOS2(
        sTypoAscender=800, sTypoDescender=-200, usWinAscent=800, usWinDescent=200, usWeightClass=weight, fsType=rights
    )
    builder.setupPost()
    return builder.font
