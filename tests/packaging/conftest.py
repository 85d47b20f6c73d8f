"""The set-up code, which is no package: it must run before anything is installed."""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType

import pytest

from tests.packaging.places import PACKAGING


@pytest.fixture(scope="session")
def setting_up() -> ModuleType:
    """Return packaging/environment.py."""
    sys.path.insert(0, str(PACKAGING))
    try:
        return import_module("environment")
    finally:
        sys.path.remove(str(PACKAGING))
