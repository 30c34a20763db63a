"""Colours, fonts, style sheet, painted marks."""
