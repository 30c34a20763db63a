"""From facts, rules and evidence to one assessment."""
