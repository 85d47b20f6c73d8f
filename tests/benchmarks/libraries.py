"""What the libraries alone hold in memory, used once each: the floor of the window with all pages seen.

One process, as the program is: a bare window, SQLCipher and SQLAlchemy for the journal, a chart of matplotlib, a page
of Typst, and that page as a picture by QtPdf.
"""

from __future__ import annotations

import gc
from pathlib import Path


def resident_mb() -> float:
    """Return how much memory this process holds."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * 4_096 / 1_048_576


def most_mb(pid: int) -> float:
    """Return the most memory that a process ever held."""
    lines = Path(f"/proc/{pid}/status").read_text("ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:")) / 1_024


def tell(what: str) -> None:
    """Print how much is held now, for the process that gathers measurements."""
    gc.collect()
    held = resident_mb()
    print(f"memory, libraries alone: {what}", held, held, sep="\t", flush=True)


def measure() -> None:
    """Load one after the other, use each once, and tell what is held then."""
    from PySide6.QtCore import QBuffer, QByteArray, QSize
    from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

    import journal.ui  # noqa: F401 - it takes PySide6 out of the way of imports, which saves memory

    application = QApplication([])
    application.setStyle("Fusion")
    window = QMainWindow()
    window.setCentralWidget(QLabel("Today"))
    window.resize(1280, 860)
    window.show()
    for _ in range(3):
        application.processEvents()
    tell("a window")
    import sqlalchemy
    import sqlcipher3.dbapi2

    engine = sqlalchemy.create_engine("sqlite://", module=sqlcipher3.dbapi2)
    with engine.begin() as connection:
        connection.execute(sqlalchemy.text("SELECT 1"))
    tell("and a journal")
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(9, 3))
    figure.add_subplot().plot([1, 2, 3])
    FigureCanvasAgg(figure).draw()
    del figure
    tell("and a chart")
    import typst
    from PySide6.QtPdf import QPdfDocument

    pdf = typst.compile(b"= Today")
    buffer = QBuffer(QByteArray(pdf))
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    document.render(0, QSize(1_000, 1_414))
    tell("and a printout")
    document.close()
    window.close()


if __name__ == "__main__":
    measure()
