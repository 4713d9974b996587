"""The product's verbs from a terminal; docs/command-line.md is its promise."""

from portfolio.cli.running import main

__all__ = ["main"]
