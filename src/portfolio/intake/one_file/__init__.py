"""One extract by itself: read, typed and held against the row rules of its kind."""
