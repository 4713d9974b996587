"""The product's verbs from a terminal; docs/command-line.md is its promise."""

from portfolio.cli.starting import main

__all__ = ["main"]
