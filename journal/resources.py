"""Where bundled files lie: in a checkout, in an installed wheel, in a packaged program."""

from __future__ import annotations

import functools
import sys
from importlib.util import find_spec
from pathlib import Path

FONT_PACKAGES = (
    # The order is the order of preference; the second has the signs and letters that the first lacks.
    ("fontpkg_atkinson_hyperlegible", "AtkinsonHyperlegible-*.ttf"),
    ("fontpkg_noto_sans", "NotoSans*.ttf"),
)


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
    found: list[Path] = []
    for package, pattern in FONT_PACKAGES:
        spec = find_spec(package)
        if spec is not None and spec.submodule_search_locations:
            files = Path(next(iter(spec.submodule_search_locations))) / "files"
            found.extend(sorted(files.glob(pattern)))
    return tuple(found)
