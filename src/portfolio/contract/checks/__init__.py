"""What must be true of typed rows: a module per kind, beside cells and keys."""
