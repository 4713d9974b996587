"""What was learned and who used it."""
