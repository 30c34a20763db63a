"""The form on the left, built from the declarations of the case; no field is named here."""
