"""Files, folders, settings and crash reports of this machine."""
