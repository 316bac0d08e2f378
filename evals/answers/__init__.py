"""Are the assistant's answers right? cases -> run -> score -> report."""
