"""A document's texts come in the order a reader meets them, each with its place."""

from datetime import date

from portfolio.domain.document import (
    Bullets,
    Callout,
    Chart,
    Document,
    Field,
    Fields,
    Heading,
    Number,
    PageBreak,
    Paragraph,
    Table,
    TableCell,
    TableColumn,
)
from portfolio.domain.document_texts import texts
from portfolio.domain.fingerprint import Fingerprint

PRINT = Fingerprint("board", "1", "1", (), (), "2026-09", date(2026, 11, 1), "board", (), (), "")


def _document(*blocks: object) -> Document:
    return Document("Paper", "Digital", "Office", date(2026, 11, 1), blocks, PRINT)  # type: ignore[arg-type]


def test_a_number_in_a_sentence_is_read_with_the_words_around_it() -> None:
    share = Number("37p", 0.37, "beyond_lead_share/by_type/cash_releasing/share")
    document = _document(Heading(1, "Beyond the lead"), Paragraph(("Of each £1, ", share, ".")))
    assert list(texts(document)) == [
        ("title", "Paper"),
        ("Beyond the lead: heading", "Beyond the lead"),
        ("Beyond the lead: paragraph", "Of each £1, 37p."),
    ]


def test_each_cell_of_a_table_is_placed_by_its_row_and_column() -> None:
    table = Table(
        "Spread",
        (TableColumn("Initiative"), TableColumn("Live", "right")),
        ((TableCell("Staff passport", "Staff passport"), TableCell("14", 14)),),
    )
    assert list(texts(_document(table)))[-1] == (
        "Paper: table “Spread”, row Staff passport, Live",
        "14",
    )


def test_points_fields_and_charts_give_all_their_words_and_a_page_break_none() -> None:
    blocks = (
        Bullets((("One.",), ("Two.",))),
        Callout("alert", "Alert", (("Late.",),)),
        Fields((Field("Meeting", ("August",)),), title="Head"),
        Chart("bars", "Where it lands", "£, 2026", "Half lands.", "£", (), source="Counted"),
        PageBreak(),
    )
    assert [text for _, text in texts(_document(*blocks))] == [
        "Paper",
        *("One.", "Two."),
        *("Alert", "Late."),
        *("Head", "Meeting", "August"),
        *("Where it lands", "£, 2026", "Half lands.", "Counted"),
    ]
