"""A data file is read with the line of every key, and refused with file and line when it is not plain."""

from pathlib import Path

import pytest

from counsel.shell.content.strict_yaml import DataFileError, parse_strict, read_strict

GOOD = """\
# a comment
topic: bands
tables:
  - id: nihss
    rules:
      - id: mild
        when: {fact: severity.nihss, from: 0, to: 4}
      - {id: other, "yes": 'no'}
"""


def test_gives_path_data_and_the_line_of_every_key_and_item(tmp_path: Path) -> None:
    path = tmp_path / "bands.yaml"
    path.write_text(GOOD, encoding="utf-8")
    file = read_strict(path)
    assert file.path == str(path)
    assert file.data["tables"][0]["rules"][1] == {"id": "other", "yes": "no"}
    assert file.lines[()] == 2
    assert file.lines[("topic",)] == 2
    assert file.lines[("tables", 0)] == 4
    assert file.lines[("tables", 0, "rules", 0, "when", "to")] == 7
    assert file.lines[("tables", 0, "rules", 1, "yes")] == 8


@pytest.mark.parametrize(
    ("text", "line", "named"),
    [
        ("a: 1\nb: 2\na: 3\n", 3, "'a' stands twice, first on line 1"),
        ("a:\n  - b: 1\n    c: 2\n    b: 1\n", 4, "'b' stands twice, first on line 2"),
        ("a: {b: 1, b: 2}\n", 1, "'b' stands twice"),
        ("a: 1\nno: 2\n", 2, "'no' is not text"),
        ("a: 1\n7: 2\n", 2, "'7' is not text"),
        ("a: 1\n? [b]\n: 2\n", 2, "is not text"),
        ("a: &x {b: 1}\nc:\n  <<: *x\n", 3, "merge key"),
        ("a: &x\n  b: *x\n", 1, "an alias contains itself"),
        ("- a\n", 1, "one mapping"),
        ("", 1, "one mapping"),
        ("a: 1\n--- \nb: 2\n", 2, "not YAML"),
        ("a: 1\n b: [\n", 3, "not YAML"),
        ("a: !!python/object/apply:os.getcwd []\n", 1, "not YAML"),
        ("a: *nowhere\n", 1, "not YAML"),
    ],
)
def test_refuses_with_file_and_line(text: str, line: int, named: str) -> None:
    with pytest.raises(DataFileError) as caught:
        parse_strict("rules/x.yaml", text)
    assert caught.value.file == "rules/x.yaml"
    assert caught.value.line in (line, line - 1)
    assert named in str(caught.value)
    assert str(caught.value).startswith("rules/x.yaml, line ")


def test_an_alias_is_a_copy_of_its_own() -> None:
    data = parse_strict("x.yaml", "a: &x [1, {b: 2}]\nc: *x\n").data
    assert data == {"a": [1, {"b": 2}], "c": [1, {"b": 2}]}
    data["a"][1]["b"] = 3
    assert data["c"][1]["b"] == 2


def test_a_control_character_is_refused_as_unreadable() -> None:
    with pytest.raises(DataFileError, match=r"x\.yaml"):
        parse_strict("x.yaml", "a: \x07\n")


def test_a_missing_file_and_other_bytes_are_refused(tmp_path: Path) -> None:
    with pytest.raises(DataFileError, match=r"nowhere\.yaml") as caught:
        read_strict(tmp_path / "nowhere.yaml")
    assert caught.value.line is None
    (tmp_path / "latin.yaml").write_bytes(b"a: caf\xe9\n")
    with pytest.raises(DataFileError, match=r"latin\.yaml"):
        read_strict(tmp_path / "latin.yaml")
