"""A browser without a window, spoken to in the DevTools protocol over two pipes; it judges no page."""

from __future__ import annotations

import base64
import fcntl
import json
import os
import selectors
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.outside.fault import Fault, found_program

LONGEST_S = 60
# Fonts that a page brings with it and what it draws last are there by then.
SETTLED_MS = 200
FLAGS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--remote-debugging-pipe",
)  # fmt: skip
# The browser reads its orders from the one and answers on the other.
_READS, _WRITES, _FREE = 3, 4, 10

Message = dict[str, Any]


class Page:
    """One page of the browser, as wide as a small telephone; `events` is all it has told since it was opened."""

    def __init__(self, orders: int, answers: int) -> None:
        self.events: list[Message] = []
        self._orders, self._answers, self._rest, self._count = orders, answers, b"", 0
        self._session: str | None = None
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.ask(f"{domain}.enable")

    def ask(self, method: str, **values: Any) -> Message:
        """The answer to one order; raises Fault where the browser refuses it or does not answer in time."""
        self._count += 1
        order: Message = {"id": self._count, "method": method, "params": values}
        if self._session:
            order["sessionId"] = self._session
        os.write(self._orders, json.dumps(order).encode() + b"\0")
        while True:
            told = self._next()
            if told.get("id") == self._count:
                break
            self.events.append(told)
        if "error" in told:
            raise Fault(f"the browser refuses {method}: {told['error']}")
        result: Message = told["result"]
        return result

    def open(self, file: Path, width: int) -> None:
        """Loads a file in a window so wide, and waits until it has settled."""
        self.ask(
            "Emulation.setDeviceMetricsOverride", width=width, height=640, deviceScaleFactor=1, mobile=False
        )
        self.events.clear()
        self.ask("Page.navigate", url=file.as_uri())
        while not any(one.get("method") == "Page.loadEventFired" for one in self.events):
            self.events.append(self._next())
        self.value(f"new Promise(done => setTimeout(done, {SETTLED_MS}))")

    def value(self, expression: str) -> Any:
        """What an expression gives in the page."""
        told = self.ask("Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True)
        return told["result"].get("value")

    def pdf(self) -> bytes:
        """The page as it would be printed."""
        told = self.ask("Page.printToPDF", printBackground=True, preferCSSPageSize=True)
        return base64.b64decode(told["data"])

    def _next(self) -> Message:
        """The next thing that the browser tells."""
        until = time.monotonic() + LONGEST_S
        with selectors.DefaultSelector() as waiting:
            waiting.register(self._answers, selectors.EVENT_READ)
            while b"\0" not in self._rest:
                if not waiting.select(max(0.0, until - time.monotonic())):
                    raise Fault(f"the browser said nothing for {LONGEST_S} s")
                part = os.read(self._answers, 1 << 20)
                if not part:
                    raise Fault("the browser ended")
                self._rest += part
        first, _, self._rest = self._rest.partition(b"\0")
        told: Message = json.loads(first)
        return told


@contextmanager
def browser_page(folder: Path) -> Iterator[Page]:
    """A page of a browser with a profile of its own, which ends with the block."""
    read_orders, orders = _free_pipe()
    answers, write_answers = _free_pipe()

    def hand_on() -> None:
        os.dup2(read_orders, _READS)
        os.dup2(write_answers, _WRITES)

    command = [found_program("chromium", "chromium-browser", "google-chrome"), *FLAGS, f"--user-data-dir={folder / 'profile'}"]
    # Our other files close by themselves in the new process; these two must stay open there.
    running = subprocess.Popen(command, close_fds=False, preexec_fn=hand_on, stderr=subprocess.DEVNULL)
    os.close(read_orders)
    os.close(write_answers)
    try:
        yield Page(orders, answers)
    finally:
        os.close(orders)
        os.close(answers)
        running.terminate()
        running.wait(LONGEST_S)


def _free_pipe() -> tuple[int, int]:
    """A pipe whose ends are not the numbers that the browser wants for its own."""
    low = os.pipe()
    reading, writing = (fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, _FREE) for end in low)
    for end in low:
        os.close(end)
    return reading, writing
