"""The PDF of a sheet through a queue of CUPS that prints into a file: pages and paper stay as they were."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pypdf

from tests.outside.fault import Fault, found_program, must_bite, refuse_any
from tests.outside.sheets import Made, lacking, sheets

LONGEST_S = 60
QUEUE = "sheets"
# A printer that takes PDF; the filters in front of it set each page on the paper of the job.
DRIVER = Path("/usr/share/ppd/cupsfilters/Generic-PDF_Printer-PDF.ppd")
# The name of the paper for the queue, and its width and height in points.
PAPERS = {"a4": ("A4", 595.28, 841.89), "letter": ("Letter", 612.0, 792.0)}
_POINT = 1.0
SERVER = """LogLevel warn
Listen {folder}/cups.sock
Browsing No
DefaultAuthType None
WebInterface No
<Location />
  Allow all
</Location>
<Policy default>
  <Limit All>
    Order deny,allow
  </Limit>
</Policy>
"""
FILES = """FileDevice Yes
ServerRoot {folder}
StateDir {folder}/state
CacheDir {folder}/cache
RequestRoot {folder}/spool
TempDir {folder}/spool/tmp
AccessLog {folder}/access_log
ErrorLog {folder}/error_log
PageLog {folder}/page_log
SystemGroup root lpadmin
"""


def check(folder: Path) -> str:
    """The standard sheet and the longest, each on both papers; raises Fault."""
    printed = 0
    with queue(folder) as out:
        for paper in PAPERS:
            for made in sheets(folder, "pdf", "--paper", paper, kinds=("standard", "long")):
                done = printed_file(made, paper, out)
                refuse_any(f"{made.file.name}: {fault}" for fault in faults(done, made, paper))
                other = next(name for name in PAPERS if name != paper)
                must_bite("the paper", {fault.split(" ")[0] for fault in faults(done, made, other)}, 1)
                printed += len(pypdf.PdfReader(done).pages)
    return f"4 jobs on A4 and Letter through lp, {printed} pages on their paper, no heading or sentence lost"


def printed_file(made: Made, paper: str, out: Path) -> Path:
    """What the queue made of a sheet; raises Fault where it makes nothing in time."""
    out.unlink(missing_ok=True)
    name = PAPERS[paper][0]
    _run(out.parent, "lp", "-d", QUEUE, "-o", f"media={name}", str(made.file))
    until = time.monotonic() + LONGEST_S
    while _waiting(out.parent) or not out.is_file():
        if time.monotonic() > until:
            raise Fault(f"{made.file.name}: the queue printed nothing for {LONGEST_S} s")
        time.sleep(0.1)
    # The driver packs the file into orders for a printer, before and after it.
    sent = out.read_bytes()
    file = made.file.with_suffix(".printed.pdf")
    file.write_bytes(sent[sent.index(b"%PDF-") : sent.rindex(b"%%EOF") + len(b"%%EOF")])
    return file


def faults(printed: Path, made: Made, paper: str) -> Iterator[str]:
    """What the queue changed of a sheet."""
    before, after = (pypdf.PdfReader(file).pages for file in (made.file, printed))
    if len(before) != len(after):
        yield f"pages: {len(after)}, not {len(before)}"
    _, width, height = PAPERS[paper]
    for number, page in enumerate(after, 1):
        box = page.mediabox
        if abs(float(box.width) - width) > _POINT or abs(float(box.height) - height) > _POINT:
            yield f"paper of page {number}: {box.width} x {box.height} points, not {width} x {height}"
    text = " ".join(page.extract_text() for page in after)
    yield from (f"lacks {sentence!r}" for sentence in lacking(text, made.sentences))


@contextmanager
def queue(folder: Path) -> Iterator[Path]:
    """A CUPS of its own with one queue, which ends with the block; gives the file into which it prints."""
    if not DRIVER.is_file():
        raise Fault(f"there is no {DRIVER} on this machine")
    # What CUPS starts to set the pages is another user.
    folder.chmod(0o755)
    for name in ("state", "cache", "spool", "spool/tmp", "ppd"):
        (folder / name).mkdir(parents=True)
    (folder / "cupsd.conf").write_text(SERVER.format(folder=folder), encoding="utf-8")
    (folder / "cups-files.conf").write_text(FILES.format(folder=folder), encoding="utf-8")
    files = ["-c", str(folder / "cupsd.conf"), "-s", str(folder / "cups-files.conf")]
    running = subprocess.Popen([found_program("cupsd"), "-f", *files], stderr=subprocess.DEVNULL)
    out = folder / "out.pdf"
    try:
        _wait_for(folder / "cups.sock")
        _run(folder, "lpadmin", "-p", QUEUE, "-E", "-v", f"file:{out}", "-P", str(DRIVER))
        yield out
    finally:
        running.terminate()
        running.wait(LONGEST_S)


def _wait_for(socket: Path) -> None:
    until = time.monotonic() + LONGEST_S
    while not socket.exists():
        if time.monotonic() > until:
            raise Fault(f"cupsd could not be reached for {LONGEST_S} s")
        time.sleep(0.1)


def _waiting(folder: Path) -> bool:
    """Whether a job is still on its way."""
    return bool(_run(folder, "lpstat", "-o", QUEUE).strip())


def _run(folder: Path, program: str, *args: str) -> str:
    env = {**os.environ, "CUPS_SERVER": str(folder / "cups.sock")}
    command = [found_program(program), *args]
    done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=LONGEST_S, check=False)
    if done.returncode:
        raise Fault(f"{program} ended with status {done.returncode}: {done.stderr.strip()}")
    return done.stdout
