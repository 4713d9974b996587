"""Ordinary texts with figures in them that are no patient's: dates, telephones, amounts, codes."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping, Sequence

# `#` is any digit, `@` one that is no nought; the words in braces are as `_figures` has them.
TEMPLATES: Mapping[str, Sequence[str]] = {
    "days and times": (
        "{y}-{m}-{d}T{h}:{i}:{i}Z", "{y}-{m}-{d} {h}:{i}:{i}", "{y}-{m}-{d} {h}:{i}",
        "{d}/{m}/{y} {h}:{i}", "{d}/{m}/{yy} {h}:{i}", "{d}.{m}.{y} {h}.{i}", "{y}{m}{d}-{h}{i}",
        "{y}{m}{d}_##", "{y}{m}{d} {h}", "{yy}{m}{d}_{h}{i}", "{y}-{m} to {y}-{m}",
        "{d}/{m}/{y}-{d}/{m}/{y}", "{y}/{yy} and {y}/{yy}", "{y}-{m}, {y}-{m}", "{y}{m}{d}T{h}{i}",
    ),
    "telephones": (
        "01223 ######", "01223 ### ###", "01223-######", "(01223) ######", "020 7### ####",
        "020 7#######", "(020) 7### ####", "020-7###-####", "0113 @## ####", "(0121) @## ####",
        "0300 ### ####", "0300 ## ## ###", "0800 ### ###", "0800 ######", "0800 ## ## ##",
        "01204 #####", "016977 ####", "01204 ## ###", "(01204) #####", "07### ######",
        "07### ### ###", "07## ### ####", "+44 7### ######", "+44 7#########", "+44 (0)7### ######",
        "+44 1223 ######", "+44 1223 ### ###", "+44 (0)1223 ######", "+44(0)20 7### ####",
        "+44 20 7### ####", "0044 20 7### ####", "0044 113 @## ####", "+44 113 @## ####",
        "+44 300 ### ####", "+1 @## @## ####", "+1 (@##) @##-####", "+353 1 ### ####",
        "+33 @ ## ## ## ##", "+45 ## ## ## ##", "01223 ###### / ######", "01223 ###### ext ####",
        "01223.###.###", "0207 ### ####", "Tel 1223 ######", "tel: 20 7### ####", "0845 ## ## ###",
    ),
    "amounts and figures": (
        "@ ### ### ### pounds", "£@,###,###,###", "£ @,###,###,###", "@,###,###,### GBP",
        "@,###,###,### pounds", "GBP @,###,###,###", "Budget £###,###,###", "cost @,###,###",
        "@,###,###,### people", "£@,###,###.##", "£@##,### and £@##,###", "@#,### to @#,###",
        "@,##0,000,000", "£@.#m of £@##m", "saving of @,###,###,###", "@##00-@##00 letters",
        "@#/@## (@#.#%)", "##### of ###### (@#.##%)", "mean @#.######, median @#.####",
        "52.######, 0.######", "52.#### -0.####", "@##.#######", "0.##########",
    ),
    "codes and references": (
        "NIHR######", "NIHR ######", "RP-PG-####-#####", "HTA ##/###/##", "######/Z/##/Z",
        "MR/S######/1", "ISRCTN########", "NCT########", "IRAS ######", "GB ### #### ##",
        "GB## BUKB #### #### #### ##", "DE## #### #### #### #### ##", "NO## #### #### ###",
        "BE## #### #### ####", "##-##-## ########", "ISBN {isbn}", "ISBN {book}", "ISBN-10: {isbn}",
        "{isbn}", "978-{isbn}", "10.1136/bmjopen-20##-######", "10.1016/j.jbi.20##.######",
        "10.1016/S####-####(##)#####-#", "10.1038/s41586-###-####-#", "10.2196/#####",
        "10.2196/####", "10.1101/20##.03.15.########", "BMJ 20##;###:####-####", "20##;###:###",
        "20##;##(#):###-##", "ORCID ####-####-####-####", "v@.#.####.#####", "119.0.####.##",
        "12.0.@####.##", "192.168.1##.2#", "10.1##.2#.1##:8###", "20##-######", "20##/###/###",
        "https://example.org/####/#####?id=######", "https://example.org/20##/##/##/##",
        "https://example.org/a/#####/#####", "https://example.org/a-#####-#####.html",
        "www.example.org/######-####", "PO##########", "PRJ-20##-######", "######/20##",
        "2026 ### ###", "RD#0#", "Y#####", "C##########", "0300-###-####", "EOE-2026-#####",
        "UTR ##### #####", "ISSN ####-####", "OID 2.16.840.1.######.##", "UPRN ############",
        "########-####-4###-a###-############",
    ),
    "lists": (
        "@#, @#, @#, @#, @#", "@##, @##, @###", "scores @, @, @, @, @, @, @, @, @, @",
        "scores @,@,@,@,@,@,@,@,@,@", "1 2 3 4 5 6 7 8 9 10", "0 1 2 3 4 5 6 7 8 9",
        "10 20 30 40 50", "from @## to @## in 20##", "@##-@## (20##)",
        "@# of @## in 20##, @# of @##",
        "Q1 @##, Q2 @##, Q3 @###", "@## / @## / @##", "weeks 4/8/12/16/20",
    ),
}  # fmt: skip
_SENTENCES = ("{}", "see {}", "{}.", "Ring {} now", "({})", "{} was agreed", "The ward said {}, so")
_WORDS = ("the", "ward", "team", "met", "and", "letters", "go", "by", "post", "on", "Mondays")


def texts(family: str, count: int, seed: int) -> Iterator[str]:
    """So many texts of one family, every one of its templates in turn."""
    chance = random.Random(seed)
    for place in range(count):
        template = TEMPLATES[family][place % len(TEMPLATES[family])]
        written = template.format(**_figures(chance)) if "{" in template else template
        core = re.sub("[#@]", lambda mark: str(chance.randrange(mark[0] == "@", 10)), written)
        words = " ".join(chance.choices(_WORDS, k=chance.randrange(6)))
        yield f"{words} {chance.choice(_SENTENCES).format(core)}".strip()


def _figures(chance: random.Random) -> dict[str, str]:
    year, book = chance.randrange(2000, 2031), _book(chance)
    return {
        "y": str(year),
        "yy": f"{year % 100:02d}",
        "m": f"{chance.randrange(1, 13):02d}",
        "d": f"{chance.randrange(1, 29):02d}",
        "h": f"{chance.randrange(24):02d}",
        "i": f"{chance.randrange(60):02d}",
        "book": book,
        "isbn": f"{book[0]}-{book[1:4]}-{book[4:9]}-{book[9]}",
    }


def _book(chance: random.Random) -> str:
    """Ten digits of a book, of which the last is checked as a patient's is."""
    nine = f"{chance.randrange(2)}{chance.randrange(10**8):08d}"
    check = -sum((10 - place) * int(digit) for place, digit in enumerate(nine)) % 11
    return nine + ("X" if check == 10 else str(check))
