"""Rules that turn a state of other measures into something to ask about."""
