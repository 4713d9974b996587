"""What an extract must look like: one field table, and everything generated from it."""
