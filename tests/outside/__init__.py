"""Checks with heavy parts of the system: browsers, offices, printers, readers; run by `run.py outside`."""
