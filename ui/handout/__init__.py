"""The handout in the window: preview, saving and printing of one and the same PDF."""
