"""How long the visit page takes, from records to PDF, beside a bare page of text through the same Typst.

Run it with: python -m tests.benchmarks.paper
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

import typst

from journal.reports.papers import PAPERS
from journal.reports.visit_content import visit_content
from journal.reports.visit_page import visit_page
from journal.resources import font_files
from journal.store.opening import create
from tests.benchmarks.measuring import median_ms, show
from tests.reports.journals import NOW, TODAY, fullest, usual

BARE = b'#set document(title: "Page")\n#set text(lang: "en", font: "Atkinson Hyperlegible")\n= Page\n' + b"#lorem(300)\n"


def main() -> None:
    """Print the first page's time and the ratios of the pages after it."""
    folders = sorted({str(path.parent) for path in font_files()})
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)
    compiler = typst.Compiler(BARE, font_paths=fonts)
    runs = iter(range(1_000_000))

    def bare() -> object:
        # Another text each time: the same one would only be looked up.
        return compiler.compile(BARE + str(next(runs)).encode(), format="pdf", pdf_standards="ua-1")

    floor = median_ms(bare, 15)
    with tempfile.TemporaryDirectory() as folder:
        for name, records in (("usual", usual), ("fullest", fullest)):
            with create(Path(folder) / f"{name}.journal") as journal:
                with journal.change("Records") as draft:
                    draft.save_all(records())
                start = time.perf_counter()
                visit_page(visit_content(journal, TODAY, now=NOW), PAPERS["a4"])
                print(f"{name}: first page {(time.perf_counter() - start) * 1_000:.0f} ms")
                content = visit_content(journal, TODAY, now=NOW)
                read = median_ms(lambda journal=journal: visit_content(journal, TODAY, now=NOW))  # type: ignore[misc]
                show(f"{name}: content", read, "bare page", floor)
                whole = median_ms(lambda content=content: visit_page(content, PAPERS["a4"]))  # type: ignore[misc]
                show(f"{name}: charts and page", whole, "bare page", floor)


if __name__ == "__main__":
    main()
