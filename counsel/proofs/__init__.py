"""What must hold of rules and content for every input, and its report."""
