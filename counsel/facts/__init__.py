"""The named facts of a case, and which of them depend on one another."""
