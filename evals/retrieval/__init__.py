"""Does search find the passage that answers? cases -> run (vectors, systems) -> score."""
