"""Excel workbooks: their sheets as text, with what they hold beside it."""
