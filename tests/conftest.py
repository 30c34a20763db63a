"""What all tests share: no screen, and no user's own folders; the time is given to a test, never patched."""

import os
from datetime import UTC, date, datetime

import pytest

# Before any test module imports Qt, which reads it once.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(autouse=True)
def own_folders(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keeps tests away from the settings, cache and reports of whoever runs them."""
    home = tmp_path_factory.mktemp("user")
    for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, str(home / name.lower()))


@pytest.fixture
def today() -> date:
    """The day on which all cases of the tests are assessed."""
    return date(2026, 11, 21)


@pytest.fixture
def now() -> datetime:
    """Noon of that day."""
    return datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
