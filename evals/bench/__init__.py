"""How fast it is: ingest beside the stock path, a question by stage, and what growth costs."""
