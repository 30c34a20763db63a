"""What the program is about: cases, dates, facts, evidence and assessments; no window, no disk, no clock."""

__version__ = "0.1.0"
