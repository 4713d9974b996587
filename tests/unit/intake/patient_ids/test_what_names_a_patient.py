"""What is taken for an NHS number or a softer sign, and what is shown of it."""

from __future__ import annotations

import pytest

from portfolio.contract.catalogue import KINDS
from portfolio.contract.rules import RULES
from portfolio.domain.identifiers import PATIENT_RULES, SIGNS, masked
from portfolio.domain.nhs_numbers import holds_nhs_number
from portfolio.intake.patient_ids.column_names import names_a_patient_field


@pytest.mark.parametrize(
    "text",
    [
        "9434765919",
        "943 476 5919",
        "943-476-5919",
        "943 476-5919",
        "943\n476\t5919",
        "943\u00a0476\u20115919",
        "(9434765919)",
        "NHS:9434765919.",
        "9434765919, then",
        "id_9434765919",
        "-9434765919",
        "£9434765919",
        "9990000018",
        "1112223334 and 9434765919",
    ],
)
def test_a_valid_number_standing_alone_is_found(text: str) -> None:
    assert holds_nhs_number(text)


@pytest.mark.parametrize(
    "text",
    [
        "9434765918",  # modulus 11 fails
        "9434765910",
        "1111111111",
        "0000000000",
        "94347659190",  # a digit touches it
        "09434765919",
        "A9434765919",
        "0.9434765919",
        "9434765919,5",
        "1,9434765919",
        "943 476 59190",
        "",
    ],
)
def test_anything_else_is_not(text: str) -> None:
    assert not holds_nhs_number(text)


def test_a_number_is_shown_by_its_first_three_and_last_two_digits() -> None:
    assert masked("see 943 476 5919.") == "see 943 *** **19."
    assert masked("9434765919;9990000018") == "943 *** **19;999 *** **18"


@pytest.mark.parametrize(
    ("rule", "text", "shown"),
    [
        ("date_of_birth", "a man, DOB: 12/03/1947, fell", "a man, DOB: **/**/****, fell"),
        ("date_of_birth", "born on 3 May 2011", "born on * May ****"),
        ("date_of_birth", "d.o.b. 2011-05-03", "d.o.b. ****-**-**"),
        ("home_address", "at 14 Mill Lane, Ely CB7 4AB", "at 1* **** ****, *** *** **B"),
        ("national_insurance_number", "NI AA123456A", "NI A*******A"),
        ("national_insurance_number", "aa 12 34 56 a", "a* ** ** ** a"),
        ("personal_email", "ask jo.smith@nhs.net", "ask j*.*****@***.**t"),
        ("mobile_number", "ring 07700 900123", "ring 0**** *****3"),
        ("mobile_number", "+44 (0)7700 900 123", "+** (*)**** *** **3"),
    ],
)
def test_a_softer_sign_is_found_and_masked(rule: str, text: str, shown: str) -> None:
    assert any(sign.pattern.search(text) for sign in SIGNS if sign.rule_id == rule)
    assert masked(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "300 staff moved to Addenbrooke's, CB2 0QQ",
        "postcode CB2 0QQ only",
        "ring 01223 245151",
        "saved 7,700,900,123 pounds",
        "write to jo.smith@localhost",
        "version AB123456X",
        "the old system closed on 31 March 1998",
        "born of need in 2019",
    ],
)
def test_ordinary_words_are_left_alone(text: str) -> None:
    assert masked(text) == text


def test_a_day_of_the_last_century_is_one_of_birth_in_free_text_only() -> None:
    assert masked("Mrs S, 12/03/1947", is_free_text=True) == "Mrs S, **/**/****"
    assert masked("12/03/2025", is_free_text=True) == "12/03/2025"


@pytest.mark.parametrize(
    "name",
    ["NHS number", "nhs_no", "NHSNumber", "Patient", "patient_id", "PatientName", "MRN", "DOB"]
    + ["date of birth", "DateOfBirth", "hospital_number", "Surname", "first name", "NI number"],
)
def test_a_column_named_for_a_patient_field_is_known_as_one(name: str) -> None:
    assert names_a_patient_field(name)


def test_no_column_of_the_contract_is_taken_for_one() -> None:
    columns = {column for kind in KINDS.values() for column in kind.columns}

    assert [column for column in columns if names_a_patient_field(column)] == []


def test_what_stops_for_a_patient_is_known_to_those_who_must_not_keep_it() -> None:
    assert {rule for rule in PATIENT_RULES if RULES[rule].severity == "stop"} == PATIENT_RULES
    assert {sign.rule_id for sign in SIGNS} <= set(RULES)
