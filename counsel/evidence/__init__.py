"""The records of trials, claims, guidance, safety questions, outcomes and scales, checked and counted."""
