"""The window without a person: headless job, selftest, screenshots."""
