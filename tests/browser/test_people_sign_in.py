"""People sign in through a provider, land where they were going, and are out when they are out."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from oidc_provider_mock import User, run_server_in_thread
from playwright.sync_api import Browser, BrowserContext, Page, expect
from tests.browser.conftest import PATIENCE_MS, _answering
from tests.builders.small_system import write_system

pytestmark = pytest.mark.browser

PEOPLE = {
    "office": ("office@icb.example", ["--role", "office"]),
    "analyst": ("analyst@brook.example", ["--role", "sender", "--org", "BBB"]),
    "chair": ("chair@abbey.example", ["--role", "non_executive", "--org", "AAA"]),
}


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    """A provider on this machine that signs in whoever it is told to."""
    users = [
        User(sub=who, claims={"email": email, "email_verified": True})
        for who, (email, _) in PEOPLE.items()
    ]
    users.append(User(sub="stranger", claims={"email": "s@x.example", "email_verified": True}))
    with run_server_in_thread(user_claims=users) as server:
        yield f"http://localhost:{server.server_port}"


@pytest.fixture(scope="module")
def environment(provider: str) -> dict[str, str]:
    return {
        **os.environ,
        "POLARS_MAX_THREADS": "1",
        "PORTFOLIO_OIDC_PROVIDERS": "trust",
        "PORTFOLIO_OIDC_TRUST_ISSUER": provider,
        "PORTFOLIO_OIDC_TRUST_CLIENT_ID": "portfolio",
        "PORTFOLIO_OIDC_TRUST_CLIENT_SECRET": "secret",
        "PORTFOLIO_OIDC_TRUST_LABEL": "Fenland sign-in",
    }


@pytest.fixture(scope="module")
def home(
    tmp_path_factory: pytest.TempPathFactory, checkout: Path, environment: dict[str, str]
) -> Path:
    folder = tmp_path_factory.mktemp("signed")
    home = folder / "home"
    run = [sys.executable, "-m", "portfolio", "--home", str(home)]
    system = write_system(folder / "fenland")
    subprocess.run([*run, "load", str(system)], cwd=checkout, env=environment, check=True)
    for email, roles in PEOPLE.values():
        invite = [*run, "people", "invite", email, *roles]
        subprocess.run(invite, cwd=checkout, env=environment, check=True)
    return home


@contextmanager
def served(home: Path, checkout: Path, environment: dict[str, str]) -> Iterator[str]:
    """The app as a process of its own, at a free port of this machine."""
    said = home.with_name("said")
    command = [sys.executable, "-m", "portfolio", "serve", "--home", str(home), "--port", "0"]
    with said.open("wb") as out:
        process = subprocess.Popen(command, cwd=checkout, stdout=out, env=environment)
    while process.poll() is None and not (
        found := re.search(r"http://\S+(?=\s)", said.read_text("utf-8"))
    ):
        time.sleep(0.05)
    assert found
    yield _answering(found[0].rstrip("/"))
    process.terminate()
    process.wait(20)


@pytest.fixture(scope="module")
def address(home: Path, checkout: Path, environment: dict[str, str]) -> Iterator[str]:
    with served(home, checkout, environment) as at:
        yield at


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    opened = chromium.new_context(viewport={"width": 1440, "height": 1000})
    opened.set_default_timeout(PATIENCE_MS)
    yield opened
    opened.close()


def sign_in(page: Page, who: str) -> None:
    page.get_by_role("link", name="Sign in with Fenland sign-in").click()
    page.locator(f'button[value="{who}"], input[value="{who}"]').first.click()


def drawn(page: Page) -> None:
    page.wait_for_selector(".pf-headline", timeout=PATIENCE_MS)
    page.wait_for_selector("[data-test-script-state=notRunning]", timeout=PATIENCE_MS)


def test_a_shared_link_asks_to_sign_in_and_is_where_one_lands(
    context: BrowserContext, address: str
) -> None:
    page = context.new_page()

    page.goto(f"{address}/benefits?period=2026-09")
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    sign_in(page, "chair")
    drawn(page)

    assert page.url == f"{address}/benefits?period=2026-09"
    expect(page.get_by_text("Signed in as chair@abbey.example")).to_be_visible()
    menu = page.get_by_test_id("stSidebarNavLink").all_inner_texts()
    assert menu[0] == "Themes"
    assert "Send an extract" not in menu


def test_signing_out_in_one_tab_ends_the_other_at_once(
    context: BrowserContext, address: str
) -> None:
    one, other = context.new_page(), context.new_page()
    one.goto(f"{address}/benefits")
    sign_in(one, "office")
    drawn(one)
    other.goto(f"{address}/spread")
    drawn(other)

    one.get_by_role("link", name="Sign out").click()

    expect(other.get_by_role("heading", name="Sign in")).to_be_visible(timeout=10_000)
    assert other.url == f"{address}/sign-in?next=%2Fspread"
    other.go_back()
    assert other.locator(".pf-headline").count() == 0


def test_a_sender_sends_for_its_own_organisation_and_sees_no_other_s_files(
    context: BrowserContext, address: str
) -> None:
    page = context.new_page()
    page.goto(f"{address}/send_an_extract?partner=AAA")
    sign_in(page, "analyst")
    drawn(page)

    expect(page.get_by_text("Brook Community", exact=False).first).to_be_visible()
    assert page.get_by_text("Abbey Hospitals").count() == 0

    page.goto(f"{address}/submissions?submission=0001")  # Abbey's
    drawn(page)
    expect(page.get_by_text("are for those who send for this partner")).to_be_visible()
    assert page.get_by_role("button", name="Files as sent").count() == 0
    page.goto(f"{address}/submissions?submission=0002")
    drawn(page)
    expect(page.get_by_role("button", name="Files as sent")).to_be_visible()


def test_a_stranger_is_told_whom_to_ask(context: BrowserContext, address: str, home: Path) -> None:
    page = context.new_page()
    page.goto(address)
    sign_in(page, "stranger")

    expect(page.get_by_role("heading", name="You are not in yet")).to_be_visible()
    assert '"knocked"' in (home / "journal" / "audit.jsonl").read_text()


def test_who_is_removed_while_a_page_is_open_is_out_at_the_next_click(
    context: BrowserContext, address: str, home: Path, checkout: Path, environment: dict[str, str]
) -> None:
    page = context.new_page()
    page.goto(f"{address}/learning")
    sign_in(page, "chair")
    drawn(page)
    run = [sys.executable, "-m", "portfolio", "--home", str(home), "people", "end"]

    subprocess.run([*run, "chair@abbey.example"], cwd=checkout, env=environment, check=True)

    expect(page.get_by_role("heading", name="Sign in")).to_be_visible(timeout=10_000)
    sign_in(page, "chair")
    expect(page.get_by_role("heading", name="You are not in yet")).to_be_visible()


@pytest.fixture(scope="module")
def proxied(
    home: Path,
    checkout: Path,
    environment: dict[str, str],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[str]:
    """The app behind nginx with the file of deploy/, over https with a certificate of its own."""
    nginx = shutil.which("nginx")
    if nginx is None:
        pytest.skip("nginx is not on this machine")
    folder = tmp_path_factory.mktemp("proxy")
    port, copied = free_port(), folder / "home"
    shutil.copytree(home, copied, ignore=shutil.ignore_patterns("*.lock"))
    origin = f"https://localhost:{port}"
    with served(copied, checkout, {**environment, "PORTFOLIO_PUBLIC_ORIGINS": origin}) as behind:
        certify(folder)
        (folder / "nginx.conf").write_text(configured(checkout, folder, port, behind))
        started = subprocess.Popen(
            [nginx, "-c", str(folder / "nginx.conf"), "-p", str(folder), "-g", "daemon off;"]
        )
        try:
            listens_at(port)
            yield origin
        finally:
            started.terminate()
            started.wait(20)


def listens_at(port: int) -> None:
    for _ in range(200):
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError("The proxy does not listen.")


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def certify(folder: Path) -> None:
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1"]
    names = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
    files = ["-keyout", f"{folder}/key.pem", "-out", f"{folder}/fullchain.pem"]
    subprocess.run([*made, *names, *files], check=True, capture_output=True)


def configured(checkout: Path, folder: Path, port: int, behind: str) -> str:
    """deploy/nginx.conf, with the ports and places of this test in it."""
    text = (checkout / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    for there, here in {
        "/etc/ssl/portfolio": str(folder),
        "/var/log/nginx": str(folder),
        "listen 443 ssl;": f"listen 127.0.0.1:{port} ssl;",
        "listen [::]:443 ssl;": "",
        "listen 80;": f"listen 127.0.0.1:{free_port()};",
        "listen [::]:80;": "",
        "portfolio.example.nhs.uk": "localhost",
        "http://127.0.0.1:8501": behind,
    }.items():
        assert there in text
        text = text.replace(there, here)
    places = "".join(
        f"{what}_temp_path {folder}/{what};\n"
        for what in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    around = f"pid {folder}/pid;\nerror_log {folder}/error.log;\nevents {{}}\n"
    return f"{around}http {{\n{places}{text}\n}}\n"


def test_behind_the_proxy_of_deploy_one_signs_in_over_https(
    chromium: Browser, proxied: str
) -> None:
    context = chromium.new_context(ignore_https_errors=True)
    context.set_default_timeout(PATIENCE_MS)
    page = context.new_page()

    answer = page.goto(f"{proxied}/learning?period=2026-09")
    assert answer is not None
    assert "max-age=31536000" in answer.headers["strict-transport-security"]
    sign_in(page, "office")
    drawn(page)

    assert page.url == f"{proxied}/learning?period=2026-09"
    (cookie,) = [c for c in context.cookies() if "session" in c["name"]]
    assert (cookie["name"], cookie["secure"], cookie["httpOnly"]) == (
        "__Host-portfolio_session",
        True,
        True,
    )
    asked = context.request
    assert asked.get(f"{proxied}/_stcore/metrics").status == 404
    context.clear_cookies()
    assert asked.get(f"{proxied}/healthz").status == 200
    for path in ("_stcore/health", "media/a", "static/a.js", "themes"):
        assert asked.get(f"{proxied}/{path}", max_redirects=0).status in (303, 401)
    context.close()
