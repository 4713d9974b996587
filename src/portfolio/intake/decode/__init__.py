"""Encodings and workbooks become text."""
