"""The contract sentence by sentence: what each asks, and which rules hold it."""
