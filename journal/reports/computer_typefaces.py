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

# Every letter once in each weight that a page uses: Typst refuses it if one has no glyph, and has read the files then.
TRIAL: Final = """#set document(title: "Trial")
#set text(font: (sys.inputs.family, sys.inputs.ours), fallback: false)
#sys.inputs.letters
*#sys.inputs.letters*
"""


def typefaces_for(characters: Iterable[str]) -> tuple[Served, ...]:
    """Return the computer's typefaces that serve the letters among *characters*, as far as Typst can use them."""
    letters = frozenset(filter(is_letter, characters))
    return _typefaces_for(letters) if letters else ()


@functools.lru_cache(maxsize=64)
def _typefaces_for(letters: frozenset[str]) -> tuple[Served, ...]:
    found = served(letters, installed(), (ATKINSON, NOTO))
    return tuple(each for each in found if fonts_with((each,)) is not None)


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


@functools.lru_cache(maxsize=16)
def fonts_with(chosen: tuple[Served, ...]) -> typst.Fonts | None:
    """Return our typefaces and those *chosen*; None where Typst cannot set what they should serve."""
    import typst

    with tempfile.TemporaryDirectory(prefix="typefaces-", ignore_cleanup_errors=True) as folder:
        try:
            for number, path in enumerate(sorted({face.path for each in chosen for face in each.faces})):
                _place(path, Path(folder) / f"{number}{path.suffix}")
        except OSError:  # no room, or removed meanwhile
            return None
        folders = [*sorted({str(path.parent) for path in font_files()}), folder]
        fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)
        return fonts if all(_is_set(fonts, each) for each in chosen) else None


def _place(path: Path, at: Path) -> None:
    with contextlib.suppress(OSError):  # Windows asks for a right to make links
        at.symlink_to(path)
        return
    shutil.copyfile(path, at)


def _is_set(fonts: typst.Fonts, chosen: Served) -> bool:
    import typst

    letters = " ".join(letter for letter in sorted(chosen.letters) if unicodedata.category(letter)[0] != "M")
    inputs = {"family": chosen.family, "ours": NOTO, "letters": letters}
    compiler = typst.Compiler(TRIAL.encode(), font_paths=fonts)
    try:
        compiler.compile(format="pdf", pdf_standards="ua-1", sys_inputs=inputs)
    except typst.TypstError:
        return False
    return True
