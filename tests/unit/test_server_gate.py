"""The gate: who gets in, who does not, and what is answered to who is not in."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from starlette.responses import HTMLResponse
from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send
from starlette.websockets import WebSocketDisconnect
from tests.builders.fake_provider import FakeProvider, another_key, public_key_as_secret, transport

from portfolio.access import Person, Role
from portfolio.access.people_file import read_people, write_people
from portfolio.server import sign_in
from portfolio.server.gate import ENDED, LOOK_SECONDS, Gate
from portfolio.server.origins import OwnOriginOnly
from portfolio.server.providers import Providers, identity_of, role_organisation
from portfolio.server.sign_in import SignInPaths, local_page
from portfolio.service.sign_ins import SignIns
from portfolio.settings import Settings
from portfolio.store.audit import Audit

ORIGIN = "https://portfolio.example"
SOCKET = "wss://portfolio.example/_stcore/stream"
COOKIE = "__Host-portfolio_session"
PAGE = {"accept": "text/html"}
ANNE = Person(
    "anne@abbey.example", provider="trust", organisation="AAA", roles=frozenset({Role.READER})
)


TWO_ROLES = [
    {"person_roleid": "1", "org_code": "AAA"},
    {"person_roleid": "2", "org_code": "BBB"},
]


class Behind:
    """What Streamlit would answer; remembers what reached it."""

    def __init__(self) -> None:
        self.reached: list[str] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.reached.append(scope["path"])
        if scope["type"] == "http":
            await HTMLResponse("behind the gate")(scope, receive, send)
            return
        await receive()
        await send({"type": "websocket.accept"})
        while (message := await receive())["type"] == "websocket.receive":
            await send({"type": "websocket.send", "text": f"again {message['text']}"})


class House:
    """A home folder with people in it, a gate before an app, and a browser."""

    def __init__(self, home: Path, *providers: FakeProvider, people: tuple[Person, ...]) -> None:
        self.home, self.now = home, datetime(2026, 10, 10, 9, 0)
        self.behind, self.providers = Behind(), providers
        (home / "reference").mkdir(parents=True)
        self.put(*people)
        self.sign_ins = SignIns(
            home,
            [one.name for one in providers],
            idle=timedelta(minutes=30),
            longest=timedelta(hours=12),
            clock=lambda: self.now,
        )
        settings = Settings(home, "duckdb:", 50, 10, "info", public_origins=(ORIGIN,))
        known = Providers([one.settings for one in providers], transport(*providers))
        paths = SignInPaths(settings, self.sign_ins, known, lambda: "Fenland <ICS>")
        self.app = OwnOriginOnly(Gate(self.behind, paths, self.sign_ins), (ORIGIN,))

    def put(self, *people: Person) -> None:
        (self.home / "reference" / "people.csv").write_text(write_people(people))

    @property
    def people(self) -> tuple[Person, ...]:
        return read_people((self.home / "reference" / "people.csv").read_text())

    def browser(self) -> TestClient:
        return TestClient(self.app, base_url=ORIGIN, follow_redirects=False)

    def noted(self) -> list[tuple[object, object]]:
        return [(one["what"], one["who"]) for one in Audit(self.home).entries()]


@pytest.fixture
def trust() -> FakeProvider:
    return FakeProvider()


@pytest.fixture
def house(tmp_path: Path, trust: FakeProvider) -> House:
    return House(tmp_path / "home", trust, people=(ANNE,))


def sent_there(browser: TestClient, name: str = "trust", to: str = "/") -> httpx.Response:
    return browser.get(f"/sign-in/{name}", params={"next": to}, headers=PAGE)


def come_back(browser: TestClient, provider: FakeProvider, there: httpx.Response) -> httpx.Response:
    code = provider.code(there.headers["location"])
    state = provider.asked["state"]
    return browser.get(
        f"/signed-in/{provider.name}", params={"code": code, "state": state}, headers=PAGE
    )


def signed_in(house: House, provider: FakeProvider, to: str = "/") -> TestClient:
    browser = house.browser()
    back = come_back(browser, provider, sent_there(browser, provider.name, to))
    assert back.status_code == 303, back.text
    return browser


def test_whoever_opens_a_page_signs_in_and_lands_on_it(house: House, trust: FakeProvider) -> None:
    browser = house.browser()
    link = "/themes?theme=local%3Aaccess&period=2026-09"

    asked = browser.get(link, headers=PAGE)
    assert asked.status_code == 303
    offered = browser.get(asked.headers["location"], headers=PAGE)
    (next_page,) = parse_qs(urlsplit(asked.headers["location"]).query)["next"]
    back = come_back(browser, trust, sent_there(browser, to=next_page))

    assert "Sign in with The trust" in offered.text
    assert back.headers["location"] == link
    assert browser.get(link, headers=PAGE).text == "behind the gate"
    assert house.noted() == [("signed_in", "anne@abbey.example")]
    assert (house.people[0].issuer, house.people[0].subject) == (trust.issuer, "anne")


@pytest.mark.parametrize(("link", "page"), [("/", "/themes"), ("/spread", "/spread")])
def test_a_non_executive_begins_with_themes_unless_a_link_says_otherwise(
    tmp_path: Path, trust: FakeProvider, link: str, page: str
) -> None:
    chair = replace(ANNE, roles=frozenset({Role.NON_EXECUTIVE}))
    browser = House(tmp_path / "home", trust, people=(chair,)).browser()

    back = come_back(browser, trust, sent_there(browser, to=link))

    assert back.headers["location"] == page


def test_state_nonce_and_pkce_go_along_and_no_two_are_the_same(
    house: House, trust: FakeProvider
) -> None:
    browser = house.browser()
    asked = []
    for _ in range(2):
        trust.code(sent_there(browser).headers["location"])
        asked.append(trust.asked)

    for one in asked:
        assert one["response_type"] == "code"
        assert one["code_challenge_method"] == "S256"
        assert one["redirect_uri"] == f"{ORIGIN}/signed-in/trust"
    for name in ("state", "nonce", "code_challenge"):
        assert len({one[name] for one in asked}) == 2


def test_the_cookie_is_a_secret_that_says_nothing(house: House, trust: FakeProvider) -> None:
    browser = house.browser()
    back = come_back(browser, trust, sent_there(browser))

    (set_it,) = [c for c in back.headers.get_list("set-cookie") if c.startswith(COOKIE)]
    assert "HttpOnly" in set_it
    assert "Secure" in set_it
    assert "SameSite=lax" in set_it
    assert "Path=/" in set_it
    assert "Domain" not in set_it
    assert "Max-Age" not in set_it
    assert len(browser.cookies[COOKIE]) >= 43


PATHS = (
    "/",
    "/themes",
    "/_stcore/health",
    "/_stcore/stream",
    "/_stcore/metrics",
    "/static/js/index.js",
    "/media/abc.csv",
    "/healthz/",
    "/healthz/more",
    "//healthz",
    "/healthz%2f",
    "/HEALTHZ",
    "/sign-in/nobody",
    "/sign-in/trust/more",
    "/signed-in/nobody",
    "/signed-in",
    "/sign-in/../themes",
    "/robots.txt",
)


def test_nothing_behind_is_reached_without_a_session(house: House) -> None:
    browser = house.browser()
    answers = [
        browser.request(method, path, headers={"origin": ORIGIN})
        for path in PATHS
        for method in ("GET", "HEAD", "PUT", "POST", "OPTIONS")
    ]

    assert house.behind.reached == []
    assert {one.status_code for one in answers} <= {303, 401, 404}
    assert [one for one in answers if "behind" in one.text] == []


def test_health_is_for_everybody(house: House) -> None:
    house.browser().get("/healthz")

    assert house.behind.reached == ["/healthz"]


def test_a_socket_without_a_session_is_not_opened(house: House) -> None:
    with (
        pytest.raises(WebSocketDisconnect),
        house.browser().websocket_connect(SOCKET, headers={"origin": ORIGIN}),
    ):
        pass

    assert house.behind.reached == []


FORGED: Mapping[str, Mapping[str, str]] = {
    "a header of a proxy": {"x-forwarded-user": "anne@abbey.example"},
    "a header of another proxy": {"x-auth-request-email": "anne@abbey.example"},
    "a bearer token": {"authorization": "Bearer anne"},
    "Streamlit's own cookie": {"cookie": "_streamlit_user=anne"},
    "a session one made up": {"cookie": f"{COOKIE}=abc"},
    "an empty session": {"cookie": f"{COOKIE}="},
    "the name without the prefix": {"cookie": "portfolio_session=SECRET"},
    "the cookie twice": {"cookie": f"{COOKIE}=SECRET; {COOKIE}=SECRET"},
    "a bit of it changed": {"cookie": f"{COOKIE}=XSECRET"},
    "a part of it": {"cookie": f"{COOKIE}=SHORT"},
}


@pytest.mark.parametrize("forged", FORGED.values(), ids=FORGED)
def test_a_forged_identity_is_nobody(
    house: House, trust: FakeProvider, forged: Mapping[str, str]
) -> None:
    secret = signed_in(house, trust).cookies[COOKIE]
    told = {
        k: v.replace("XSECRET", f"x{secret[1:]}").replace("SECRET", secret)
        for k, v in forged.items()
    }
    told = {k: v.replace("SHORT", secret[:-1]) for k, v in told.items()}
    house.behind.reached.clear()

    house.browser().get(f"/themes?{COOKIE}={secret}&user=anne", headers={**told, "accept": "*/*"})

    assert house.behind.reached == []


def test_a_session_somebody_put_there_before_is_not_carried_on(
    house: House, trust: FakeProvider
) -> None:
    browser = house.browser()
    browser.cookies.set(COOKIE, "chosen-by-somebody-else", domain="portfolio.example", path="/")

    come_back(browser, trust, sent_there(browser))

    assert "chosen-by-somebody-else" not in [c.value for c in browser.cookies.jar]
    forged = house.browser().get("/", headers={"cookie": f"{COOKIE}=chosen-by-somebody-else"})
    assert forged.status_code in (303, 401)


Distort = Callable[[FakeProvider], object]


def _claims(**claims: object) -> Distort:
    return lambda provider: provider.claims.update(claims)


def _minutes_off(minutes: int, *, lasts: int = 120) -> Distort:
    """A clock that is wrong when the token is made, not when this module is read."""

    def distort(provider: FakeProvider) -> None:
        begins = int(time.time()) + minutes * 60
        provider.claims.update(iat=begins, exp=begins + lasts)

    return distort


LIES: Mapping[str, tuple[Distort, str]] = {
    "an expired token": (_minutes_off(-10, lasts=300), "what time it is"),
    "a clock five minutes ahead": (_minutes_off(5), "what time it is"),
    "a clock five minutes behind": (_minutes_off(-5), "what time it is"),
    "another audience": (_claims(aud="somebody-else"), "does not hold"),
    "another audience that names us": (
        _claims(aud="somebody-else", azp="portfolio"),
        "does not hold",
    ),
    "no audience": (_claims(aud=None), "does not hold"),
    "another issuer": (_claims(iss="https://id.evil.example"), "does not hold"),
    "another nonce": (_claims(nonce="replayed"), "does not hold"),
    "no nonce": (_claims(nonce=None), "does not hold"),
    "no subject": (_claims(sub=None), "does not hold"),
    "another key": (
        lambda p: setattr(p, "signs_with", another_key()),
        "does not hold",
    ),
    "a shared secret made of its public key": (
        lambda p: (
            setattr(p, "signs_with", public_key_as_secret(p.key)),
            setattr(p, "alg", "HS256"),
        ),
        "does not hold",
    ),
    "no signature": (lambda p: setattr(p, "alg", "none"), "does not hold"),
    "no token of identity": (lambda p: setattr(p, "alg", ""), "does not hold"),
    "a fault of its own": (
        lambda p: p.answers.update({"/token": httpx.Response(500, text="oops")}),
        "cannot be reached",
    ),
    "a code that was used": (
        lambda p: p.answers.update(
            {"/token": httpx.Response(400, json={"error": "invalid_grant"})}
        ),
        "used already",
    ),
    "silence": (
        lambda p: p.answers.update({"/token": httpx.ConnectError("down")}),
        "cannot be reached",
    ),
    "no keys": (
        lambda p: p.answers.update({"/jwks": httpx.ReadTimeout("slow")}),
        "cannot be reached",
    ),
}


@pytest.mark.parametrize(("distort", "says"), LIES.values(), ids=LIES)
def test_a_provider_s_word_that_does_not_hold_lets_nobody_in(
    house: House, trust: FakeProvider, distort: Distort, says: str
) -> None:
    distort(trust)
    browser = house.browser()

    back = come_back(browser, trust, sent_there(browser))

    assert back.status_code >= 400
    assert says in back.text
    assert COOKIE not in browser.cookies
    assert house.people == (ANNE,)
    assert "canary" not in back.text


def test_clocks_may_differ_by_a_minute(house: House, trust: FakeProvider) -> None:
    now = int(time.time())
    trust.claims.update(iat=now + 60, exp=now + 360)

    assert signed_in(house, trust).cookies[COOKIE]


METADATA: Mapping[str, Mapping[str, str]] = {
    "calls itself otherwise": {"issuer": "https://id.evil.example"},
    "has its tokens over an open line": {"token_endpoint": "http://id.abbey.example/token"},
    "has its keys over an open line": {"jwks_uri": "http://id.abbey.example/jwks"},
    "has no place to sign in": {"authorization_endpoint": ""},
}


@pytest.mark.parametrize("metadata", METADATA.values(), ids=METADATA)
def test_a_provider_that_is_not_the_one_named_is_not_gone_to(
    house: House, trust: FakeProvider, metadata: Mapping[str, str]
) -> None:
    trust.metadata.update(metadata)

    answer = sent_there(house.browser())

    assert answer.status_code == 503
    assert "does not hold" in answer.text


def test_a_provider_that_is_down_is_said_and_those_who_are_in_go_on(
    house: House, trust: FakeProvider
) -> None:
    browser = signed_in(house, trust)
    known = Providers([trust.settings], transport(trust))
    trust.answers["/.well-known/openid-configuration"] = httpx.ConnectError("down")
    settings = Settings(house.home, "duckdb:", 50, 10, "info", public_origins=(ORIGIN,))
    paths = SignInPaths(settings, house.sign_ins, known, lambda: "Fenland")
    down = TestClient(Gate(house.behind, paths, house.sign_ins), base_url=ORIGIN)

    answer = down.get("/sign-in/trust", headers=PAGE, follow_redirects=False)

    assert answer.status_code == 503
    assert "cannot be reached at the moment. Whoever is signed in already goes on" in answer.text
    assert browser.get("/", headers=PAGE).text == "behind the gate"


def _back(house: House, provider: FakeProvider, **params: str) -> httpx.Response:
    browser = house.browser()
    code = provider.code(sent_there(browser).headers["location"])
    right = {"code": code, "state": provider.asked["state"]}
    return browser.get(f"/signed-in/{provider.name}", params={**right, **params}, headers=PAGE)


@pytest.mark.parametrize(
    ("params", "says"),
    [
        ({"state": "made-up"}, "used already"),
        ({"state": ""}, "used already"),
        ({"error": "access_denied"}, "not agreed to"),
        ({"error": "server_error"}, "does not hold"),
        ({"iss": "https://id.evil.example"}, "does not hold"),
    ],
)
def test_an_answer_that_is_not_to_this_sign_in_is_not_taken(
    house: House, trust: FakeProvider, params: dict[str, str], says: str
) -> None:
    answer = _back(house, trust, **params)

    assert answer.status_code == 400
    assert says in answer.text
    assert house.noted() == []


def test_the_same_answer_again_lets_nobody_in(house: House, trust: FakeProvider) -> None:
    browser = house.browser()
    there = sent_there(browser)
    begun = dict(browser.cookies)
    come_back(browser, trust, there)
    other = house.browser()
    for name, value in begun.items():
        other.cookies.set(name, value, domain="portfolio.example", path="/")

    again = come_back(other, trust, there)

    assert again.status_code == 400
    assert "used already" in again.text


def test_an_answer_in_another_browser_lets_nobody_in(house: House, trust: FakeProvider) -> None:
    there = sent_there(house.browser())

    answer = come_back(house.browser(), trust, there)

    assert answer.status_code == 400
    assert COOKIE not in answer.headers.get("set-cookie", "")


def test_a_sign_in_begun_ten_minutes_ago_is_over(
    house: House, trust: FakeProvider, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = house.browser()
    there = sent_there(browser)
    later = time.time() + 601
    monkeypatch.setattr(sign_in.time, "time", lambda: later)

    assert come_back(browser, trust, there).status_code == 400


def test_begun_at_one_provider_and_ended_at_another_is_not_taken(tmp_path: Path) -> None:
    trust = FakeProvider()
    evil = FakeProvider("council", "https://id.council.example")
    house = House(tmp_path / "home", trust, evil, people=(ANNE,))
    browser = house.browser()
    code = evil.code(sent_there(browser).headers["location"])

    answer = browser.get(
        "/signed-in/council", params={"code": code, "state": evil.asked["state"]}, headers=PAGE
    )

    assert answer.status_code == 400
    assert evil.sent == []


def test_an_address_that_another_provider_vouches_for_is_somebody_else(tmp_path: Path) -> None:
    trust = FakeProvider()
    council = FakeProvider("council", "https://id.council.example")
    house = House(tmp_path / "home", trust, council, people=(ANNE,))
    browser = house.browser()

    answer = come_back(browser, council, sent_there(browser, "council"))

    assert answer.status_code == 403
    assert "not in the list" in answer.text
    assert house.noted() == [("knocked", "anne@abbey.example")]
    assert not house.people[0].is_bound


def test_an_invitation_without_a_provider_holds_only_where_there_is_one(tmp_path: Path) -> None:
    trust = FakeProvider()
    council = FakeProvider("council", "https://id.council.example")
    nobody_named = replace(ANNE, provider="")
    two = House(tmp_path / "two", trust, council, people=(nobody_named,))
    one = House(tmp_path / "one", trust, people=(nobody_named,))
    browser = two.browser()

    assert come_back(browser, trust, sent_there(browser)).status_code == 403
    assert signed_in(one, trust).cookies[COOKIE]


@pytest.mark.parametrize(
    ("claims", "says"),
    [
        ({"email": "stranger@abbey.example"}, "not in the list"),
        ({"email": None}, "not in the list"),
        ({"email": "<script>alert(1)</script>@x"}, "not in the list"),
        ({"email_verified": False}, "does not say that the address is yours"),
        ({"email_verified": None}, "does not say that the address is yours"),
        ({"email_verified": "true"}, "does not say that the address is yours"),
        (
            {
                "nhsid_nrbac_roles": [
                    {"person_roleid": "1", "org_code": "AAA"},
                    {"person_roleid": "2", "org_code": "BBB"},
                ],
                "selected_roleid": "2",
            },
            "choose the role there",
        ),
    ],
)
def test_who_is_not_known_is_told_whom_to_ask_and_has_knocked(
    house: House, trust: FakeProvider, claims: dict[str, object], says: str
) -> None:
    trust.claims.update(claims)
    browser = house.browser()

    answer = come_back(browser, trust, sent_there(browser))

    assert answer.status_code == 403
    assert says in answer.text
    assert "the portfolio office" in answer.text
    assert "<script>" not in answer.text
    assert [what for what, _ in house.noted()] == ["knocked"]
    assert COOKIE not in browser.cookies


def test_the_address_is_a_label_once_somebody_is_bound(house: House, trust: FakeProvider) -> None:
    signed_in(house, trust)
    trust.claims.update(email="anne@moved.example", email_verified=False)

    assert signed_in(house, trust).cookies[COOKIE]

    trust.claims.update(email="anne@abbey.example", email_verified=True, sub="somebody-else")
    browser = house.browser()
    assert come_back(browser, trust, sent_there(browser)).status_code == 403


def test_signing_out_ends_every_tab_at_once_and_at_the_provider_too(
    house: House, trust: FakeProvider
) -> None:
    browser = signed_in(house, trust)
    other_tab = house.browser()
    other_tab.cookies = browser.cookies

    answer = browser.get("/sign-out", headers={**PAGE, "sec-fetch-site": "same-origin"})

    to = urlsplit(answer.headers["location"])
    assert (to.netloc, to.path) == ("id.abbey.example", "/leave")
    assert set(parse_qs(to.query)) == {"client_id", "post_logout_redirect_uri"}
    assert other_tab.get("/", headers=PAGE).status_code == 303
    assert house.noted()[-1] == ("signed_out", "anne@abbey.example")


@pytest.mark.parametrize("site", ["cross-site", "same-site", "none"])
def test_a_link_elsewhere_signs_nobody_out(house: House, trust: FakeProvider, site: str) -> None:
    browser = signed_in(house, trust)

    asked = browser.get("/sign-out", headers={**PAGE, "sec-fetch-site": site})

    assert "Sign out?" in asked.text
    assert browser.get("/", headers=PAGE).text == "behind the gate"


def test_pages_and_files_stay_in_no_browser_s_store(house: House, trust: FakeProvider) -> None:
    browser = signed_in(house, trust)

    kept = [
        browser.get(path, headers=PAGE).headers.get("cache-control")
        for path in ("/", "/media/a.csv", "/_stcore/health", "/static/js/index.js")
    ]

    assert kept == ["no-store", "no-store", "no-store", None]


def test_idle_time_ends_a_session_and_what_a_page_fetches_by_itself_does_not_keep_it(
    house: House, trust: FakeProvider
) -> None:
    browser = signed_in(house, trust)
    for _ in range(2):
        house.now += timedelta(minutes=29)
        assert browser.get("/", headers=PAGE).status_code == 200
    house.now += timedelta(minutes=29)
    browser.get("/_stcore/health")
    browser.get("/static/js/index.js", headers={"accept": "*/*"})

    house.now += timedelta(minutes=2)

    assert browser.get("/", headers=PAGE).status_code == 303


def test_twelve_hours_end_a_session_whatever_was_done(house: House, trust: FakeProvider) -> None:
    browser = signed_in(house, trust)
    for _ in range(35):
        house.now += timedelta(minutes=20)
        assert browser.get("/", headers=PAGE).status_code == 200

    house.now += timedelta(minutes=20)

    assert browser.get("/", headers=PAGE).status_code == 303


@pytest.mark.parametrize(
    "change",
    [
        lambda person: replace(person, valid_to=datetime(2026, 10, 9).date()),
        lambda person: replace(person, provider="council"),
        lambda person: replace(person, issuer="", subject=""),
        None,
    ],
)
def test_who_is_taken_from_the_list_is_out_at_the_next_step(
    house: House, trust: FakeProvider, change: Callable[[Person], Person] | None
) -> None:
    browser = signed_in(house, trust)

    house.put(*([change(house.people[0])] if change else []))

    assert browser.get("/", headers=PAGE).status_code == 303


def test_a_list_that_cannot_be_read_lets_nobody_in(house: House, trust: FakeProvider) -> None:
    browser = signed_in(house, trust)

    (house.home / "reference" / "people.csv").write_text("email,roles\nanne,king\n")

    assert browser.get("/", headers=PAGE).status_code == 303
    fresh = house.browser()
    answer = come_back(fresh, trust, sent_there(fresh))
    assert "cannot be read at the moment" in answer.text


def test_the_session_of_another_installation_is_nobody(tmp_path: Path, trust: FakeProvider) -> None:
    here = House(tmp_path / "here", trust, people=(ANNE,))
    there = House(tmp_path / "there", trust, people=(ANNE,))
    browser = signed_in(here, trust)
    elsewhere = there.browser()
    elsewhere.cookies = browser.cookies

    assert elsewhere.get("/", headers=PAGE).status_code == 303


def test_an_open_socket_is_closed_soon_after_the_end(house: House, trust: FakeProvider) -> None:
    browser = signed_in(house, trust)
    with browser.websocket_connect(SOCKET, headers={"origin": ORIGIN}) as socket:
        socket.send_text("one")
        assert socket.receive_text() == "again one"

        house.sign_ins.end(browser.cookies[COOKIE])

        # What is answered in place of an end, should there be none: a test must not wait for ever.
        late = threading.Timer(4 * LOOK_SECONDS, socket.send_text, ["still here"])
        late.start()
        message = socket.receive()
        late.cancel()
    assert message["type"] == "websocket.close", message
    assert message["code"] == ENDED


def test_a_click_on_an_open_page_of_who_has_left_is_not_handed_on(
    house: House, trust: FakeProvider
) -> None:
    browser = signed_in(house, trust)
    with browser.websocket_connect(SOCKET, headers={"origin": ORIGIN}) as socket:
        house.put()
        socket.send_text("send this return")
        message = socket.receive()
    assert message["type"] == "websocket.close"


@pytest.mark.parametrize(
    ("asked", "page"),
    [
        ("/themes?theme=local%3Aaccess", "/themes?theme=local%3Aaccess"),
        ("/a b?c=d", "/a%20b?c=d"),
        ("https://evil.example/", "/"),
        ("//evil.example/", "/"),
        ("/\\evil.example", "/"),
        ("\\\\evil.example", "/"),
        ("/\t/evil.example", "/"),
        ("/\r\nset-cookie: a=b", "/"),
        ("javascript:alert(1)", "/"),
        ("/sign-out", "/"),
        ("/sign-in?next=/", "/"),
        ("", "/"),
        ("/" + "a" * 3000, "/"),
        ("http://[", "/"),
    ],
)
def test_one_lands_on_a_page_of_ours_and_nowhere_else(asked: str, page: str) -> None:
    assert local_page(asked) == page


def test_entra_is_known_by_tenant_and_object_and_vouches_for_its_own_domains_only() -> None:
    issuer = "https://login.microsoftonline.com/11111111-2222-3333-4444-555555555555/v2.0"
    entra = replace(FakeProvider().settings, issuer=issuer, email_domains=("abbey.example",))
    claims = {"sub": "pairwise", "tid": "T", "oid": "O", "email": "A@Abbey.example"}

    assert identity_of(entra, claims).subject == "T/O"
    assert identity_of(entra, claims).is_vouched
    assert not identity_of(entra, {**claims, "email": "a@other.example"}).is_vouched
    assert not identity_of(entra, {**claims, "email_verified": False}).is_vouched
    assert identity_of(entra, {"sub": "pairwise"}).subject == ""


def test_who_has_to_choose_a_role_and_chose_none_is_not_let_in(
    tmp_path: Path, trust: FakeProvider
) -> None:
    cis2 = replace(trust.settings, scopes="openid email nationalrbacaccess")
    claims = {"sub": "anne", "email": "anne@abbey.example", "email_verified": True}

    assert identity_of(cis2, claims).role_organisation == ""
    chosen = {**claims, "nhsid_nrbac_roles": TWO_ROLES, "selected_roleid": "1"}
    assert identity_of(cis2, chosen).role_organisation == "AAA"


@pytest.mark.parametrize(("subject", "status"), [("anne", 303), ("somebody-else", 400)])
def test_what_a_provider_says_beside_its_token_counts_of_the_same_person_only(
    house: House, trust: FakeProvider, subject: str, status: int
) -> None:
    trust.claims.update(email=None, email_verified=None)
    trust.metadata["userinfo_endpoint"] = f"{trust.issuer}/userinfo"
    said = {"sub": subject, "email": "anne@abbey.example", "email_verified": True}
    trust.answers["/userinfo"] = httpx.Response(200, json=said)
    browser = house.browser()

    assert come_back(browser, trust, sent_there(browser)).status_code == status


def test_who_has_no_role_left_is_nobody(house: House, trust: FakeProvider) -> None:
    browser = signed_in(house, trust)

    house.put(replace(house.people[0], roles=frozenset()))

    assert browser.get("/", headers=PAGE).status_code == 303


def test_a_clock_set_back_by_an_hour_ends_a_session_and_by_seconds_does_not(
    house: House, trust: FakeProvider
) -> None:
    browser = signed_in(house, trust)

    house.now -= timedelta(seconds=20)
    assert browser.get("/", headers=PAGE).status_code == 200
    house.now -= timedelta(hours=1)
    assert browser.get("/", headers=PAGE).status_code == 303


def test_a_provider_that_is_down_is_not_asked_by_everybody_who_tries(
    house: House, trust: FakeProvider
) -> None:
    trust.answers["/.well-known/openid-configuration"] = httpx.ConnectError("down")
    browser = house.browser()

    answers = [sent_there(browser).status_code for _ in range(5)]

    assert answers == [503] * 5
    assert len(trust.sent) == 1


def test_the_organisation_at_cis2_is_that_of_the_chosen_role() -> None:
    roles = [{"person_roleid": "1", "org_code": "RXA"}, {"person_roleid": "2", "org_code": "RXB"}]

    assert role_organisation({"nhsid_nrbac_roles": roles, "selected_roleid": "2"}) == "RXB"
    assert role_organisation({"nhsid_nrbac_roles": roles}) == ""
    assert role_organisation({}) is None


def test_no_token_and_no_secret_is_written_anywhere(house: House, trust: FakeProvider) -> None:
    browser = signed_in(house, trust)
    secrets = [browser.cookies[COOKIE], "canary-access-token", trust.asked["state"], *trust.used]

    written = b"".join(p.read_bytes() for p in house.home.rglob("*") if p.is_file())

    assert [one for one in secrets if one.encode() in written] == []
