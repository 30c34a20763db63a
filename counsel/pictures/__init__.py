"""Pictures as SVG, one source for screen, paper and HTML."""
