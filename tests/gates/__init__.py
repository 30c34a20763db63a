"""Gates of the handouts: every sheet that the rules can produce, made and measured; run by `run.py gates`."""
