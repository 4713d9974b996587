"""Reads the three files of a system folder, saying every mistake in them with its place."""
