"""Where the program meets the machine: files, clock, PDF. No clinical decision is taken here."""
