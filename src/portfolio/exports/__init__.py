"""Result in, bytes out."""
