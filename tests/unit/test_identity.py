"""Identity: what a number must look like, what it says, and that a refusal never repeats it."""

from datetime import date

import pytest

from domain.errors import Refusal
from domain.identity import (
    CATEGORY_NAMES,
    GRADE_NAMES,
    CertificateDoesNotMatchId,
    ImpossibleBirthDate,
    MalformedAccount,
    MalformedBankCard,
    MalformedCnaps,
    MalformedDisabilityCertificate,
    MalformedResidentId,
    MalformedSoldierCertificate,
    MalformedUscc,
    NotPlainCharacters,
    OldResidentId,
    Sex,
    SoldierGradeDoesNotCount,
    UnknownDisabilityCategory,
    UnknownDisabilityGrade,
    WrongBankCardCheck,
    WrongResidentIdCheck,
    WrongUsccCheck,
    certificate_matches,
    check_character,
    luhn_valid,
    masked,
    parse_account,
    parse_bank_card,
    parse_cnaps,
    parse_disability_certificate,
    parse_resident_id,
    parse_soldier_certificate,
    parse_uscc,
    sex_of,
    uscc_check_character,
)
from tests.factories import bank_card, disability_certificate, resident_id, uscc

STANDARD_EXAMPLE = "11010519491231002X"  # printed in GB 11643-1999


def test_the_example_of_the_standard_is_valid() -> None:
    parsed = parse_resident_id(STANDARD_EXAMPLE)
    assert (parsed.number, parsed.place, parsed.birth, parsed.sex) == (
        STANDARD_EXAMPLE,
        "110105",
        date(1949, 12, 31),
        Sex.FEMALE,
    )


def test_a_small_x_becomes_a_capital() -> None:
    assert parse_resident_id(STANDARD_EXAMPLE.lower()).number == STANDARD_EXAMPLE


@pytest.mark.parametrize("birth", ["19490231", "19490001", "19491301", "19490100", "20230229", "00000101"])
def test_a_birth_date_that_never_was_is_refused(birth: str) -> None:
    with pytest.raises(ImpossibleBirthDate):
        parse_resident_id(resident_id(birth))


def test_a_leap_day_and_a_future_birth_are_dates() -> None:
    assert parse_resident_id(resident_id("20000229")).birth == date(2000, 2, 29)
    assert parse_resident_id(resident_id("29990101")).birth == date(2999, 1, 1)


def test_a_wrong_check_character_is_refused() -> None:
    with pytest.raises(WrongResidentIdCheck) as refusal:
        parse_resident_id(STANDARD_EXAMPLE[:-1] + "1", field="applicant")
    assert refusal.value.field == "applicant"
    assert "18 位" in refusal.value.zh


@pytest.mark.parametrize("region", ["110103", "330219", "420000"])
def test_an_abolished_or_unknown_region_is_no_reason_to_refuse(region: str) -> None:
    """110103 (崇文区) was abolished in 2010, 330219 (余姚县) in 1985; their numbers are for life."""
    assert parse_resident_id(resident_id("20150101", region)).place == region


@pytest.mark.parametrize("region", ["810000", "820000", "830000"])
def test_residence_permits_of_hong_kong_macau_and_taiwan_residents_are_accepted(region: str) -> None:
    assert parse_resident_id(resident_id("19800101", region)).place == region


def test_an_old_number_of_fifteen_digits_is_named_as_such() -> None:
    with pytest.raises(OldResidentId) as refusal:
        parse_resident_id("330502800101000")
    assert "18 位" in refusal.value.zh


@pytest.mark.parametrize(
    "text",
    ["", "1", "X" * 18, STANDARD_EXAMPLE[:-1], f"{STANDARD_EXAMPLE}0", "X" + STANDARD_EXAMPLE[1:], "1101-05194912310"],
)
def test_a_number_of_another_shape_is_malformed(text: str) -> None:
    with pytest.raises(MalformedResidentId):
        parse_resident_id(text)


