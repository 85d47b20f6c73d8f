"""Makes the program's own environment (.venv) and keeps it right; standard library only.

Both commands come through here.  What is set up is stamped with a hash of everything it was made from: a second start
compares one small file and goes on.  An interrupted set-up leaves no stamp, so the next start finishes it.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

FLOOR = (3, 11)
ROOT = Path(__file__).resolve().parents[1]
ENVIRONMENT = ROOT / ".venv"
RUN_REQUIREMENTS = Path(__file__).with_name("requirements.txt")
TEST_REQUIREMENTS = Path(__file__).with_name("requirements-test.txt")

# What a minimal Debian or Ubuntu lacks: (how to see that it is missing, package).  The window's libraries go here too.
DEBIAN_PACKAGES: tuple[tuple[str, str], ...] = (("module:ensurepip", "python3-venv"),)


class SetupError(Exception):
    """The environment could not be made; the text says what to do."""


def say(text: str) -> None:
    """Show one line of progress."""
    print(text, file=sys.stderr, flush=True)


def python_in(environment: Path) -> Path:
    """Return the interpreter of *environment*."""
    return environment / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def fingerprint(requirements: Path, environment: Path = ENVIRONMENT) -> str:
    """Return a hash of everything the environment is made from: pins, interpreter, place."""
    parts = [
        requirements.read_bytes(),
        sys.version.encode(),
        str(environment).encode(),
        str(sys.base_prefix).encode(),
    ]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def stamp_of(requirements: Path, environment: Path = ENVIRONMENT) -> Path:
    """Return the file that says which set-up stands."""
    return environment / f".ready-{requirements.stem}"


def is_ready(requirements: Path, environment: Path = ENVIRONMENT) -> bool:
    """Say whether the environment stands as *requirements* want it."""
    stamp = stamp_of(requirements, environment)
    with contextlib.suppress(OSError):
        return stamp.read_text("utf-8") == fingerprint(requirements, environment)
    return False


def is_present(sign: str) -> bool:
    """Say whether what *sign* names is on this machine ("module:NAME" or "library:NAME")."""
    kind, _, name = sign.partition(":")
    if kind == "module":
        from importlib.util import find_spec

        return find_spec(name) is not None
    from ctypes.util import find_library

    return find_library(name) is not None


def missing_packages() -> list[str]:
    """Return the Debian packages this machine lacks; none where it is not a Debian or Ubuntu."""
    if not sys.platform.startswith("linux") or shutil.which("apt-get") is None:
        return []
    return sorted({package for sign, package in DEBIAN_PACKAGES if not is_present(sign)})


def install_system_packages() -> None:
    """Install what system packages lack (as root), or say the one line that does."""
    missing = missing_packages()
    if not missing:
        return
    line = f"apt-get install --yes --no-install-recommends {' '.join(missing)}"
    if os.geteuid() != 0:
        raise SetupError(f"Some system packages are missing. Run this line, then start again:\n  sudo {line}")
    say(f"Installing system packages (once): {' '.join(missing)}")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in ("apt-get update", line):
        done = subprocess.run(command.split(), env=quiet, capture_output=True, text=True, check=False)
        if done.returncode:
            raise SetupError(
                f"This did not work:\n  {command}\n{done.stderr.strip()[-600:]}\nRun it yourself, then start again."
            )


@contextlib.contextmanager
def only_one() -> Iterator[None]:
    """Let one set-up at a time work on this checkout; a second one waits for it."""
    lock = ROOT / ".venv.lock"
    with lock.open("a+b") as file:
        if os.name == "nt":
            import msvcrt

            while True:
                with contextlib.suppress(OSError):
                    msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
                    break
                time.sleep(0.5)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def run_pip(python: Path, *arguments: str) -> None:
    """Run pip in the environment; SetupError with its last lines where it fails."""
    command = [str(python), "-m", "pip", "--disable-pip-version-check", "--quiet", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SetupError(
            "The program's libraries could not be installed. Check the internet connection, then start again.\n"
            + done.stderr.strip()[-800:]
        )


def make_environment(requirements: Path) -> None:
    """Make or mend .venv for *requirements*."""
    if sys.version_info < FLOOR:
        raise SetupError("Treatment Journal needs Python 3.11 or newer. Install it, then start again with that one.")
    install_system_packages()
    python = python_in(ENVIRONMENT)
    marker = ENVIRONMENT / ".made-by"
    made_by = f"{sys.version}\n{ENVIRONMENT}"
    if not (python.exists() and marker.exists() and marker.read_text("utf-8") == made_by):
        say("Setting up, this happens once: making the environment …")
        shutil.rmtree(ENVIRONMENT, ignore_errors=True)
        # In a process of its own: ensurepip may have been installed a moment ago.
        made = subprocess.run(
            [sys.executable, "-m", "venv", str(ENVIRONMENT)], capture_output=True, text=True, check=False
        )
        if made.returncode:
            raise SetupError(f"The environment could not be made.\n{(made.stdout + made.stderr).strip()[-600:]}")
        marker.write_text(made_by, "utf-8")
    say("Setting up, this happens once: installing libraries, a minute or two …")
    run_pip(python, "install", "--require-hashes", "--only-binary", ":all:", "--no-deps", "-r", str(requirements))
    # A path file is all an editable install of pure Python needs; it saves installing a build system.
    query = "import sysconfig; print(sysconfig.get_path('purelib'))"
    packages = Path(
        subprocess.run([str(python), "-c", query], capture_output=True, text=True, check=True).stdout.strip()
    )
    (packages / "treatment_journal.pth").write_text(f"{ROOT}\n", "utf-8")
    subprocess.run([str(python), "-m", "compileall", "-q", str(ROOT / "journal")], check=False)
    stamp_of(requirements).write_text(fingerprint(requirements), "utf-8")
    say("Ready.")


def environment_python(requirements: Path) -> Path:
    """Return the interpreter of an environment that stands as *requirements* want it."""
    if not is_ready(requirements):
        with only_one():
            if not is_ready(requirements):
                make_environment(requirements)
    return python_in(ENVIRONMENT)
