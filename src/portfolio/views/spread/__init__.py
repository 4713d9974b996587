"""Who took what up, when, and who could."""
