"""Makes the program's own environment (.venv) and keeps it right; standard library only.

Both commands come through here.  What stands is stamped with a hash of everything it was made from, so a second start
compares one small file and goes on.  The stamp is written last: whatever was interrupted has none, and is made anew.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import time
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from itertools import count
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
RUN = "requirements"
TEST = "requirements-test"  # holds all of RUN, at the same versions
EDITION = 1  # of the set-up itself; raise it when it makes something else from the same requirements

# What a minimal Debian or Ubuntu lacks: (how to see that it is missing, package).  The libraries are those that Qt's
# own files name (readelf -d) and no other package here brings along.
DEBIAN_PACKAGES: tuple[tuple[str, str], ...] = (
    ("module:ensurepip", f"python{sys.version_info.major}.{sys.version_info.minor}-venv"),
    ("library:libEGL.so.1", "libegl1"),
    ("library:libGL.so.1", "libgl1"),
    ("library:libX11-xcb.so.1", "libx11-xcb1"),
    ("library:libdbus-1.so.3", "libdbus-1-3"),
    ("library:libfontconfig.so.1", "libfontconfig1"),
    ("library:libfreetype.so.6", "libfreetype6"),
    ("library:libgthread-2.0.so.0", "libglib2.0-0"),
    ("library:libwayland-client.so.0", "libwayland-client0"),
    ("library:libwayland-cursor.so.0", "libwayland-cursor0"),
    ("library:libxcb-cursor.so.0", "libxcb-cursor0"),
    ("library:libxcb-glx.so.0", "libxcb-glx0"),
    ("library:libxcb-icccm.so.4", "libxcb-icccm4"),
    ("library:libxcb-image.so.0", "libxcb-image0"),
    ("library:libxcb-keysyms.so.1", "libxcb-keysyms1"),
    ("library:libxcb-randr.so.0", "libxcb-randr0"),
    ("library:libxcb-render-util.so.0", "libxcb-render-util0"),
    ("library:libxcb-shape.so.0", "libxcb-shape0"),
    ("library:libxcb-shm.so.0", "libxcb-shm0"),
    ("library:libxcb-sync.so.1", "libxcb-sync1"),
    ("library:libxcb-xfixes.so.0", "libxcb-xfixes0"),
    ("library:libxcb-xkb.so.1", "libxcb-xkb1"),
    ("library:libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),
    ("library:libxkbcommon.so.0", "libxkbcommon0"),
)

COMMAND = '#!/bin/sh\nexec "$(dirname "$0")/python" -P -m journal "$@"\n'
WINDOWS_COMMAND = '@"%~dp0python.exe" -P -m journal %*\r\n'


class SetupError(Exception):
    """The environment could not be made; the text says what to do."""


def say(text: str) -> None:
    """Show one line of progress."""
    print(text, file=sys.stderr, flush=True)


def is_present(sign: str) -> bool:
    """Say whether what *sign* names is on this machine ("module:NAME" or "library:NAME")."""
    kind, _, name = sign.partition(":")
    if kind == "module":
        return find_spec(name) is not None
    from ctypes import CDLL  # most starts never need it

    # Loading is the one sure sign: find_library asks ldconfig or a compiler, and a minimal system may lack both.
    try:
        CDLL(name)
    except OSError:
        return False
    return True


def missing_packages() -> list[str]:
    """Return the Debian packages this machine lacks; none where it is not a Debian or Ubuntu."""
    if not sys.platform.startswith("linux") or shutil.which("apt-get") is None:
        return []
    return sorted({package for sign, package in DEBIAN_PACKAGES if not is_present(sign)})


def install_system_packages() -> None:
    """Install what system packages lack (as root), or say the one line that does."""
    missing = missing_packages()
    if sys.platform == "win32" or not missing:
        return
    install = ["apt-get", "install", "--yes", "--no-install-recommends", *missing]
    if os.geteuid() != 0:
        raise SetupError(
            f"Some system packages are missing. Run this line, then start again:\n  sudo {' '.join(install)}"
        )
    say(f"Setting up, this happens once: installing system packages ({', '.join(missing)}) …")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["apt-get", "update"], install):
        done = subprocess.run(command, env=quiet, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
        if done.returncode:
            raise SetupError(
                "The system packages could not be installed. Check the internet connection, or run this line yourself, "
                f"then start again:\n  {' '.join(install)}\n{last_lines(done.stderr)}"
            )


def last_lines(output: str) -> str:
    """Return the end of what a command said, indented, for whoever is asked for help."""
    return "\n".join(f"  | {line}" for line in output.strip().splitlines()[-3:])


def what_pip_met(output: str) -> str:
    """Return the sentence for a failed installation, from what pip said."""
    complaints = [line for line in output.splitlines() if line.startswith("ERROR:")]
    first = f"\n  | {complaints[0]}" if complaints else ""
    if "No space left" in output or "Errno 28" in output:
        return "The disk is full: make room for about 1 GB, then start again."
    if "DO NOT MATCH THE HASHES" in output:
        return (
            "A downloaded library is not the one that this version was tested with, so it was not installed. "
            f"Start again later, and tell us if it happens twice.{first}"
        )
    return f"The libraries could not be downloaded. Check the internet connection, then start again.{first}"


def say_large_download(line: str) -> None:
    """Show which library pip fetches, if it is one to wait for."""
    if download := re.match(r"\s*Downloading (?:\S*/)?(\w+)-\d\S* \((\d+)\.\d MB\)", line):
        say(f"  {download[1].replace('_', '-')}, {download[2]} MB")


class Environment:
    """The environment of one checkout: a folder `.venv` with the interpreter and the pinned libraries."""

    def __init__(self, root: Path = ROOT) -> None:
        self.root = root
        self.folder = root / ".venv"
        windows = sys.platform == "win32"
        self.python = self.folder / ("Scripts/python.exe" if windows else "bin/python")
        self._lock: int | None = None

    def pins(self, name: str) -> Path:
        """Return the file of pinned libraries called *name*."""
        return self.root / "packaging" / f"{name}.txt"

    def stamp(self, name: str) -> Path:
        """Return the file that says what stands."""
        return self.folder / f"ready-{name}"

    def fingerprint(self, name: str) -> str:
        """Return a hash of everything the environment is made from: pins, interpreter, machine, place.

        Of the interpreter its minor version counts: a security update of the system's Python asks for no new download.
        """
        made_from = (
            self.pins(name).read_bytes(),
            os.fsencode(self.folder),
            os.fsencode(sys.base_prefix),
            f"{sys.implementation.cache_tag} {sysconfig.get_platform()} {EDITION} {DEBIAN_PACKAGES}".encode(),
        )
        return hashlib.sha256(b"\0".join(made_from)).hexdigest()

    def is_ready(self, name: str) -> bool:
        """Say whether the environment stands as the pins called *name* want it."""
        with contextlib.suppress(OSError):
            return self.stamp(name).read_text("ascii") == self.fingerprint(name) and self.python.exists()
        return False

    def prepare(self, name: str) -> Path:
        """Return the interpreter of an environment that stands as the pins called *name* want it."""
        try:
            if not self.is_ready(name):
                with self._alone():
                    if not self.is_ready(name):
                        self._make(name)
        except OSError as error:
            raise SetupError(
                f"The set-up could not work in {self.root}: {error.strerror or error}. Mend that, then start again."
            ) from error
        return self.python

    def _make(self, name: str) -> None:
        install_system_packages()
        # Test libraries may join an environment that runs the program; anything else starts from nothing.
        if self.is_ready(RUN) and not self.stamp(name).exists():
            self.stamp(name).write_text("unfinished", "ascii")
        else:
            self._make_empty()
        self._install(name)
        self._join_program()
        for finished in (RUN, name):
            self.stamp(finished).write_text(self.fingerprint(finished), "ascii")
        say("Ready.")

    def _make_empty(self) -> None:
        say("Setting up, this happens once: making the environment …")
        with contextlib.suppress(FileNotFoundError):
            shutil.rmtree(self.folder)
        # Not sys.executable: that may be the interpreter in the folder just removed.
        interpreter = getattr(sys, "_base_executable", sys.executable)
        made, output = self._call([interpreter, "-I", "-m", "venv", str(self.folder)])
        if made != 0:
            raise SetupError(f"Python could not make the environment {self.folder}.\n{last_lines(output)}")

    def _install(self, name: str) -> None:
        say("Setting up, this happens once: installing libraries, a minute or two …")
        command = [str(self.python), "-I", "-m", "pip", "--disable-pip-version-check", "--no-input", "install"]
        # Pins are complete, so nothing is left to resolve; wheels only, so nothing is built here.
        flags = ["--require-hashes", "--only-binary", ":all:", "--no-deps", "--progress-bar", "off"]
        installed, output = self._call([*command, *flags, "-r", str(self.pins(name))], say_large_download)
        if installed != 0:
            raise SetupError(what_pip_met(output))

    def _join_program(self) -> None:
        """Let the environment find the program in the checkout.

        A path file does what an editable install of pure Python does, without a build system to pin and download.  It
        is relative, so that no encoding can spoil it.
        """
        bases = {"base": str(self.folder), "platbase": str(self.folder)}
        libraries = Path(sysconfig.get_path("purelib", "venv", bases))
        (libraries / "treatment-journal.pth").write_text(f"{os.path.relpath(self.root, libraries)}\n", "ascii")
        if sys.platform == "win32":
            self.python.with_name("treatment-journal.cmd").write_text(WINDOWS_COMMAND, "ascii", newline="")
        else:
            command = self.python.with_name("treatment-journal")
            command.write_text(COMMAND, "ascii")
            command.chmod(0o755)
        self._call([str(self.python), "-I", "-m", "compileall", "-q", str(self.root / "journal")])

    def _call(self, command: list[str], follow: Callable[[str], None] = lambda line: None) -> tuple[int, str]:
        """Return the exit code of *command* and all that it said; *follow* hears each line as it comes.

        The child holds the lock too: where only this process is killed, the next start waits for what it left running.
        """
        kept = () if self._lock is None or sys.platform == "win32" else (self._lock,)
        said = []
        with subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            pass_fds=kept,
        ) as child:
            for line in child.stdout or ():
                said.append(line)
                follow(line)
        return child.returncode, "".join(said)

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        """Let one set-up at a time work on this checkout; the lock goes with the last process that holds it."""
        self._lock = os.open(self.root / ".venv.lock", os.O_RDWR | os.O_CREAT, 0o644)
        try:
            wait_for(self._lock)
            yield
        finally:
            os.close(self._lock)
            self._lock = None


def wait_for(lock: int) -> None:
    """Take the lock, as soon as nobody else holds it."""
    busy = "Another start is setting up just now; waiting for it …"
    if sys.platform == "win32":
        import msvcrt

        for attempt in count():
            with contextlib.suppress(OSError):
                msvcrt.locking(lock, msvcrt.LK_NBLCK, 1)
                return
            if attempt == 0:
                say(busy)
            time.sleep(0.5)
    else:
        import fcntl

        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say(busy)
            fcntl.flock(lock, fcntl.LOCK_EX)


def ready_python(name: str) -> str:
    """Return the interpreter of the environment called *name*; where it cannot be made, end with a sentence."""
    try:
        return str(Environment().prepare(name))
    except SetupError as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        sys.exit("Stopped. The next start sets up from the beginning.")
