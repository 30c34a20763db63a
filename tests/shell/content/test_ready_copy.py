"""No fault of the start-up copy stops a start or changes what is said: it is not believed and made again."""

from __future__ import annotations

import marshal
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from counsel.assess.missing_tables import missing_tables
from counsel.shell.content import load, ready_copy
from counsel.shell.content.load import load_content, make_copy
from counsel.shell.content.plain_content import content_of
from counsel.shell.content.ready_copy import NAME, CopyError, copy_bytes, keys_of, read_copy, write_copy
from counsel.shell.content.sources import read_sources
from counsel.shell.machine.paths import resource_root

ROOT = resource_root()
CODE = ROOT
posix = pytest.mark.skipif(os.name != "posix", reason="Windows keeps lists of who may write, and no owner's bits")


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = tmp_path_factory.mktemp("cache")
    load_content(ROOT, folder)
    return (folder / NAME).read_bytes()


@pytest.fixture
def quick(good: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the sources give comes at once: each reading of them would take seconds."""
    parts = kept_in(good)
    monkeypatch.setattr("counsel.shell.content.checked.checked_parts", lambda _sources: parts)


@pytest.fixture
def cache(good: bytes, tmp_path: Path) -> Path:
    folder = tmp_path / "cache"
    folder.mkdir(mode=0o700)
    (folder / NAME).write_bytes(good)
    (folder / NAME).chmod(0o600)
    return folder


# As the program asks: about a path or an open file.
status = os.stat


def names_in(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def kept_in(good: bytes) -> dict[str, Any]:
    """The parts of a copy, whatever its hashes."""
    parts: dict[str, Any] = marshal.loads(good.split(b"\n", 3)[3])  # noqa: S302  made by this test
    return parts


def why_not(file: Path, **how: Any) -> str:
    with pytest.raises(CopyError) as told:
        read_copy(file, keys_of(read_sources(ROOT), CODE), **how)
    return str(told.value)


def with_parts(change: Callable[[dict[str, Any]], None]) -> Callable[[bytes], bytes]:
    """A copy with its hashes right and something in it changed."""

    def changed(good: bytes) -> bytes:
        parts = kept_in(good)
        change(parts)
        return copy_bytes(parts, keys_of(read_sources(ROOT), CODE))

    return changed


def test_a_good_copy_is_believed_and_holds_everything(cache: Path) -> None:
    sources = read_sources(ROOT)
    kept = content_of(read_copy(cache / NAME, keys_of(sources, CODE)), sources)
    made = load_content(ROOT)
    assert kept.rules == made.rules
    assert kept.evidence.document() == made.evidence.document()
    assert kept.evidence.trials == made.evidence.trials
    assert kept.evidence.criteria == made.evidence.criteria
    assert kept.evidence.natural_history == made.evidence.natural_history
    assert kept.evidence.time_course == made.evidence.natural_history.copenhagen_time_course
    assert (kept.wordings["en"].sentences, kept.properties) == (made.wordings["en"].sentences, made.properties)
    assert (kept.rulebase, kept.evidence_part) == (made.rulebase, made.evidence_part)


def test_a_start_from_the_copy_needs_neither_yaml_nor_prover(cache: Path) -> None:
    code = f"""if True:
        import sys
        from pathlib import Path
        from counsel.assess.assessor import Assessor
        from counsel.shell.content.load import load_content
        content = load_content(Path({str(ROOT)!r}), Path({str(cache)!r}))
        content.rules.sieve, Assessor(content).tables, content.evidence.trials
        print(*sorted({{"yaml", "rules.prove", "rules.cells", "rules.symbolic"}} & set(sys.modules)))
    """
    told = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert told.stdout.strip() == ""


BROKEN: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _good: b"",
    "cut off in the key": lambda good: good[:60],
    "cut off in the hash": lambda good: good[:120],
    "cut off before the parts": lambda good: good[:161],
    "cut off in the middle": lambda good: good[: len(good) // 2],
    "cut off by one byte": lambda good: good[:-1],
    "one bit flipped": lambda good: good[:-1000] + bytes([good[-1000] ^ 1]) + good[-999:],
    "one bit of the hash flipped": lambda good: good.replace(good.split(b"\n")[2], b"0" * 64),
    "the JSON of an earlier program": lambda _good: b'{"key": "0"}',
    "deeply nested": lambda _good: b"[" * 100_000,
    "other bytes than text in the head": lambda good: good[:31] + b"\xff" * 200,
    "nothing that can be unpacked": lambda _good: copy_head(b"\xee" * 50),
    "something else than parts": lambda _good: copy_head(marshal.dumps([1, 2])),
    "no parts": with_parts(lambda parts: parts.clear()),
    "rules missing": with_parts(lambda parts: parts.pop("rules")),
    "a table missing": with_parts(lambda parts: parts["late"].pop("result")),
    "a study missing": with_parts(lambda parts: parts["evidence"].popitem()),
    "rules of another shape": with_parts(lambda parts: parts.update(rules=((("name",),), (), ()))),
    "a date that is none": with_parts(lambda parts: parts["about"].update(review_by="soon")),
}  # fmt: skip


def copy_head(held: bytes) -> bytes:
    """A copy with right hashes around these bytes."""
    import hashlib

    key = keys_of(read_sources(ROOT), CODE).text
    return b"stroke-counsel ready content 1\n" + f"{key}\n{hashlib.sha256(held).hexdigest()}\n".encode() + held


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("fault", BROKEN)
def test_a_broken_copy_is_made_again(cache: Path, good: bytes, fault: str) -> None:
    file = cache / NAME
    file.write_bytes(BROKEN[fault](good))
    assert load_content(ROOT, cache).reference.has("sheet.title")
    read_copy(file, keys_of(read_sources(ROOT), CODE))
    assert names_in(cache) == [NAME]


@posix
def test_a_copy_of_another_user_or_that_others_may_write_is_not_believed(cache: Path) -> None:
    file = cache / NAME

    def other_owner(of: int | str) -> os.stat_result:
        facts = list(status(of))
        facts[4] = os.getuid() + 1
        return os.stat_result(facts)

    def other_folder(of: int | str) -> os.stat_result:
        return other_owner(of) if isinstance(of, str) else status(of)

    assert why_not(file, status=other_folder) == "its folder belongs to another user"
    assert why_not(file, status=lambda of: status(of) if isinstance(of, str) else other_owner(of)) == "it belongs to another user"
    file.chmod(0o620)
    assert why_not(file) == "others may write to it"
    file.chmod(0o600)
    for mode in (0o770, 0o777, 0o702):
        cache.chmod(mode)
        assert why_not(file) == "others may write to its folder"
    assert not write_copy(file, b"new")
    assert file.read_bytes() != b"new"


@posix
@pytest.mark.usefixtures("quick")
def test_a_copy_that_others_may_write_is_replaced_by_one_that_they_may_not(cache: Path) -> None:
    file = cache / NAME
    file.chmod(0o666)
    load_content(ROOT, cache)
    assert file.stat().st_mode & 0o777 == 0o600


@posix
@pytest.mark.usefixtures("quick")
def test_neither_a_link_nor_a_pipe_nor_a_device_is_read(cache: Path, good: bytes, tmp_path: Path) -> None:
    file, elsewhere = cache / NAME, tmp_path / "elsewhere"
    elsewhere.write_bytes(good)
    elsewhere.chmod(0o600)
    file.unlink()
    file.symlink_to(elsewhere)
    assert why_not(file).startswith("it cannot be read")
    file.unlink()
    os.mkfifo(file)
    assert why_not(file) == "it is no file"
    file.unlink()
    file.symlink_to("/dev/zero")
    assert why_not(file).startswith("it cannot be read")
    assert load_content(ROOT, cache).reference.has("sheet.title")


@pytest.mark.usefixtures("quick")
def test_a_copy_that_is_a_folder_or_is_not_there_only_costs_time(cache: Path) -> None:
    (cache / NAME).unlink()
    assert why_not(cache / NAME).startswith("it cannot be read")
    (cache / NAME).mkdir()
    assert load_content(ROOT, cache).reference.has("sheet.title")


def test_a_file_that_is_far_too_large_is_not_read_into_memory(cache: Path) -> None:
    os.truncate(cache / NAME, 10**12)
    assert why_not(cache / NAME) == "it is too large"


@pytest.mark.parametrize(
    ("what", "value"),
    [("version_info", (3, 99, 0)), ("byteorder", "middle")],
)
def test_a_copy_of_another_python_is_not_believed(
    cache: Path, monkeypatch: pytest.MonkeyPatch, what: str, value: object
) -> None:
    monkeypatch.setattr(sys, what, value)
    assert why_not(cache / NAME) == "it was made from other sources, or by another program or Python"


def test_a_copy_of_another_program_is_not_believed(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ready_copy, "__version__", "9.9")
    assert why_not(cache / NAME).startswith("it was made from other sources")


def test_a_copy_made_before_a_module_was_changed_is_not_believed(cache: Path, tmp_path: Path) -> None:
    code = tmp_path / "code"
    (code / "rules").mkdir(parents=True)
    (code / "counsel").mkdir()
    module = code / "rules" / "one.py"
    module.write_text("A = 1\n", encoding="utf-8")
    before = keys_of(read_sources(ROOT), code)
    module.write_text("A = 12\n", encoding="utf-8")
    assert keys_of(read_sources(ROOT), code) != before


def test_a_source_of_the_same_length_and_time_is_seen(tmp_path: Path) -> None:
    tree = tmp_path / "tree"
    for name in ("rules/data", "resources/evidence", "resources/wording"):
        shutil.copytree(ROOT / name, tree / name)
    shutil.copy(ROOT / "resources" / "content.yaml", tree / "resources")
    before = load_content(tree, tmp_path / "cache")
    file = tree / "resources" / "wording" / "en" / "sheet.yaml"
    times = file.stat()
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("It is a good question.", "It is a fine question.", 1), encoding="utf-8")
    os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert file.stat().st_size == times.st_size
    after = load_content(tree, tmp_path / "cache")
    assert "fine question" in after.reference.say("sheet.answer.good_question")
    assert after.rulebase.hash != before.rulebase.hash


def test_the_printed_hashes_are_never_taken_from_the_copy(cache: Path, good: bytes) -> None:
    sources = read_sources(ROOT)
    lying = with_parts(lambda parts: parts.update(rules_hash="0" * 12, evidence_hash="0" * 12))(good)
    (cache / NAME).write_bytes(lying)
    content = content_of(read_copy(cache / NAME, keys_of(sources, CODE)), sources)
    assert content.rulebase.hash == sources.rules_hash[:12]
    assert content.evidence_part.hash == sources.evidence_hash[:12]


def limited(code: str, cache: Path) -> subprocess.CompletedProcess[str]:
    """A start whose files may not grow beyond 100 kB, as on a disk that is full."""
    whole = f"""if True:
        import resource, signal
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
        from pathlib import Path
        from counsel.assess.assessor import Assessor
        from counsel.shell.content.load import load_content
        content = load_content(Path({str(ROOT)!r}), Path({str(cache)!r}))
        {code}
    """
    command = [sys.executable, "-B", "-c", whole]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)


@posix
def test_a_full_disk_only_costs_time_and_leaves_nothing_behind(tmp_path: Path) -> None:
    done = limited("print(content.reference.has('sheet.title'))", tmp_path / "cache")
    assert (done.returncode, done.stdout.strip()) == (0, "True"), done.stderr
    assert names_in(tmp_path / "cache") == []


@pytest.mark.usefixtures("quick")
def test_a_folder_that_cannot_be_made_only_costs_time(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    assert load_content(ROOT, blocked / "cache").reference.has("sheet.title")


@pytest.mark.skipif(os.name != "posix" or os.getuid() == 0, reason="the system's own user may write anywhere")
def test_a_folder_that_cannot_be_written_only_costs_time(cache: Path) -> None:
    (cache / NAME).unlink()
    cache.chmod(0o500)
    assert load_content(ROOT, cache).reference.has("sheet.title")


def test_two_programs_that_start_at_once_both_start_and_leave_one_whole_copy(tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    code = f"""if True:
        from pathlib import Path
        from counsel.shell.content.load import load_content
        print(load_content(Path({str(ROOT)!r}), Path({str(cache)!r})).rulebase.hash)
    """
    command = [sys.executable, "-c", code]
    both = [subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    told = {one.communicate(timeout=120)[0].strip() for one in both}
    assert told == {read_sources(ROOT).rules_hash[:12]}
    assert names_in(cache) == [NAME]
    read_copy(cache / NAME, keys_of(read_sources(ROOT), CODE))


def test_the_shipped_copy_is_taken_first_whoever_owns_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # As in a bundle: no source of the program lies beside it.
    monkeypatch.setattr(load, "_CODE", tmp_path / "nothing")
    shipped = tmp_path / NAME
    make_copy(ROOT, shipped)
    shipped.chmod(0o666)

    def never(_sources: object) -> None:
        raise AssertionError("the sources were read")

    monkeypatch.setattr("counsel.shell.content.checked.checked_parts", never)
    content = load_content(ROOT, None, shipped)
    assert content.rulebase.hash == read_sources(ROOT).rules_hash[:12]
    shipped.write_bytes(shipped.read_bytes()[:-1])
    with pytest.raises(AssertionError, match="the sources were read"):
        load_content(ROOT, None, shipped)


def test_tables_are_not_carried_over_to_content_with_other_rules(cache: Path) -> None:
    from dataclasses import replace

    content = load_content(ROOT, cache)
    fewer = replace(content.rules, tables=content.rules.tables[:3])
    changed = replace(content, rules=fewer)
    assert changed.ready_tables() is None
    assert content.ready_tables() is not None
    turned = missing_tables(changed).result.turning({}).values()
    assert not set().union(*turned) - {"phase", "bands"}
    assert "sieve" not in fewer.__dict__
