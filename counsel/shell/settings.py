"""The clinic's settings: name, contacts, paper and type size; nothing about a patient."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from counsel.errors import CounselError
from counsel.shell.files import read_bytes


class SettingsError(CounselError):
    """A settings file that cannot be used: which entry, why, and what is allowed."""


class Settings(BaseModel):
    """What a clinic may set; all of it may be left out."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    clinic: Annotated[str, Field(max_length=120)] = ""
    contacts: Annotated[str, Field(max_length=200)] = ""
    paper: Literal["a4", "letter"] = "a4"
    size: Literal[14, 16, 18, 22] = 14

    @property
    def heading(self) -> str:
        """The line above the title of the sheet; empty where nothing is set."""
        return " · ".join(part for part in (self.clinic, self.contacts) if part)


def read_settings(path: Path) -> Settings:
    """The settings in a JSON file; raises FileError or SettingsError."""
    try:
        return Settings.model_validate(json.loads(read_bytes(path)))
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        entry = ".".join(str(part) for part in first["loc"]) or "the file"
        raise SettingsError(
            f"Settings {path}: {entry}: {first['msg']} (given: {first['input']!r:.60}).",
            f"Entries are {', '.join(Settings.model_fields)}.",
        ) from None
    except ValueError as error:
        raise SettingsError(f"Settings {path}: it is not JSON ({error}).", "Write one JSON object.") from None


def user_settings(path: Path) -> Settings:
    """The settings of this user; a file that cannot be used is kept aside as `.broken`, never overwritten."""
    if not path.is_file():
        return Settings()
    try:
        return read_settings(path)
    except SettingsError:
        path.replace(path.with_name(path.name + ".broken"))
        return Settings()
