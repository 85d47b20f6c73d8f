"""How long the visit page takes, from records to PDF, beside a bare page of text through the same Typst.

Run it with: python -m tests.benchmarks.paper
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import typst

from journal.reports import drawings
from journal.reports.papers import PAPERS
from journal.reports.visit_content import VisitContent, visit_content
from journal.reports.visit_page import visit_page
from journal.resources import font_files
from journal.store.opening import create
from tests.benchmarks.measuring import median_ms, show
from tests.reports.journals import NOW, TODAY, fullest, usual

BARE = (
    b'#set document(title: "Page")\n#set text(lang: "en", font: "Atkinson Hyperlegible")\n= Page\n' + b"#lorem(300)\n"
)


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
                parts = iter(range(1_000_000))

                def page(content: VisitContent = content, parts: Iterator[int] = parts) -> object:
                    return visit_page(replace(content, description=str(next(parts))), PAPERS["a4"])

                def drawn(page: Callable[[], object] = page) -> object:
                    drawings.forget()
                    return page()

                read = median_ms(lambda journal=journal: visit_content(journal, TODAY, now=NOW))  # type: ignore[misc]
                show(f"{name}: content", read, "bare page", floor)
                show(f"{name}: page, all charts drawn anew", median_ms(drawn), "bare page", floor)
                show(f"{name}: page, no chart changed", median_ms(page), "bare page", floor)


if __name__ == "__main__":
    main()
