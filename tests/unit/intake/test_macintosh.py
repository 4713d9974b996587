"""Text of an older Mac is stopped, and ordinary Windows-1252 is not taken for it."""

from __future__ import annotations

import random

import pytest

from portfolio.intake.decode.encoding import decode
from portfolio.intake.decode.macintosh import refuse_macintosh
from portfolio.intake.receive.file_fault import FileFault

_TEXTS = 20_000
# Words as English, Welsh, Irish, French, German, Spanish, Portuguese and Nordic texts have them.
_ORDINARY = """the and of staff ward letters patients care record waiting clinic seen within days
Llandrindod Caffè café Château crème brûlée naïve façade rôle fiancé Zoë Chloë Siân Gwên tŷ môr
Ŝan Ysbyty Sân Tŵr ÉCLAIR ÀÉ DÉJÀ Évora Óscar Órla Seán Róisín Máire Niamh Ó Briain Ó Súilleabháin
Öström Åsa Øystein Ærø Düsseldorf Grüße Straße Müller MÜLLER Ñuñoa NIÑO niño señora Ângela Conceição
JOÃO João Curaçao Ötzi garçon Noël NOËL Saint-Étienne l’Équipe d’Été Université Îles Île-de-France
Šárka Žofie Dušan Ženy Zoé résumé coöperate €5 £5 £1,250 20° ½ ¼ © ® NHS™ Microsoft™ • ·"""
_JOINTS = (
    " ",
    " ",
    " ",
    " ",
    ", ",
    " – ",
    "–",
    " — ",
    "—",
    "’s ",
    "… ",
    ". ",
    "; ",
    " “",
    "” ",
    "/",
    "\u00a0",
)


def ordinary_text(dice: random.Random) -> bytes:
    """Words and punctuation that Windows-1252 can write, in any order."""
    words = _ORDINARY.split()
    parts = [dice.choice(words) + dice.choice(_JOINTS) for _ in range(dice.randint(5, 40))]
    return "".join(parts).encode("cp1252", "ignore")


def test_no_ordinary_text_is_taken_for_one_of_a_mac() -> None:
    dice = random.Random(27)
    texts = [ordinary_text(dice) for _ in range(_TEXTS)]

    refuse_macintosh(b"\n".join(texts))

    assert sum(not text.isascii() for text in texts) > _TEXTS * 0.9


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The café closes early", "cafŽ"),
        ("It’s late", "ItÕs"),
        ("Late – and costly", "Ð"),
        ("pages 5–10", "5Ð10"),
        ("“Better”, they said", "BetterÓ"),
        ("“Better.” They said", "Better.Ó"),
        ("More…", "MoreÉ"),
        ("Late\u00a0now", "LateÊnow"),
        ("The côte", "c™te"),
        ("für alle", "fŸr"),
        ("Château", "Ch‰teau"),
    ],
)
def test_letters_of_a_mac_are_stopped_with_the_word(text: str, found: str) -> None:
    with pytest.raises(FileFault) as raised:
        decode(f"title,date\n{text}\n".encode("mac_roman"))

    assert raised.value.rule == "saved_on_older_mac"
    assert raised.value.row == 2
    assert found in raised.value.words["found"]
    assert raised.value.words["meant"].encode("mac_roman") in text.encode("mac_roman")
