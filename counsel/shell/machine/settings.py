"""The clinic's settings: name, address, logo, contacts, paper, sizes, colours; nothing about a patient."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from counsel.errors import CORRECT, SETTINGS, CounselError, InputError, Problem
from counsel.shell.machine.files import json_bytes, read_bytes, write_whole
from counsel.shell.machine.first_settings import LANGUAGE

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

LOGOS = ("logo.png", "logo.svg")
_ONE_OBJECT = 'Write one JSON object, such as {"clinic": "Stroke Clinic"}.'


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
    # Of the window and, where no other is asked for, of the sheets.
    language: Annotated[str, Field(max_length=35, description="the code of a language, such as en")] = (
        LANGUAGE
    )


class UserSettings(NamedTuple):
    """The settings of a user, and what has to be told about them; empty where nothing has."""

    settings: Settings
    told: str = ""


def settings_from(values: Mapping[str, object]) -> Settings:
    """The settings with these values; InputError names each entry that cannot be."""
    try:
        return Settings.model_validate(dict(values))
    except ValidationError as error:
        raise InputError(map(_problem, error.errors(include_url=False)), SETTINGS) from None


def _problem(fault: ErrorDetails) -> Problem:
    entry = str(fault["loc"][0]) if fault["loc"] else "settings"
    field = Settings.model_fields.get(entry)
    if field is None:
        return Problem(entry, fault["input"], "there is no such setting", ", ".join(Settings.model_fields))
    reason = "this is too long" if fault["type"] == "string_too_long" else "this cannot be set"
    return Problem(entry, fault["input"], reason, field.description or "")


def read_settings(path: Path) -> Settings:
    """The settings in a JSON file; raises FileError or SettingsError."""
    try:
        values = json.loads(read_bytes(path))
    except ValueError as error:
        raise SettingsError(f"Settings {path}: it is not JSON ({error}).", _ONE_OBJECT) from None
    if not isinstance(values, dict):
        raise SettingsError(f"Settings {path}: it is JSON, but no object with entries.", _ONE_OBJECT)
    try:
        return settings_from(values)
    except InputError as refusal:
        told = "; ".join(map(str, refusal.problems))
        raise SettingsError(f"Settings {path}: {told}.", CORRECT) from None


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
