"""The rule base in the formats of other engines, for a comparison over equal logic; measures nothing."""
