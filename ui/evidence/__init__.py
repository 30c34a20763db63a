"""The studies as a table beside one person, each with its record; nothing is compared here."""
