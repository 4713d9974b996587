"""Shows how the benefits of digital programmes spread across an integrated care system."""

__version__ = "0.1.0"
