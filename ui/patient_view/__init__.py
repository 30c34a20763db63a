"""The laptop turned round: the sheet on the whole screen, for the patient to read."""
