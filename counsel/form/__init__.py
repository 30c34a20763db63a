"""The fields of the form as data: labels, help, limits, choices; no widget."""

from counsel.form.in_words import case_form, label_at, offer_form

__all__ = ["case_form", "label_at", "offer_form"]
