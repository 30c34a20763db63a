"""Reads a YAML data file strictly, with the line of every key; it knows nothing of what the data mean."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from counsel.errors import CounselError
from rules.load import ParsedFile

_Path = tuple[str | int, ...]
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MERGE = "tag:yaml.org,2002:merge"


class DataFileError(CounselError):
    """A data file that cannot be used: `file`, `line` (from 1, None if it could not be read), `message`."""

    def __init__(self, file: str, line: int | None, message: str) -> None:
        place = file if line is None else f"{file}, line {line}"
        super().__init__(f"{place}: {message}.", "Correct this file and start again.")
        self.file = file
        self.line = line
        self.message = message


def read_strict(path: Path) -> ParsedFile:
    """The mapping in a YAML file, with the line (from 1) of each key and list item by its path.

    Raises DataFileError for a file that cannot be read, is not UTF-8 or not one YAML mapping, for a key that
    is not text or stands twice, for a merge key (`<<`), and for an alias that contains itself.
    """
    try:
        data = path.read_bytes()
    except OSError as fault:
        raise DataFileError(str(path), None, f"the file cannot be read ({fault})") from fault
    return parse_bytes(str(path), data)


def parse_bytes(path: str, data: bytes) -> ParsedFile:
    """As `read_strict`, from the bytes of a file; `path` names it in errors."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as fault:
        raise DataFileError(path, None, f"the file cannot be read ({fault})") from fault
    # As reading a text file does; a line end inside a block of text is one character.
    return parse_strict(path, text.replace("\r\n", "\n"))


def parse_strict(path: str, text: str) -> ParsedFile:
    """As `read_strict`, from text; `path` names the file in errors."""
    try:
        loader = _Loader(text)
        root = loader.get_single_node()
        if not isinstance(root, yaml.MappingNode):
            raise DataFileError(path, 1, "the file must hold one mapping of keys to values")
        lines: dict[_Path, int] = {}
        _walk(root, (), path, lines, ())
        return ParsedFile(path, _unshared(loader.construct_document(root)), lines)
    except yaml.YAMLError as fault:
        raise DataFileError(path, _line_of(fault), _problem_of(fault)) from fault


def _walk(
    node: yaml.Node, at: _Path, path: str, lines: dict[_Path, int], above: tuple[yaml.Node, ...]
) -> None:
    if any(node is one for one in above):
        raise DataFileError(path, node.start_mark.line + 1, "an alias contains itself")
    lines.setdefault(at, node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        for key, value in _entries(node, path):
            below = (*at, key.value)
            if below in lines:
                message = f"the key {key.value!r} stands twice, first on line {lines[below]}"
                raise DataFileError(path, key.start_mark.line + 1, message)
            lines[below] = key.start_mark.line + 1
            _walk(value, below, path, lines, (*above, node))
    elif isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            _walk(item, (*at, index), path, lines, (*above, node))


def _entries(node: yaml.MappingNode, path: str) -> list[tuple[yaml.ScalarNode, yaml.Node]]:
    for key, _ in node.value:
        if not isinstance(key, yaml.ScalarNode) or key.tag != "tag:yaml.org,2002:str":
            given = getattr(key, "value", "")
            shown = "a merge key (<<)" if key.tag == _MERGE else f"the key {given!r}"
            message = f"{shown} is not text; allowed is text, in quotes if it looks like something else"
            raise DataFileError(path, key.start_mark.line + 1, message)
    return list(node.value)


def _unshared(value: Any) -> Any:
    # Two places that share a part through an alias get a copy each.
    if isinstance(value, dict):
        return {key: _unshared(below) for key, below in value.items()}
    if isinstance(value, list):
        return [_unshared(below) for below in value]
    return value


def _line_of(fault: yaml.YAMLError) -> int | None:
    mark = getattr(fault, "problem_mark", None) or getattr(fault, "context_mark", None)
    return None if mark is None else mark.line + 1


def _problem_of(fault: yaml.YAMLError) -> str:
    return f"this is not YAML that can be read: {getattr(fault, 'problem', None) or fault}"
