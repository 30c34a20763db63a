"""Sentences by id, and values, conditions and reasons in words; no case and no study."""
