"""The take-home sheets, from an assessment to blocks of sentences and pictures; no markup and no paper."""
