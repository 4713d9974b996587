"""Requests in a folder, answers back: how a command reaches the store while the app holds it."""

from __future__ import annotations

import json
import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from portfolio.domain.extract import ReceivedFile
from portfolio.inbox import InboxFolder, InboxWatcher, NobodyAnswers, post
from portfolio.inbox.request_files import read_request, write_answer, write_request
from portfolio.service import Answer, Code, NotUnderstood, PortfolioService, Request


@pytest.fixture
def service(tmp_path: Path) -> Iterator[PortfolioService]:
    opened = PortfolioService(tmp_path / "home")
    yield opened
    opened.close()


@pytest.fixture
def watched(service: PortfolioService) -> Iterator[PortfolioService]:
    watcher = InboxWatcher(service, poll_seconds=0.01)
    watcher.start()
    yield service
    watcher.stop()


def left_in(home: Path) -> list[Path]:
    return [path for path in (home / "inbox").rglob("*") if path.name != "watched.lock"]


def test_a_request_is_answered_by_the_process_that_has_the_store(watched: PortfolioService) -> None:
    answer = post(watched.home, Request("submissions"))

    assert answer.code == Code.DONE
    assert answer.document == []


def test_a_whole_system_can_be_loaded_through_the_inbox(
    watched: PortfolioService, small_system: Path
) -> None:
    answer = post(watched.home, Request("load", {"quiet": True}, system=small_system))

    assert answer.text == "Fenland: 2 submissions stored, 0 already received, 0 refused."
    assert len(watched.submissions()) == 2


def test_an_answer_leaves_nothing_behind(watched: PortfolioService) -> None:
    post(watched.home, Request("submissions"))

    inbox = watched.home / "inbox"
    assert {path.name for path in left_in(watched.home)} == {"requests", "claimed", "answers"}
    assert all(folder.stat().st_mode & 0o777 == 0o700 for folder in (inbox, inbox / "requests"))


def test_a_verb_that_is_not_known_is_answered_not_crashed_on(watched: PortfolioService) -> None:
    answer = post(watched.home, Request("erase"))

    assert answer.code == Code.NOT_UNDERSTOOD
    assert "`erase`" in answer.text


def test_what_cannot_be_read_is_answered_and_the_next_one_served(watched: PortfolioService) -> None:
    inbox = InboxFolder(watched.home)
    spoilt = watched.home / "inbox/.spoilt"
    spoilt.mkdir()
    (spoilt / "request.json").write_text("{")
    spoilt.rename(watched.home / "inbox/requests/0-spoilt")

    answer = post(watched.home, Request("submissions"))

    assert answer.code == Code.DONE
    told = json.loads(inbox.answer_path("0-spoilt").read_text())
    assert told["code"] == Code.NOT_UNDERSTOOD


def test_where_nobody_watches_the_command_is_told_at_once(service: PortfolioService) -> None:
    InboxFolder(service.home).prepare()

    with pytest.raises(NobodyAnswers, match="Try again"):
        post(service.home, Request("submissions"))

    assert left_in(service.home / "requests") == []


def test_a_request_nobody_took_up_is_taken_back(service: PortfolioService) -> None:
    inbox = InboxFolder(service.home)
    inbox.prepare()
    watch = inbox.watch()  # held by something that never looks

    with pytest.raises(NobodyAnswers, match="Nothing changed"):
        post(service.home, Request("submissions"), wait_seconds=0.2)

    assert list((service.home / "inbox/requests").iterdir()) == []
    watch.release()


def test_a_watcher_that_stopped_is_seen_as_gone(service: PortfolioService) -> None:
    watcher = InboxWatcher(service, poll_seconds=0.01)
    watcher.start()
    assert InboxFolder(service.home).is_watched

    watcher.stop()

    assert not InboxFolder(service.home).is_watched


def test_a_request_half_done_when_its_process_died_is_not_done_again(
    service: PortfolioService,
) -> None:
    inbox = InboxFolder(service.home)
    inbox.prepare()
    inbox.put(Request("submissions"))
    inbox.claim()  # and then the power went

    watcher = InboxWatcher(service, poll_seconds=0.01)
    watcher.start()
    watcher.stop()

    assert list((service.home / "inbox/claimed").iterdir()) == []
    assert list((service.home / "inbox/answers").iterdir()) == []


def test_an_answer_there_is_no_room_for_is_given_once_there_is(
    watched: PortfolioService, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = iter([OSError(28, "No space left on device")])

    def write(answer: Answer, path: Path) -> None:
        for error in full:
            raise error
        write_answer(answer, path)

    monkeypatch.setattr("portfolio.inbox.watcher._AFTER_A_FAULT_SECONDS", 0.01)
    monkeypatch.setattr("portfolio.inbox.watcher.write_answer", write)

    answer = post(watched.home, Request("submissions"), wait_seconds=20)

    assert answer.code == Code.DONE
    assert list((watched.home / "inbox/claimed").iterdir()) == []


def test_many_at_once_each_get_their_own_answer(watched: PortfolioService) -> None:
    answers: dict[str, str] = {}

    def ask(verb: str) -> None:
        answers[verb] = post(watched.home, Request(verb)).text

    threads = [threading.Thread(target=ask, args=(f"verb-{n}",)) for n in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert all(f"`{verb}`" in text for verb, text in answers.items())
    assert len(answers) == 12


def test_a_request_carries_its_files_as_they_were(tmp_path: Path) -> None:
    sent = Request(
        "submit",
        {"partner": "AAA", "accept": True},
        (ReceivedFile("../odd name.csv", b"\x00\xff"), ReceivedFile("b.csv", b"")),
    )

    write_request(sent, tmp_path / "letter")

    assert read_request(tmp_path / "letter") == sent
    assert sorted(path.name for path in (tmp_path / "letter").iterdir()) == [
        "file-0",
        "file-1",
        "request.json",
    ]


@pytest.mark.parametrize(
    "letter",
    [
        "[]",
        '{"verb": 1, "options": {}, "files": [], "system": false}',
        '{"verb": "load", "options": {"x": [1]}, "files": [], "system": false}',
        '{"verb": "check", "options": {}, "files": ["gone.csv"], "system": false}',
        '{"verb": "check", "options": {}}',
    ],
)
def test_a_request_of_another_shape_is_refused(tmp_path: Path, letter: str) -> None:
    (tmp_path / "request.json").write_text(letter)

    with pytest.raises(NotUnderstood):
        read_request(tmp_path)


def test_an_old_request_nobody_waits_for_is_cleared_away(service: PortfolioService) -> None:
    inbox = InboxFolder(service.home)
    inbox.prepare()
    name = inbox.put(Request("submissions"))
    letter = service.home / "inbox/requests" / name
    two_hours_ago = time.time() - 7_200
    os.utime(letter, (two_hours_ago, two_hours_ago))

    inbox.clear_left_over()

    assert not letter.exists()
