"""Requests and answers as files: a letter is a folder that appears whole or not at all."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

from portfolio.domain.extract import ReceivedFile
from portfolio.service import Answer, Code, NotUnderstood, Request

LETTER = "request.json"
_SYSTEM_LISTS = ("system.toml", "organisations.csv", "themes.csv")


def write_request(request: Request, folder: Path) -> None:
    """Put a request and copies of its files into a folder of its own."""
    folder.mkdir(mode=0o700)
    for number, file in enumerate(request.files):
        (folder / f"file-{number}").write_bytes(file.content)
    if request.system is not None:
        _copy_system(request.system, folder / "system")
    letter = {
        "verb": request.verb,
        "options": dict(request.options),
        "files": [file.name for file in request.files],
        "system": request.system is not None,
    }
    (folder / LETTER).write_text(json.dumps(letter), encoding="utf-8")


def read_request(folder: Path) -> Request:
    """Return the request in a folder. Raises NotUnderstood where it does not have the shape of
    one."""
    try:
        letter = json.loads((folder / LETTER).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise NotUnderstood("The request could not be read.") from error
    match letter:
        case {"verb": str(verb), "options": dict(options), "files": list(names), "system": system}:
            return Request(
                verb=verb,
                options=_checked_options(options),
                files=tuple(_files(folder, names)),
                system=folder / "system" if system is True else None,
            )
    raise NotUnderstood("The request does not say what is asked.")


def write_answer(answer: Answer, path: Path) -> None:
    """Put an answer in its place, whole, under a temporary name first."""
    temporary = path.with_suffix(".part")
    content = {
        "code": int(answer.code),
        "text": answer.text,
        "document": answer.document,
        "report": answer.report,
    }
    temporary.write_text(json.dumps(content), encoding="utf-8")
    temporary.replace(path)


def read_answer(path: Path) -> Answer:
    content = json.loads(path.read_text(encoding="utf-8"))
    return Answer(Code(content["code"]), content["text"], content["document"], content["report"])


def _checked_options(options: Mapping[object, object]) -> Mapping[str, str | bool | None]:
    checked: dict[str, str | bool | None] = {}
    for name, value in options.items():
        if not isinstance(name, str) or not isinstance(value, str | bool | None):
            raise NotUnderstood("An option of the request is not a text.")
        checked[name] = value
    return checked


def _files(folder: Path, names: list[object]) -> Iterator[ReceivedFile]:
    for number, name in enumerate(names):
        path = folder / f"file-{number}"
        if not isinstance(name, str) or not path.is_file():
            raise NotUnderstood("A file of the request is missing.")
        yield ReceivedFile(name, path.read_bytes())


def _copy_system(system: Path, into: Path) -> None:
    """Copy a system folder's lists and extracts, so that the app need not reach the original."""
    into.mkdir(mode=0o700)
    for name in _SYSTEM_LISTS:
        if (system / name).is_file():
            shutil.copyfile(system / name, into / name)
    if (system / "extracts").is_dir():
        shutil.copytree(system / "extracts", into / "extracts", copy_function=shutil.copyfile)
