"""What changed between two points, kind by kind, each change in one word of a short list."""
