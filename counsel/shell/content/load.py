"""Loads the checked content: from the copy that is ready, else from its sources; it checks neither itself."""

from __future__ import annotations

from pathlib import Path

from counsel.content import Content
from counsel.shell.content.plain_content import content_of
from counsel.shell.content.ready_copy import NAME, CopyError, Keys, copy_bytes, keys_of, read_copy, write_copy
from counsel.shell.content.sources import Sources, read_sources

# The folder with rules and counsel; a bundle has no source files there.
_CODE = Path(__file__).resolve().parents[3]


def load_content(root: Path, cache_dir: Path | None = None, shipped: Path | None = None) -> Content:
    """The checked content below `root`; raises CounselError for sources that cannot be used.

    A copy of content that passed every check is taken instead of the sources, as long as it was made from
    exactly these: the one that is `shipped` with the program, else the user's own in `cache_dir`. One that is
    not to be believed is made again, in `cache_dir` where there is one.
    """
    sources = read_sources(root)
    keys = keys_of(sources, _CODE)
    # The shipped one belongs to whoever installed the program, and is as good as the program beside it.
    if shipped is not None and (content := _copied(shipped, keys, sources, own=False)):
        return content
    copy = None if cache_dir is None else cache_dir / NAME
    if copy is not None and (content := _copied(copy, keys, sources, own=True)):
        return content
    # Reading the sources needs the prover and YAML; a start from a copy needs neither.
    from counsel.shell.content.checked import checked_parts

    parts = checked_parts(sources)
    if copy is not None:
        write_copy(copy, copy_bytes(parts, keys))
    return content_of(parts, sources)


def make_copy(root: Path, path: Path) -> None:
    """Writes the copy that a bundle ships, for the Python that runs this; raises OSError or CounselError."""
    from counsel.shell.content.checked import checked_parts

    sources = read_sources(root)
    path.write_bytes(copy_bytes(checked_parts(sources), keys_of(sources)))


def _copied(path: Path, keys: Keys, sources: Sources, *, own: bool) -> Content | None:
    try:
        return content_of(read_copy(path, keys, own=own), sources)
    except CopyError:
        return None
