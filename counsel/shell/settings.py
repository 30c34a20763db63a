"""The clinic's settings: name, address, logo, contacts, paper, sizes, colours; nothing about a patient."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from counsel.errors import CounselError, InputError, Problem
from counsel.shell.files import json_bytes, read_bytes, write_whole

LOGOS = ("logo.png", "logo.svg")


class SettingsError(CounselError):
    """A settings file that cannot be used: which entry, why, and what is allowed."""


class Settings(BaseModel):
    """What a clinic may set; all of it may be left out. `logo` is a file beside the settings file."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    clinic: Annotated[str, Field(max_length=120, description="up to 120 letters")] = ""
    address: Annotated[str, Field(max_length=200, description="up to 200 letters")] = ""
    contacts: Annotated[str, Field(max_length=200, description="up to 200 letters")] = ""
    logo: Annotated[Literal["", "logo.png", "logo.svg"], Field(description=", ".join(LOGOS))] = ""
    paper: Annotated[Literal["a4", "letter"], Field(description="a4 or letter")] = "a4"
    size: Annotated[Literal[14, 16, 18, 22], Field(description="14, 16, 18 or 22")] = 14
    theme: Annotated[Literal["system", "light", "dark"], Field(description="system, light or dark")] = (
        "system"
    )

    @property
    def heading(self) -> str:
        """The line above the title of the sheet; empty where nothing is set."""
        return " · ".join(part for part in (self.clinic, self.address, self.contacts) if part)


class UserSettings(NamedTuple):
    """The settings of a user, and what has to be told about them; empty where nothing has."""

    settings: Settings
    told: str = ""


def settings_from(values: Mapping[str, object]) -> Settings:
    """The settings with these values; InputError names each entry that cannot be."""
    try:
        return Settings.model_validate(dict(values))
    except ValidationError as error:
        raise InputError(
            Problem(
                str(fault["loc"][0]) if fault["loc"] else "settings",
                fault["input"],
                "this is too long" if fault["type"] == "string_too_long" else "this cannot be set",
                Settings.model_fields[str(fault["loc"][0])].description or "",
            )
            for fault in error.errors(include_url=False)
        ) from None


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


def user_settings(path: Path) -> UserSettings:
    """The settings of this user; a file that cannot be used is kept aside as `.broken`, and that is told."""
    if not path.is_file():
        return UserSettings(Settings())
    try:
        return UserSettings(read_settings(path))
    except SettingsError as error:
        aside = path.with_name(path.name + ".broken")
        path.replace(aside)
        return UserSettings(Settings(), f"{error.what_happened} The file was kept as {aside.name}.")


def write_settings(path: Path, settings: Settings) -> None:
    """Writes the settings whole or not at all; raises FileError."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_whole(path, json_bytes(settings.model_dump(exclude_defaults=True)))
