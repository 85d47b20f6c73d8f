"""The computer's own typefaces, for a printout with letters that ours lack; Typst finds and reads them.

A page gets ours and the few chosen ones, and nothing else of what is installed: another Noto Sans beside ours, or one
that may not go into a document, is never in reach.
"""

from __future__ import annotations

import contextlib
import functools
import shutil
import tempfile
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from journal.reports.printable import ATKINSON, NOTO
from journal.resources import font_files
from journal.typefaces import Face, Served, is_letter, served

if TYPE_CHECKING:
    import typst  # comes with the first page

# Every letter once in each weight that a page uses: Typst refuses it if one has no glyph.
TRIAL: Final = """#set document(title: "Trial")
#set text(font: (sys.inputs.family, sys.inputs.ours), fallback: false)
#sys.inputs.letters
*#sys.inputs.letters*
"""
LOADED: Final = 2  # sets of typefaces; one for Chinese may take 40 MB


def typefaces_for(characters: Iterable[str]) -> tuple[Served, ...]:
    """Return the computer's typefaces that serve the letters among *characters*, as far as Typst can use them."""
    letters = frozenset(filter(is_letter, characters))
    return _typefaces_for(letters) if letters else ()


@functools.lru_cache(maxsize=64)
def _typefaces_for(letters: frozenset[str]) -> tuple[Served, ...]:
    found = served(letters, installed(), (ATKINSON, NOTO))
    fonts = fonts_with(faces_of(found))
    return tuple(each for each in found if _is_set(fonts, each)) if fonts is not None else ()


def faces_of(chosen: Iterable[Served]) -> tuple[Face, ...]:
    """Return the faces that a page needs for what is *chosen*."""
    return tuple(face for each in chosen for face in each.faces)


def forget() -> None:
    """Look anew at what the computer has from now on."""
    for kept in (_typefaces_for, installed, fonts_with):
        kept.cache_clear()


@functools.cache
def installed() -> tuple[Face, ...]:
    """Return the upright faces of the computer, as Typst finds them on this system."""
    import typst

    found = typst.Fonts(include_system_fonts=True, include_embedded_fonts=False).fonts()
    upright = ((each, each.path) for each in found if each.style == "normal" and each.stretch == 1.0)
    return tuple(Face(each.family, Path(path), each.index, each.weight) for each, path in upright if path is not None)


@functools.lru_cache(maxsize=LOADED)
def fonts_with(faces: tuple[Face, ...]) -> typst.Fonts | None:
    """Return our typefaces and those *faces*; None where their files are out of reach."""
    import typst

    with tempfile.TemporaryDirectory(prefix="typefaces-", ignore_cleanup_errors=True) as folder:
        try:
            for number, path in enumerate(sorted({face.path for face in faces})):
                _place(path, Path(folder) / f"{number}{path.suffix.lower()}")
        except OSError:  # no room, or removed meanwhile
            return None
        folders = [*sorted({str(path.parent) for path in font_files()}), folder]
        fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)
        for family in dict.fromkeys(face.family for face in faces):
            _read(fonts, family)  # while the files are there; a letter of ours will do for that
        return fonts


def _place(path: Path, at: Path) -> None:
    with contextlib.suppress(OSError):  # Windows asks for a right to make links
        at.symlink_to(path)
        return
    shutil.copyfile(path, at)


def _read(fonts: typst.Fonts, family: str) -> None:
    import typst

    with contextlib.suppress(typst.TypstError):  # what cannot be read is found out by its letters
        _tried(fonts, family, "a")


def _is_set(fonts: typst.Fonts, chosen: Served) -> bool:
    import typst

    letters = " ".join(letter for letter in sorted(chosen.letters) if unicodedata.category(letter)[0] != "M")
    try:
        _tried(fonts, chosen.family, letters)
    except typst.TypstError:
        return False
    return True


def _tried(fonts: typst.Fonts, family: str, letters: str) -> None:
    import typst

    inputs = {"family": family, "ours": NOTO, "letters": letters}
    typst.Compiler(TRIAL.encode(), font_paths=fonts).compile(format="pdf", pdf_standards="ua-1", sys_inputs=inputs)
