"""The result on the right: the program's ready words, laid out; nothing is worked out here."""
