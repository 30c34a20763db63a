"""The whole rule base as a book to review, and what changed since a snapshot."""
