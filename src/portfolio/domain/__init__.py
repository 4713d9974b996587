"""The nouns of the product, in the contract's words. Standard library only."""
