"""The case document: what may be entered, and how entries are read, converted and compared."""
