"""The portfolio as a table, and one programme as a page."""
