"""The address of a page carries what was chosen, in codes."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest


def app() -> None:
    import streamlit as st  # noqa: PLC0415 - AppTest runs the body of this function as a script

    from portfolio.ui import address  # noqa: PLC0415 - as above
    from portfolio.ui.address import Choice  # noqa: PLC0415 - as above

    address.arrive(st.query_params.get("page", "Overview"))
    choice = Choice("theme", "Theme", {"": "All themes", "local:home": "Care closer to home"})
    st.write(f"read {address.select(choice)}")


def run(**params: str) -> AppTest:
    at = AppTest.from_function(app)
    for key, value in params.items():
        at.query_params[key] = value
    return at.run()


def test_code_in_the_address_is_what_is_chosen() -> None:
    at = run(theme="local:home")

    assert at.selectbox[0].value == "local:home"
    assert at.markdown[0].value == "read local:home"


def test_unknown_code_falls_back_to_the_default() -> None:
    assert run(theme="local:nothing").markdown[0].value == "read"


def test_a_choice_writes_its_code_and_not_its_words() -> None:
    at = run()

    at.selectbox[0].select("local:home").run()

    assert at.query_params["theme"] == "local:home"


def test_a_default_leaves_the_address() -> None:
    at = run(theme="local:home")

    at.selectbox[0].select("").run()

    assert "theme" not in at.query_params


def test_choices_go_along_to_another_page() -> None:
    at = run(theme="local:home")

    at.query_params.clear()
    at.query_params["page"] = "Spread"
    at.run()

    assert at.query_params["theme"] == "local:home"


def test_a_link_with_choices_of_its_own_is_left_as_it_is() -> None:
    at = run(theme="local:home")

    at.query_params.clear()
    at.query_params["page"] = "Spread"
    at.query_params["period"] = "2026-06"
    at.run()

    assert "theme" not in at.query_params


def test_whom_somebody_sends_for_is_still_chosen_when_they_come_back() -> None:
    at = run(page="Send", partner="LOC-SAL")
    at.query_params.clear()
    at.query_params["page"] = "Submissions"
    at.run()
    assert "partner" not in at.query_params
    at.query_params["page"] = "Send"

    at.run()

    assert "LOC-SAL" in at.query_params["partner"]
