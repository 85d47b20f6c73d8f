"""Pins every requirement with its hashes, for all platforms: python3 packaging/pin.py (needs uv)."""

from __future__ import annotations

import subprocess
from pathlib import Path

HERE = Path(__file__).parent
FLAGS = ["--universal", "--python-version", "3.11", "--generate-hashes", "--no-emit-index-url", "--no-header"]


def main() -> None:
    """Write both requirement files anew."""
    for name, extra in (("requirements.txt", []), ("requirements-test.txt", ["--extra", "test"])):
        command = [
            "uv",
            "pip",
            "compile",
            "--quiet",
            *FLAGS,
            *extra,
            "pyproject.toml",
            "-o",
            str(HERE / name),
        ]
        subprocess.run(command, cwd=HERE.parent, check=True)


if __name__ == "__main__":
    main()
