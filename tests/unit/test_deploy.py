"""The files of deploy/ hold together with the code, and with the tools that read them."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from portfolio.settings import HOME, MAX_UPLOAD_MB, SETTINGS

DEPLOY = Path(__file__).parents[2] / "deploy"
MOST_EXPOSED = 20
"""Of 100, as systemd counts: 2.0 on the scale that it prints."""


@pytest.mark.parametrize("name", ["nginx.conf", "Caddyfile"])
def test_a_proxy_takes_a_little_more_than_the_largest_file(name: str) -> None:
    text = (DEPLOY / name).read_text(encoding="utf-8")
    (most,) = re.findall(r"(?:client_max_body_size|max_size) (\d+)", text)

    assert int(MAX_UPLOAD_MB.default) < int(most) <= int(MAX_UPLOAD_MB.default) + 5


@pytest.mark.parametrize("name", ["nginx.conf", "Caddyfile"])
def test_a_proxy_sends_people_back_over_https_and_keeps_no_code_in_its_log(name: str) -> None:
    text = (DEPLOY / name).read_text(encoding="utf-8")

    assert "Strict-Transport-Security" in text
    assert "/_stcore/metrics" in text or "_stcore/(metrics" in text
    assert ("$uri" in text and "$request_uri;" in text) or "regexp" in text
    assert '$request "' not in text


def test_every_setting_that_the_files_name_is_one() -> None:
    names = {setting.name.replace("<NAME>", "X") for setting in SETTINGS}
    said = {
        re.sub(r"(?<=OIDC_)(TRUST|COUNCIL)(?=_)", "X", name)
        for path in (*DEPLOY.iterdir(), DEPLOY.parent / "docs" / "deploy.md")
        for name in re.findall(r"PORTFOLIO_[A-Z_]+[A-Z]", path.read_text(encoding="utf-8"))
    }

    assert HOME.name in said
    assert said <= names


def test_the_service_shows_little_to_the_system() -> None:
    tool = shutil.which("systemd-analyze")
    if tool is None:
        pytest.skip("systemd-analyze is not on this machine")
    unit = str(DEPLOY / "portfolio.service")
    done = subprocess.run(
        [tool, "security", "--offline=true", f"--threshold={MOST_EXPOSED}", unit],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout[-300:] + done.stderr


def test_nginx_understands_its_file(tmp_path: Path) -> None:
    tool = shutil.which("nginx")
    if tool is None:
        pytest.skip("nginx is not on this machine")
    made = subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=x"]
        + ["-keyout", tmp_path / "key.pem", "-out", tmp_path / "fullchain.pem"],
        capture_output=True,
        check=False,
    )
    assert made.returncode == 0
    text = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    text = text.replace("/etc/ssl/portfolio", str(tmp_path)).replace(
        "/var/log/nginx", str(tmp_path)
    )
    whole = f"pid {tmp_path}/pid;\nevents {{}}\nhttp {{\n{text}\n}}\n"
    (tmp_path / "nginx.conf").write_text(whole, encoding="utf-8")
    done = subprocess.run(
        [tool, "-t", "-c", tmp_path / "nginx.conf", "-p", tmp_path],
        capture_output=True,
        text=True,
        check=False,
    )

    assert "syntax is ok" in done.stderr, done.stderr


def test_the_container_runs_as_nobody_in_particular() -> None:
    text = (DEPLOY / "Containerfile").read_text(encoding="utf-8")
    last = text.split("\nFROM ")[-1]

    assert re.search(r"^USER [1-9]\d*:[1-9]\d*$", last, re.MULTILINE)
    assert text.count("--require-hashes") == 1
    assert last.count("\nVOLUME ") == 1
