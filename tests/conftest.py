"""What all tests share: no screen, and no user's own folders; the time is given to a test, never patched."""

import os
import shutil
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import mkdtemp

import pytest
from hypothesis import HealthCheck, settings

# Before any test module imports Qt, which reads it once.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# Of this worker alone, and there before a test module that starts the program when it is read.
_WORKER = Path(mkdtemp(prefix="stroke-counsel-tests-"))
_FOLDERS = ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME")
os.environ.update({name: str(_WORKER / name.lower()) for name in _FOLDERS})
# How long an example takes says how busy the machine is, and other tests run at the same time.
settings.register_profile("shared-machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("shared-machine")


def pytest_unconfigure() -> None:
    """Nothing of a run is left behind."""
    shutil.rmtree(_WORKER, ignore_errors=True)


@pytest.fixture(autouse=True)
def own_folders(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keeps tests away from the settings and reports of whoever runs them, and of each other.

    The cache stays that of the worker: it only holds what was read from the sources, which costs half a second.
    """
    home = tmp_path_factory.mktemp("user")
    for name in _FOLDERS:
        if name != "XDG_CACHE_HOME":
            monkeypatch.setenv(name, str(home / name.lower()))


@pytest.fixture
def today() -> date:
    """The day on which all cases of the tests are assessed."""
    return date(2026, 11, 21)


@pytest.fixture
def now() -> datetime:
    """Noon of that day."""
    return datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
