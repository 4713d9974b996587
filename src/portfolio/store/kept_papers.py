"""Keeps every paper as it was made, one file each; never changed, only added."""

from __future__ import annotations

import json
import os
import re
import uuid
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from portfolio.store.archive import force_folder, open_for_its_owner

_ID = re.compile(r"[0-9a-f]{16}")


@dataclass(frozen=True)
class KeptPaper:
    """One paper that was made: for the list of them. Its document is read when it is asked for."""

    id: str
    layout: str
    title: str
    meeting: str
    author: str
    as_at: str
    known_on: str
    audience: str
    made_at: datetime
    needs_scope: str = ""
    """Whose own rows are in it, as `Scope.text` writes it down."""

    def to_json(self) -> Mapping[str, str]:
        return {**asdict(self), "made_at": self.made_at.isoformat()}


class KeptPapers:
    """A folder of papers, each under its own id."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, paper: KeptPaper, document: str) -> KeptPaper:
        """Return a paper as it is kept from now on, whole or not at all; one that is kept already
        is left as it is. Raises OSError where it cannot be written."""
        place = self._place(paper.id)
        kept = self._read(place)
        if kept is not None:
            return kept
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        half = self._folder / f".{paper.id}.{uuid.uuid4().hex}.part"
        content = json.dumps({"paper": paper.to_json(), "document": document}, ensure_ascii=False)
        try:
            with open_for_its_owner(half, "xb") as file:
                file.write(content.encode())
                file.flush()
                os.fsync(file.fileno())
            half.replace(place)
        except BaseException:
            with suppress(OSError):
                half.unlink(missing_ok=True)
            raise
        force_folder(self._folder)
        return paper

    def every(self) -> tuple[KeptPaper, ...]:
        """Return what was made, the latest first; a file that cannot be read is passed over."""
        found = (self._read(path) for path in self._folder.glob("*.json"))
        return tuple(
            sorted((one for one in found if one), key=lambda one: one.made_at, reverse=True)
        )

    def document(self, paper_id: str) -> str | None:
        """Return the document of a paper as JSON; None where it is not kept, or damaged."""
        if not _ID.fullmatch(paper_id):
            return None
        with suppress(OSError, ValueError, KeyError, TypeError):
            return str(json.loads(self._place(paper_id).read_text(encoding="utf-8"))["document"])
        return None

    def _place(self, paper_id: str) -> Path:
        return self._folder / f"{paper_id}.json"

    def _read(self, path: Path) -> KeptPaper | None:
        with suppress(OSError, ValueError, KeyError, TypeError):
            said = json.loads(path.read_text(encoding="utf-8"))["paper"]
            return KeptPaper(**{**said, "made_at": datetime.fromisoformat(said["made_at"])})
        return None
