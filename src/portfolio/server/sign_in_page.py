"""The pages before anybody is in: sign in, not admitted, signed out. Nothing of them is fetched."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from urllib.parse import quote

from starlette.responses import HTMLResponse

from portfolio.settings import Provider
from portfolio.views.palette import BEYOND, INK, PANEL, PAPER, RULE, SOFT

_STYLE = f"""
*{{box-sizing:border-box}}
body{{margin:0;background:{PAPER};color:{INK};font:1.0625rem/1.5 Arial,Helvetica,sans-serif}}
main{{max-width:34rem;margin:12vh auto 2rem;padding:0 1.25rem}}
p.name{{margin:0 0 .25rem;padding-left:.75rem;border-left:4px solid {BEYOND};font-weight:700}}
h1{{margin:1.5rem 0 .75rem;font-size:2rem;line-height:1.2}}
a.with{{display:block;margin:.75rem 0;padding:.85rem 1rem;border:1px solid {RULE};
border-radius:4px;background:{PANEL};color:{BEYOND};font-weight:700}}
a.with:hover{{border-color:{BEYOND}}}
a:focus-visible{{outline:3px solid {BEYOND};outline-offset:2px}}
a{{color:{BEYOND}}}
p.soft{{color:{SOFT}}}
p.said{{padding:.75rem 1rem;border-left:4px solid {BEYOND};background:{PANEL}}}
"""


def sign_in(
    name: str,
    providers: Sequence[Provider],
    *,
    next_page: str,
    contact: str,
    said: str = "",
    status: int = 200,
) -> HTMLResponse:
    """Return the page that offers every provider by the words the operator chose."""
    links = "".join(
        f'<a class="with" href="/sign-in/{one.name}?next={quote(next_page, safe="")}">'
        f"Sign in with {escape(one.label)}</a>"
        for one in providers
    )
    told = f'<p class="said" role="status">{escape(said)}</p>' if said else ""
    body = (
        f"{told}{links}"
        f'<p class="soft">Who may come in is decided by {escape(contact)}: ask there if you '
        "should be among them.</p>"
    )
    return _page(name, "Sign in", body, status)


def told(
    name: str, heading: str, said: str, *, contact: str, link: str = "/sign-in", status: int = 403
) -> HTMLResponse:
    """Return a page that says one thing, whom to ask, and the way back to the beginning."""
    body = (
        f'<p class="said">{escape(said)}</p>'
        f'<p><a href="{escape(link)}">Sign in</a></p>'
        f'<p class="soft">Questions are answered by {escape(contact)}.</p>'
    )
    return _page(name, heading, body, status)


def ask_to_sign_out(name: str) -> HTMLResponse:
    """Return the page that asks whether somebody who came by a link elsewhere wants to go."""
    body = (
        '<p><a class="with" href="/sign-out">Sign out</a></p><p><a href="/">Stay signed in</a></p>'
    )
    return _page(name, "Sign out?", body, 200)


def _page(name: str, heading: str, body: str, status: int) -> HTMLResponse:
    html = (
        '<!doctype html><html lang="en-GB"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(heading)} · {escape(name)}</title><style>{_STYLE}</style></head>"
        f'<body><main><p class="name">{escape(name)}</p><h1>{escape(heading)}</h1>{body}</main>'
        "</body></html>"
    )
    return HTMLResponse(html, status_code=status, headers={"cache-control": "no-store"})
