"""A picture's memory goes back to the system when the picture goes, whatever was freed before."""

from __future__ import annotations

import subprocess
import sys

import pytest

from journal.ui.returned_memory import return_large_pieces, return_what_is_free

PICTURES_AMONG_SMALL_THINGS = """
from pathlib import Path
{first}
def held():
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096 >> 20
del (large := bytearray(30 << 20))[:]  # this would raise the size from which memory is given back
del large
before, pictures, small = held(), [], []
for _ in range(10):
    pictures.append(bytearray(b"x") * (5 << 20))
    small.append(bytearray(60_000))
pictures.clear()
print(held() - before)
"""


def kept_mb(first: str) -> int:
    code = PICTURES_AMONG_SMALL_THINGS.format(first=first)
    return int(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout)


@pytest.mark.skipif(not return_large_pieces(), reason="needs Linux with glibc")
def test_the_room_of_a_picture_goes_back() -> None:
    assert kept_mb("") >= 40  # else it is no longer needed
    assert kept_mb("from journal.ui.returned_memory import return_large_pieces; return_large_pieces()") <= 5


SMALL_THINGS_GONE = """
import ctypes
from pathlib import Path
from journal.ui.returned_memory import return_what_is_free
def held():
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096 >> 20
small = [bytearray(8_000) for _ in range(10_000)]
last = bytearray(8_000)  # keeps the end of the heap where it is
small.clear()
before = held()
print(return_what_is_free(), before - held())
"""


@pytest.mark.skipif(not return_large_pieces(), reason="needs Linux with glibc")
def test_the_room_of_many_small_things_goes_back_when_asked() -> None:
    done = subprocess.run([sys.executable, "-c", SMALL_THINGS_GONE], capture_output=True, text=True, check=True)
    said, given_back_mb = done.stdout.split()
    assert said == "True"
    assert int(given_back_mb) >= 60


@pytest.mark.parametrize("system", ["darwin", "win32"])
def test_other_systems_do_without(monkeypatch: pytest.MonkeyPatch, system: str) -> None:
    monkeypatch.setattr("sys.platform", system)
    assert not return_large_pieces()
    assert not return_what_is_free()


def test_another_c_library_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    class Musl:
        """Has neither glibc's name nor its ways."""

    monkeypatch.setattr("ctypes.CDLL", lambda _name: Musl())
    assert not return_large_pieces()
