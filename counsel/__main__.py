"""`python -m counsel`: the window, the selftest of a bundle, or a command of counsel.cli."""

import gc

# Starting makes no garbage, and a command is over before a collection pays; the window turns it on again.
gc.disable()

import os  # noqa: E402  after the line above, which is the point
import sys  # noqa: E402


def main() -> int:
    """Opens the window where nothing else is asked for; the exit status."""
    arguments = sys.argv[1:]
    if not arguments:
        from ui.app import main as window

        return window()
    if arguments == ["--selftest"]:
        from ui.tools.selftest import main as selftest

        return selftest()
    from counsel.cli import main as command

    return command(arguments)


if __name__ == "__main__":
    status = main()
    # Every file is closed by now: taking the interpreter apart would cost a tenth of a command.
    for stream in (sys.stdout, sys.stderr):
        # A windowed bundle on Windows has none.
        if stream is not None:
            stream.flush()
    os._exit(status)