@pytest.mark.parametrize(
    "text",
    [
        "11010519491231002\uff38",  # a full-width X
        "\uff11" + STANDARD_EXAMPLE[1:],
        "110105 19491231 002X",
        f" {STANDARD_EXAMPLE}",
        f"{STANDARD_EXAMPLE}\n",
        f"{STANDARD_EXAMPLE}\u200b",
        f"{STANDARD_EXAMPLE}\u3000",
        f"{STANDARD_EXAMPLE}\x00",
    ],
)
def test_full_width_spaced_and_invisible_characters_are_refused_and_not_cleaned(text: str) -> None:
    with pytest.raises(NotPlainCharacters):
        parse_resident_id(text)
    with pytest.raises(NotPlainCharacters):
        parse_disability_certificate(text)


def test_odd_sequence_codes_are_for_men() -> None:
    assert [sex_of(sequence) for sequence in ("000", "001", "002", "999")] == [
        Sex.FEMALE,
        Sex.MALE,
        Sex.FEMALE,
        Sex.MALE,
    ]


def test_the_sex_is_read_from_the_seventeenth_digit() -> None:
    nobody = "00000029990101001"  # a region that does not exist and a birth that has not been
    assert parse_resident_id(nobody + check_character(nobody)).sex is Sex.MALE


@pytest.mark.parametrize("first_17", ["", "1" * 16, "1" * 18, "1101051949123100A", "\uff11" * 17])
def test_a_check_character_needs_seventeen_digits(first_17: str) -> None:
    with pytest.raises(MalformedResidentId):
        check_character(first_17)


def test_a_number_is_masked_wherever_it_is_represented() -> None:
    person = parse_resident_id(STANDARD_EXAMPLE)
    certificate = parse_disability_certificate(disability_certificate(STANDARD_EXAMPLE))
    soldier = parse_soldier_certificate("军A000000", 3)
    assert repr(person) == "ResidentId(1101**********002X)"
    assert repr(certificate) == "DisabilityCertificate(1101****************)"
    assert repr(soldier) == "SoldierCertificate(******00)"
    assert person.__rich_repr__() == [("number", "1101**********002X")]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("110105194912310021", "1101**********0021"),
        ("11010519491231002X42", "1101****************"),
        ("11010519491231002X42B1", "1101******************"),
        ("6222000000000000", "6222********0000"),
        ("20100000001", "*********01"),
        ("1234567", "*******"),
        ("", ""),
    ],
)
def test_a_masked_number_keeps_its_length_and_hides_birth_and_disability(text: str, shown: str) -> None:
    assert masked(text) == shown


@pytest.mark.parametrize(("reissue", "ending"), [(0, "42"), (1, "42B1"), (2, "42B2"), (12, "42B12")])
def test_a_disability_certificate_says_whose_which_and_how_often_reissued(reissue: int, ending: str) -> None:
    number = disability_certificate(STANDARD_EXAMPLE, category=4, grade=2, reissue=reissue)
    parsed = parse_disability_certificate(number)
    assert number.endswith(ending)
    assert (parsed.number, parsed.resident_id.number) == (number, STANDARD_EXAMPLE)
    assert (parsed.category, parsed.grade, parsed.reissue) == (4, 2, reissue)


def test_small_letters_in_a_certificate_become_capitals() -> None:
    number = disability_certificate(STANDARD_EXAMPLE, reissue=1)
    assert parse_disability_certificate(number.lower()).number == number


def test_the_categories_stand_in_the_order_of_the_standard() -> None:
    assert [zh for zh, _ in CATEGORY_NAMES.values()] == [
        "视力残疾",
        "听力残疾",
        "言语残疾",
        "肢体残疾",
        "智力残疾",
        "精神残疾",
        "多重残疾",
    ]
    assert [en for _, en in CATEGORY_NAMES.values()] == [
        "visual",
        "hearing",
        "speech",
        "physical",
        "intellectual",
        "mental",
        "multiple",
    ]
    assert list(CATEGORY_NAMES) == [1, 2, 3, 4, 5, 6, 7]
    assert list(GRADE_NAMES) == [1, 2, 3, 4]


@pytest.mark.parametrize("category", [0, 8, 9])
def test_an_unknown_category_is_refused(category: int) -> None:
    with pytest.raises(UnknownDisabilityCategory):
        parse_disability_certificate(disability_certificate(STANDARD_EXAMPLE, category=category))


