"""The fields of the form as data: labels, help, limits, choices; no widget."""
