"""How delivery is rated, and risk beside reward."""
