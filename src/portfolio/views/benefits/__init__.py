"""What was planned, forecast and realised, and how each benefit moves."""
