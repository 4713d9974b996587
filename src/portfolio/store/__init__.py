"""Keeps what was accepted: the only room that knows an engine."""
