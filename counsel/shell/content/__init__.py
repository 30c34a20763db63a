"""Loads and checks rules, evidence and wording from files."""
