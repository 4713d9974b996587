"""Serves on the loopback address: finds a free port, says where, stops when told."""

from __future__ import annotations

import errno
import ipaddress
import os
import socket
import sys
from contextlib import suppress
from pathlib import Path

import uvicorn

from portfolio.server.application import APP_SCRIPT, application
from portfolio.service.privacy import make_home
from portfolio.settings import PUBLIC_ORIGINS, Settings
from portfolio.store.errors import NotWritable

PORTS_TRIED = 100
_LAST_PORT = 65_535


class ServeRefused(Exception):
    """The app will not serve as asked; the message says why and what to do."""


def serve(settings: Settings, *, host: str, port: int, script: Path = APP_SCRIPT) -> None:
    """Serve until told to stop, on this port or the next free one, and print the address.

    Raises ServeRefused for an address that other people could reach where nobody signs in.
    """
    address = served_address(host, settings)
    if not script.is_file():
        raise ServeRefused(
            f"The pages are not there: no {script.name} in {script.parent}. Serve from a checkout."
        )
    make_home(settings.home)
    if not os.access(settings.home, os.W_OK):
        raise NotWritable("The home folder cannot be written to.")
    with bound(address, port) as listening:
        got = listening.getsockname()[1]
        if port not in (0, got):
            print(f"Port {port} is taken; {got} is used instead.", file=sys.stderr, flush=True)
        config = uvicorn.Config(
            application(settings, script),
            log_level="warning",
            access_log=False,
            ws="websockets-sansio",
            use_colors=False,
        )
        _Server(config).run(sockets=[listening])


class _Server(uvicorn.Server):
    """Says where it is once it answers there."""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        for listening in sockets or ():
            host, port = listening.getsockname()[:2]
            written = f"[{host}]" if ":" in host else host
            print(f"Open http://{written}:{port}", flush=True)


def served_address(host: str, settings: Settings) -> str:
    """Return the address to listen at: this machine's own, or any where people sign in and it is
    named under which address they reach it. Raises ServeRefused."""
    if not settings.providers:
        return loopback_address(host)
    with suppress(ServeRefused):
        return loopback_address(host)
    if not settings.public_origins:
        raise ServeRefused(
            f"`{host}` can be reached from other machines, and it is not said under which address. "
            f"Set {PUBLIC_ORIGINS.name} to the one that people type, with https://."
        )
    return host.strip("[]")


def loopback_address(host: str) -> str:
    """Return the address meant, if it is this machine only. Raises ServeRefused for any other."""
    meant = "127.0.0.1" if host == "localhost" else host.strip("[]")
    try:
        if ipaddress.ip_address(meant).is_loopback:
            return meant
    except ValueError:
        pass
    raise ServeRefused(
        f"`{host}` can be reached from other machines, and nobody signs in here yet: "
        "anyone could read and send. Leave --host out to serve this machine only."
    )


def bound(address: str, port: int) -> socket.socket:
    """Return a socket on this port or the next free one; port 0 takes any.

    Raises ServeRefused when none of a hundred is free.
    """
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    for candidate in range(port, min(port + PORTS_TRIED, _LAST_PORT + 1)):
        # TCP by name, or asyncio leaves Nagle's algorithm on: a page would wait, half sent, some
        # 40 ms for the browser to say that it has the first half.
        listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((address, candidate))
        except OSError as error:
            listening.close()
            if error.errno not in (errno.EADDRINUSE, errno.EACCES):
                raise
        else:
            return listening
    raise ServeRefused(f"No port from {port} on is free. Name another with --port.")
