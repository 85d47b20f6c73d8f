"""Where bundled files lie: in a checkout, in an installed wheel, in a packaged program."""

from __future__ import annotations

import functools
import sys
from importlib.util import find_spec
from pathlib import Path

FONT_PACKAGES = (
    # The order is the order of preference; the second has the signs and letters that the first lacks.
    ("fontpkg_atkinson_hyperlegible", "files/AtkinsonHyperlegible-*.ttf"),
    ("fontpkg_noto_sans", "files/NotoSans*.ttf"),
)
HEADING_FONT = ("fontpkg_literata", "files/Literata[[]*.ttf")  # upright; "[[]" is a bracket in the name
ICON_FONT = ("qtawesome", "fonts/phosphor-[0-9]*.ttf")
ICON_NAMES = ("qtawesome", "fonts/phosphor-charmap-*.json")


@functools.cache
def root() -> Path:
    """Return the folder of bundled files.

    A packaged program unpacks them beside itself, a wheel carries them inside the package, a checkout beside it.
    """
    package = Path(__file__).parent
    unpacked = Path(getattr(sys, "_MEIPASS", package)) / "resources"
    for folder in (unpacked, package / "_resources", package.parent / "resources"):
        if folder.is_dir():
            return folder
    raise FileNotFoundError("The program's own files are missing. Install Treatment Journal again.")


def resource(*parts: str) -> Path:
    """Return the path of one bundled file or folder."""
    return root().joinpath(*parts)


@functools.cache
def font_files() -> tuple[Path, ...]:
    """Return the typeface files that window, charts and paper share, without importing their packages."""
    return tuple(path for package, pattern in FONT_PACKAGES for path in _package_files(package, pattern))


@functools.cache
def heading_font_files() -> tuple[Path, ...]:
    """Return the typeface files of the headings; only the window sets headings in it."""
    return _package_files(*HEADING_FONT)


@functools.cache
def icon_files() -> tuple[Path, Path]:
    """Return the typeface file of the icons, and the table from icon names to its characters."""
    for font, names in zip(_package_files(*ICON_FONT), _package_files(*ICON_NAMES), strict=True):
        return font, names
    raise FileNotFoundError("The program's icons are missing. Install Treatment Journal again.")


def _package_files(package: str, pattern: str) -> tuple[Path, ...]:
    """Return files out of an installed package, which is not imported for that."""
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        return ()
    return tuple(sorted(Path(next(iter(spec.submodule_search_locations))).glob(pattern)))
