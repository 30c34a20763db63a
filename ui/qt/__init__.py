"""Workarounds and helpers for Qt itself."""
