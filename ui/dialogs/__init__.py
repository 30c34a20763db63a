"""Settings, help and about: dialogs off the ordinary way."""
