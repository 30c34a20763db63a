"""Sheets and book as PDF and HTML."""
