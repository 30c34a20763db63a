"""Rules made wrong on purpose, to see whether the named cases and the proofs notice."""
