"""`python -m counsel`: the program itself, which is counsel.cli."""

import gc

# Starting makes no garbage, and a command is over before a collection pays; the window turns it on again.
gc.disable()

import os  # noqa: E402  after the line above, which is the point
import sys  # noqa: E402

from counsel.cli import main  # noqa: E402

if __name__ == "__main__":
    status = main()
    # Every file is closed by now: taking the interpreter apart would cost a tenth of a command.
    for stream in (sys.stdout, sys.stderr):
        # A windowed bundle on Windows has none.
        if stream is not None:
            stream.flush()
    os._exit(status)
