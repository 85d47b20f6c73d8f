"""PySide6 without the modules that it seldom needs says the same as with them; and it does read them when asked."""

from __future__ import annotations

import builtins
import subprocess
import sys
import types
import zlib
from threading import Thread

import pytest

from journal.ui import late_signatures
from journal.ui.late_signatures import TRIED

WAYS = {
    "an error for a wrong argument": """
try:
    QRect("a")
except TypeError as error:
    print(error)
try:
    QWidget().resize("a", [])
except TypeError as error:
    print(error)
try:
    QSize(1, 2).scale(QSize(), unheard_of=1)
except (TypeError, AttributeError) as error:
    print(type(error).__name__, error)
""",
    "a wrong call of a signal": """
try:
    thing = QObject()
    thing.objectNameChanged.emit("a", 1, 2)
except TypeError as error:
    print(error)
""",
    "signatures": """
from PySide6.support.signature import get_signature
for each in (QWidget.setGeometry, QRect.__init__, QObject.connect, QSize.scaled):
    print(get_signature(each))
""",
    "help": """
print(QWidget.setGeometry.__doc__, QRect.__doc__)
""",
    "writing interface files": """
from PySide6.support.signature.lib import pyi_generator, enum_sig, tool
from PySide6.support.signature import layout, parser, mapping, errorhandler
print(sorted(vars(pyi_generator.generate_pyi)), enum_sig.ExactEnumerator.__name__, tool.build_brace_pattern.__name__)
print(layout.create_signature.__name__, parser.pyside_type_init.__name__, errorhandler.matched_type.__name__)
try:
    parser.unheard_of
except AttributeError as error:
    print(error)
""",
}


def said(first: str, code: str) -> str:
    begin = "from PySide6.QtCore import QObject, QRect, QSize\nfrom PySide6.QtWidgets import QApplication, QWidget\n"
    begin += "application = QApplication([])\n"
    return subprocess.run(
        [sys.executable, "-c", f"{first}\n{begin}{code}"], capture_output=True, text=True, check=True, timeout=60
    ).stdout


@pytest.mark.parametrize("code", WAYS.values(), ids=WAYS)
def test_what_pyside_says_stays_the_same(code: str) -> None:
    late = "from journal.ui.late_signatures import import_pyside; import_pyside()"
    assert said(late, code) == said("", code) != ""


def test_what_a_start_loads_looks_into_none_of_them() -> None:
    code = """
import sys
import journal.app
from journal.ui.late_signatures import TRIED, still_source
import journal.ui.desk, journal.ui.pages.today.page
print(sorted(still_source()) == sorted(TRIED), "argparse" in sys.modules)
import inspect
for module in list(sys.modules.values()):  # as whoever looks for sources and warnings does
    inspect.getmodule(module), hasattr(module, "__warningregistry__"), hasattr(module, "__path__")
print(sorted(still_source()) == sorted(TRIED))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    # Where this fails, PySide6 brings other sources: try whether they may wait, and note their sums.
    assert done.stdout == "True False\nTrue\n"


def test_a_source_that_was_not_tried_is_compiled_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(late_signatures, "_sources", {})
    compile_later = late_signatures._put_off(builtins.compile)
    for file in (*TRIED, "elsewhere.py"):
        namespace: dict[str, object] = {"__name__": "module"}
        exec(compile_later(b"answer = 42\n", file, "exec"), namespace)
        assert namespace["answer"] == 42
    assert late_signatures.still_source() == frozenset()
    exec(compile_later("answer = 43", "elsewhere.py", mode="exec", dont_inherit=True), namespace)
    assert namespace["answer"] == 43


def test_a_source_that_was_tried_is_compiled_when_a_name_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    source = b"import sys\r\nanswer = 42\r\n"
    (file, *_rest) = TRIED
    monkeypatch.setattr(late_signatures, "_sources", {})
    monkeypatch.setattr(late_signatures, "TRIED", {file: zlib.crc32(source.replace(b"\r\n", b"\n"))})
    module = types.ModuleType("late")
    exec(late_signatures._put_off(builtins.compile)(source, file, "exec"), vars(module))
    assert "answer" not in vars(module)
    assert not hasattr(module, "__path__")
    assert late_signatures.still_source() == {file}
    assert module.answer == 42
    assert late_signatures.still_source() == frozenset()
    with pytest.raises(AttributeError, match="unheard_of"):
        _ = module.unheard_of
    assert builtins.compile is compile


def test_threads_that_ask_at_once_all_find_it(monkeypatch: pytest.MonkeyPatch) -> None:
    source = b"import time\ntime.sleep(0.02)\nanswer = 42\n"
    (file, *_rest) = TRIED
    monkeypatch.setattr(late_signatures, "_sources", {})
    monkeypatch.setattr(late_signatures, "TRIED", {file: zlib.crc32(source)})
    module = types.ModuleType("late")
    exec(late_signatures._put_off(builtins.compile)(source, file, "exec"), vars(module))
    found: list[int] = []
    threads = [Thread(target=lambda: found.append(module.answer)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [42] * 4


def test_what_was_taken_out_before_is_the_real_one_when_it_is_called(monkeypatch: pytest.MonkeyPatch) -> None:
    source = b"calls = []\ndef update_mapping(*what):\n    calls.append(what)\n    return len(calls)\n"
    (file,) = late_signatures.TAKEN
    monkeypatch.setattr(late_signatures, "_sources", {})
    monkeypatch.setattr(late_signatures, "TRIED", {file: zlib.crc32(source)})
    module = types.ModuleType("late")
    exec(late_signatures._put_off(builtins.compile)(source, file, "exec"), vars(module))
    taken = vars(module)["update_mapping"]
    assert late_signatures.still_source() == {file}
    assert [taken(), taken("a"), module.update_mapping("b")] == [1, 2, 3]
    assert module.calls == [(), ("a",), ("b",)]
