"""The seven kinds of extract, one module each."""
