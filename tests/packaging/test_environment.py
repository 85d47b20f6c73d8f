"""The environment is made once, made anew when anything it was made from changes, and never half."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tests.packaging.places import PACKAGING


class Machine:
    """A made-up machine: notes what the set-up calls, and does only the visible part of it."""

    def __init__(self, setting_up: ModuleType, place: Any) -> None:
        self.setting_up, self.place = setting_up, place
        self.called: list[str] = []
        self.on_install: Callable[[], tuple[int, str]] = lambda: (0, "")

    def call(self, command: list[str], _follow: Callable[[str], None] = lambda line: None) -> tuple[int, str]:
        if "venv" in command:
            self.called.append("venv")
            self.place.python.parent.mkdir(parents=True)
            self.place.python.touch()
            (self.libraries).mkdir(parents=True)
        elif "install" in command:
            self.called.append(Path(command[-1]).stem)
            return self.on_install()
        return 0, ""

    @property
    def libraries(self) -> Path:
        folder = "Lib" if sys.platform == "win32" else f"lib/python{sys.version_info.major}.{sys.version_info.minor}"
        return Path(self.place.folder) / folder / "site-packages"

    def prepare(self, name: str) -> list[str]:
        """Prepare the environment; return what was done for it."""
        self.called.clear()
        assert self.place.prepare(name) == self.place.python
        return list(self.called)


@pytest.fixture
def machine(setting_up: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    root = tmp_path / "my jöurnal"
    (root / "packaging").mkdir(parents=True)
    place = setting_up.Environment(root)
    for name in (setting_up.RUN, setting_up.TEST):
        place.pins(name).write_text(f"{name}==1\n", "utf-8")
    made = Machine(setting_up, place)
    monkeypatch.setattr(place, "_call", made.call)
    monkeypatch.setattr(setting_up, "DEBIAN_PACKAGES", ())
    return made


RUN, TEST = "requirements", "requirements-test"


def test_a_second_start_does_nothing(machine: Machine, capsys: pytest.CaptureFixture[str]) -> None:
    assert machine.prepare(RUN) == ["venv", RUN]
    assert "this happens once" in capsys.readouterr().err
    assert machine.prepare(RUN) == []
    assert capsys.readouterr() == ("", "")


def test_test_libraries_join_what_runs_the_program(machine: Machine) -> None:
    machine.prepare(RUN)
    assert machine.prepare(TEST) == [TEST]
    assert machine.prepare(TEST) == []
    assert machine.prepare(RUN) == []


def test_an_environment_for_tests_runs_the_program(machine: Machine) -> None:
    assert machine.prepare(TEST) == ["venv", TEST]
    assert machine.prepare(RUN) == []


@pytest.mark.parametrize("name", [RUN, TEST])
def test_other_pins_make_another_environment(machine: Machine, name: str) -> None:
    machine.prepare(TEST)
    machine.place.pins(name).write_text("another==2\n", "utf-8")
    assert machine.prepare(name) == ["venv", name]


def test_another_python_makes_another_environment(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    machine.prepare(RUN)
    monkeypatch.setattr(sys, "base_prefix", "another")
    assert machine.prepare(RUN) == ["venv", RUN]


def test_a_moved_checkout_makes_another_environment(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    machine.prepare(RUN)
    moved = machine.place.root.rename(machine.place.root.with_name("moved"))
    machine.place = machine.setting_up.Environment(moved)
    monkeypatch.setattr(machine.place, "_call", machine.call)
    assert machine.prepare(RUN) == ["venv", RUN]


def test_a_vanished_interpreter_is_put_back(machine: Machine) -> None:
    machine.prepare(RUN)
    machine.place.python.unlink()
    assert machine.prepare(RUN) == ["venv", RUN]


@pytest.mark.parametrize("end", [KeyboardInterrupt, MemoryError])
def test_an_interrupted_set_up_starts_from_nothing(machine: Machine, end: type[BaseException]) -> None:
    def interrupt() -> tuple[int, str]:
        (machine.libraries / "half.py").touch()
        raise end

    machine.on_install = interrupt
    with pytest.raises(end):
        machine.place.prepare(RUN)
    machine.on_install = lambda: (0, "")
    assert machine.prepare(RUN) == ["venv", RUN]
    assert not (machine.libraries / "half.py").exists()


def test_interrupted_test_libraries_leave_the_program_running(machine: Machine) -> None:
    machine.prepare(RUN)
    machine.on_install = lambda: (1, "killed")
    with pytest.raises(machine.setting_up.SetupError):
        machine.place.prepare(TEST)
    machine.on_install = lambda: (0, "")
    assert machine.prepare(RUN) == []
    assert machine.prepare(TEST) == ["venv", TEST]


@pytest.mark.parametrize(
    ("output", "sentence"),
    [
        ("WARNING: Retrying\nERROR: No matching distribution found for a==1\n", "Check the internet connection"),
        ("ERROR: Could not install: [Errno 28] No space left on device\n", "The disk is full"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.\n", "is not the one that this"),
    ],
)
def test_what_went_wrong_is_said_in_a_sentence(machine: Machine, output: str, sentence: str) -> None:
    machine.on_install = lambda: (1, output)
    with pytest.raises(machine.setting_up.SetupError, match=sentence):
        machine.place.prepare(RUN)
    assert not machine.place.is_ready(RUN)


def test_a_folder_that_cannot_be_written_is_named(machine: Machine) -> None:
    (machine.place.root / ".venv.lock").mkdir()
    with pytest.raises(machine.setting_up.SetupError, match="my jöurnal"):
        machine.place.prepare(RUN)


def test_the_program_is_found_through_a_path_that_any_encoding_can_hold(machine: Machine) -> None:
    machine.prepare(RUN)
    line = (machine.libraries / "treatment-journal.pth").read_text("ascii").strip()
    assert (machine.libraries / line).resolve() == machine.place.root.resolve()


@pytest.fixture
def bare_debian(setting_up: ModuleType, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(setting_up.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(setting_up, "is_present", lambda sign: False)
    return setting_up


@pytest.mark.skipif(sys.platform == "win32", reason="there is no root")
def test_without_rights_the_one_line_to_run_is_said(bare_debian: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    with pytest.raises(bare_debian.SetupError, match=r"\n  sudo apt-get install .*python3\.\d+-venv$"):
        bare_debian.install_system_packages()


@pytest.mark.skipif(sys.platform == "win32", reason="there is no root")
@pytest.mark.parametrize("worked", [True, False])
def test_root_installs_system_packages(bare_debian: ModuleType, monkeypatch: pytest.MonkeyPatch, worked: bool) -> None:
    called = []

    def run(command: list[str], **_: Any) -> subprocess.CompletedProcess[str]:
        called.append(command[1])
        return subprocess.CompletedProcess(command, 0 if worked else 100, "", "E: no network")

    monkeypatch.setattr("os.geteuid", lambda: 0)
    monkeypatch.setattr(bare_debian.subprocess, "run", run)
    if worked:
        bare_debian.install_system_packages()
        assert called == ["update", "install"]
    else:
        with pytest.raises(bare_debian.SetupError, match="Check the internet connection"):
            bare_debian.install_system_packages()


def test_elsewhere_than_on_debian_nothing_is_missing(bare_debian: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bare_debian.shutil, "which", lambda name: None)
    assert bare_debian.missing_packages() == []


@pytest.mark.parametrize(
    ("sign", "present"),
    [("module:json", True), ("module:no_such_module", False), ("library:no-such-library.so.1", False)],
)
def test_what_is_missing_shows(setting_up: ModuleType, sign: str, present: bool) -> None:
    assert setting_up.is_present(sign) is present


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the libraries of Linux")
def test_a_library_is_found_without_asking_other_programs(
    setting_up: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    assert setting_up.is_present("library:libc.so.6")


def test_only_large_downloads_are_shown(setting_up: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    for line in (
        "Collecting matplotlib==3.11.2\n",
        "  Downloading matplotlib-3.11.2-cp311-cp311-linux_x86_64.whl (8.7 MB)\n",
        "  Downloading https://mirror.example/a/fontpkg_noto_sans-2.15-py3-none-any.whl (2.1 MB)\n",
        "  Downloading cycler-0.12.1-py3-none-any.whl (8.3 kB)\n",
    ):
        setting_up.say_large_download(line)
    assert capsys.readouterr().err == "  matplotlib, 8 MB\n  fontpkg-noto-sans, 2 MB\n"


@pytest.mark.skipif(sys.platform == "win32", reason="uses flock")
def test_a_second_set_up_waits_for_what_the_first_left_running(setting_up: ModuleType, tmp_path: Path) -> None:
    place = setting_up.Environment(tmp_path)
    leave = "import subprocess; subprocess.Popen(['sleep', '0.7'], stdout=-3, stderr=-3, pass_fds=[{}])"
    with place._alone():
        assert place._call([sys.executable, "-c", leave.format(place._lock)]) == (0, "")
    second = "import environment, pathlib, sys\nwith environment.Environment(pathlib.Path(sys.argv[1]))._alone(): pass"
    done = subprocess.run(
        [sys.executable, "-c", second, str(tmp_path)], cwd=PACKAGING, capture_output=True, encoding="utf-8", check=True
    )
    assert "waiting" in done.stderr