@pytest.mark.parametrize("grade", [0, 5, 9])
def test_an_unknown_grade_is_refused(grade: int) -> None:
    with pytest.raises(UnknownDisabilityGrade):
        parse_disability_certificate(disability_certificate(STANDARD_EXAMPLE, grade=grade))


@pytest.mark.parametrize("ending", ["", "4", "423", "42B", "42B0", "42B01", "42A1", "42-1", "X2", "42B100"])
def test_a_certificate_of_another_shape_is_malformed(ending: str) -> None:
    with pytest.raises(MalformedDisabilityCertificate):
        parse_disability_certificate(STANDARD_EXAMPLE + ending)


def test_the_resident_id_inside_a_certificate_is_checked() -> None:
    with pytest.raises(WrongResidentIdCheck):
        parse_disability_certificate(f"{STANDARD_EXAMPLE[:-1]}142")
    with pytest.raises(ImpossibleBirthDate):
        parse_disability_certificate(disability_certificate(resident_id("19490231")))


def test_a_certificate_must_belong_to_the_applicant() -> None:
    holder, other = parse_resident_id(resident_id("19800101")), parse_resident_id(resident_id("19800102"))
    certificate = parse_disability_certificate(disability_certificate(holder.number, reissue=1))
    certificate_matches(certificate, holder)
    with pytest.raises(CertificateDoesNotMatchId):
        certificate_matches(certificate, other)


@pytest.mark.parametrize(("grade", "double"), [(1, True), (2, True), (3, False), (4, False)])
def test_disability_grades_one_and_two_count_double(grade: int, double: bool) -> None:
    assert parse_disability_certificate(disability_certificate(STANDARD_EXAMPLE, grade=grade)).counts_double is double


@pytest.mark.parametrize("grade", range(1, 9))
def test_disabled_soldiers_of_grades_one_to_eight_count_and_one_to_three_count_double(grade: int) -> None:
    certificate = parse_soldier_certificate("军a000000", grade)
    assert (certificate.number, certificate.grade) == ("军A000000", grade)
    assert certificate.counts_double is (grade <= 3)


@pytest.mark.parametrize("grade", [-1, 0, 9, 10, 11])
def test_disabled_soldiers_of_other_grades_do_not_count(grade: int) -> None:
    with pytest.raises(SoldierGradeDoesNotCount):
        parse_soldier_certificate("军A000000", grade)


@pytest.mark.parametrize("number", ["", "军A", "军A/000000", "A" * 25])
def test_a_soldier_certificate_of_another_shape_is_malformed(number: str) -> None:
    with pytest.raises(MalformedSoldierCertificate):
        parse_soldier_certificate(number, 1)


@pytest.mark.parametrize("number", ["军A 00000", "军A00000\uff10", "军A000000\n", "军A000000\u3000", "军A000000\u200b"])
def test_a_soldier_certificate_is_not_cleaned_either(number: str) -> None:
    with pytest.raises(NotPlainCharacters):
        parse_soldier_certificate(number, 1)


def test_a_credit_code_is_valid_with_its_check_character() -> None:
    assert parse_uscc(uscc(1)) == uscc(1)
    assert parse_uscc(uscc(1).lower()) == uscc(1)


@pytest.mark.parametrize("kind", ["N2", "Y1", "52", "12", "A1", "92"])
def test_authority_and_category_may_be_letters(kind: str) -> None:
    first_17 = f"{kind}330502000000001"
    assert parse_uscc(first_17 + uscc_check_character(first_17)).startswith(kind)


def test_a_weighted_sum_of_zero_gives_the_check_character_zero() -> None:
    """(31 - 0) mod 31 is 0 and not 31: an implementation without the last mod runs off the alphabet."""
    ending_in_zero = [uscc(seed) for seed in range(100) if uscc(seed).endswith("0")]
    assert ending_in_zero
    for code in ending_in_zero:
        weighted = sum("0123456789ABCDEFGHJKLMNPQRTUWXY".index(c) * pow(3, i, 31) for i, c in enumerate(code[:17]))
        assert weighted % 31 == 0
        assert parse_uscc(code) == code


