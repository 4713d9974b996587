"""Makes the demo system: an invented integrated care system and the returns its partners sent."""
