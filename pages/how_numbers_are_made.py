"""How numbers are made: the catalogue, the contract, the glossary."""

from portfolio.ui import address, frame, methodology

NAME = "How numbers are made"

service = frame.begin(NAME)
frame.plain_head(
    NAME,
    methodology.headline(),
    "What is counted, what partners send, what is checked, and what each word means.",
    service.references.settings.about,
)
part = address.segments(methodology.PARTS)
methodology.show(part)