def test_a_wrong_credit_code_check_is_refused() -> None:
    code = uscc(1)
    with pytest.raises(WrongUsccCheck):
        parse_uscc(code[:-1] + ("1" if code[-1] != "1" else "2"))


@pytest.mark.parametrize("letter", "IOSVZ")
def test_the_letters_that_look_like_digits_are_not_in_the_alphabet(letter: str) -> None:
    with pytest.raises(MalformedUscc):
        parse_uscc(f"91330502{letter}00000000X")
    with pytest.raises(MalformedUscc):
        parse_uscc(f"9{letter}3305020000000000")


@pytest.mark.parametrize(
    "text", ["", "9133050200000000", "913305020000000000X", "91-330502-000000000", "9133050A000000001X"]
)
def test_a_credit_code_of_another_shape_is_malformed(text: str) -> None:
    with pytest.raises(MalformedUscc):
        parse_uscc(text)


@pytest.mark.parametrize("text", ["91 330502 000000001X", "91330502000000001\uff10", "913305020000000010\t"])
def test_a_credit_code_is_not_cleaned(text: str) -> None:
    with pytest.raises(NotPlainCharacters):
        parse_uscc(text)


@pytest.mark.parametrize("first_17", ["", "9" * 16, "9" * 18, "I" * 17, "AA33050A000000001"])
def test_a_credit_code_check_character_needs_seventeen_of_the_alphabet(first_17: str) -> None:
    with pytest.raises(MalformedUscc):
        uscc_check_character(first_17)


@pytest.mark.parametrize(
    ("card", "valid"), [("79927398713", True), ("79927398710", False), ("", False), ("7992x", False)]
)
def test_luhn_follows_its_textbook_example(card: str, valid: bool) -> None:
    assert luhn_valid(card) is valid


@pytest.mark.parametrize("length", [16, 17, 18, 19])
def test_bank_cards_of_sixteen_to_nineteen_digits_pass_with_luhn(length: int) -> None:
    card = "0" * length  # the checksum of zeros is zero
    assert parse_bank_card(card) == card
    with pytest.raises(WrongBankCardCheck):
        parse_bank_card(card[:-1] + "1")


@pytest.mark.parametrize("card", ["", "0" * 15, "0" * 20, "0000-0000-0000-0000", "000000000000000X"])
def test_a_bank_card_of_another_shape_is_malformed(card: str) -> None:
    with pytest.raises(MalformedBankCard):
        parse_bank_card(card)


def test_a_bank_card_with_spaces_is_not_cleaned() -> None:
    with pytest.raises(NotPlainCharacters):
        parse_bank_card("0000 0000 0000 0000")


@pytest.mark.parametrize("account", ["00000001", "0000-000000000-001", "0" * 31 + "1", bank_card(1)[:-1] + "1"])
def test_accounts_that_are_no_cards_need_no_luhn(account: str) -> None:
    assert parse_account(account) == account


@pytest.mark.parametrize("account", ["", "0000001", "0" * 33, "-0000001", "0000001-", "0000A0001"])
def test_an_account_of_another_shape_is_malformed(account: str) -> None:
    with pytest.raises(MalformedAccount):
        parse_account(account)


def test_the_last_digit_of_a_bank_code_is_not_checked() -> None:
    assert [parse_cnaps(f"00000000000{last}") for last in range(10)] == [f"00000000000{last}" for last in range(10)]


@pytest.mark.parametrize("code", ["", "0" * 11, "0" * 13, "00000000000X"])
def test_a_bank_code_of_another_shape_is_malformed(code: str) -> None:
    with pytest.raises(MalformedCnaps):
        parse_cnaps(code)


@pytest.mark.parametrize(
    "text",
    [
        "110105194912310021",
        "11010519490231002X",
        "1101051949123100",
        "110105 194912310021",
        "110105194912310",
        "1101051949123100214",
    ],
)
def test_a_refusal_never_repeats_the_number(text: str) -> None:
    for parse in (parse_resident_id, parse_disability_certificate, parse_uscc):
        with pytest.raises(Refusal) as refusal:
            parse(text)
        assert "1949" not in str(refusal.value.as_dict())
        assert refusal.value.__cause__ is None
