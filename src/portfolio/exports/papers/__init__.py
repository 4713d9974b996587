"""One document in, one of five forms out, and its texts back."""
