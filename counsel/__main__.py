"""`python -m counsel`: the program itself, which is counsel.cli."""

import gc

# Starting makes no garbage, and a command is over before a collection pays; the window turns it on again.
gc.disable()

from counsel.cli import main  # noqa: E402  after the line above, which is the point

if __name__ == "__main__":
    raise SystemExit(main())
