"""An assessment in ready words for the physician: result, studies, conversation, note."""
