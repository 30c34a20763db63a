"""Lets `python -m counsel` be the same program as `stroke-counsel`; decides nothing."""

from counsel.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
