"""What stands in a cell: the ways of writing each type of value, and reading columns by them."""
