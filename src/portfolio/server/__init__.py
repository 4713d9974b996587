"""The web app as an ASGI application, and the verb that serves it."""

from portfolio.server.application import application
from portfolio.server.serving import ServeRefused, serve

__all__ = ["ServeRefused", "application", "serve"]
