"""Bytes in, verdict out. No database, no screen; what stands is handed in."""
