import pytest

from nlp.redaction import Redactor

CPR, PHONE, ACCOUNT = "[CPR-nummer]", "[telefonnummer]", "[kontonummer]"


@pytest.mark.parametrize(
    "form",
    [
        "010203-1234",
        "0102031234",
        "010203 1234",
        "01 02 03 1234",
        "01.02.03-1234",
        "010203 - 1234",
        "010203- 1234",
        "010203/1234",
        "01-02-03-1234",
        "01/02/03-1234",
        "01 02 03 12 34",
        "0 1 0 2 0 3 1 2 3 4",
        "01021903-1234",
        "010203–1234",
        "010203−1234",
        "010203\u20111234",
        "010203\u00a0\u2011\u00a01234",
        "０１０２０３－１２３４",
        "010\u200b203-\u200b1234",
        "010203\u00ad-1234",
        "O1O2O3-1234",
        "010203-xxxx",
        "010203-12xx",
    ],
)
def test_cpr_number_is_found_in_every_form(redactor: Redactor, form: str) -> None:
    assert redactor.redact(f"Borgeren ({form}) ringede.").text == f"Borgeren ({CPR}) ringede."


@pytest.mark.parametrize("before", ["cpr", "CPR:", "cpr-nr.", "CPR-nummer ", "personnummer "])
def test_word_for_cpr_makes_any_ten_digits_one(redactor: Redactor, before: str) -> None:
    assert redactor.redact(f"{before}711203-1234").text == f"{before}{CPR}"
    assert redactor.redact(f"{before} 010203 og så").text == f"{before} {CPR} og så"


@pytest.mark.parametrize("form", ["320203-1234", "011303-1234", "000203-1234", "010203-123"])
def test_what_has_no_date_is_no_cpr_number(redactor: Redactor, form: str) -> None:
    assert "cpr" not in redactor.redact(f"Vi fik {form} med.").found


@pytest.mark.parametrize(
    "form",
    [
        "12345678",
        "12 34 56 78",
        "12-34-56-78",
        "12.34.56.78",
        "1234 5678",
        "1234-5678",
        "123 45 678",
        "12 345 678",
        "12 345678",
        "+45 12345678",
        "+4512345678",
        "+45 12 34 56 78",
        "0045 12 34 56 78",
        "004512345678",
        "(+45) 12 34 56 78",
        "(45) 12345678",
        "45 22 34 56 78",
        "+46 70 123 45 67",
        "1 2 3 4 5 6 7 8",
        "12 34\u00a056\u200978",
        "１２３４５６７８",
        "12\u200b34\u200b56\u200b78",
    ],
)
def test_telephone_number_is_found_in_every_form(redactor: Redactor, form: str) -> None:
    assert redactor.redact(f"Svar mig på {form}, tak.").text == f"Svar mig på {PHONE}, tak."


@pytest.mark.parametrize("before", ["tlf. ", "Tlf.: ", "telefon ", "ring på ", "mobil: ", "tlf"])
def test_word_for_telephone_makes_any_eight_digits_one(redactor: Redactor, before: str) -> None:
    assert redactor.redact(f"{before}12/34/56-78").text == f"{before}{PHONE}"
    assert redactor.redact(f"{before}2024-1234").text == f"{before}{PHONE}"


@pytest.mark.parametrize(
    "text",
    [
        "reg. 1234 konto 0001234567",
        "reg.nr. 1234, kontonr. 0001234567",
        "Reg 1234 - 1234567890",
        "konto 1234567",
        "kontonummer: 1234 567890",
        "MobilePay 12345",
        "mobilepay-nummer 123456",
        "Mobile Pay til 12 345",
    ],
)
def test_account_number_is_found_beside_its_word(redactor: Redactor, text: str) -> None:
    redacted = redactor.redact(f"Betal til {text}.")
    assert redacted.found == ("account",)
    assert redacted.text.endswith(f"{ACCOUNT}.")
    assert not any(map(str.isdigit, redacted.text))


@pytest.mark.parametrize(
    "form", ["1234-1234567890", "1234 0001234567", "1234 0001234", "12340001234567"]
)
def test_account_number_is_found_by_its_shape(redactor: Redactor, form: str) -> None:
    redacted = redactor.redact(f"Pengene kom ind på {form} i går.")
    assert not any(map(str.isdigit, redacted.text))


def test_payment_slip_is_found(redactor: Redactor) -> None:
    text = redactor.redact("Girokort +71<000012345678901+12345678< kom i går.").text
    assert text == f"Girokort {ACCOUNT} kom i går."


@pytest.mark.parametrize(
    "text",
    [
        "sag 2024-123456",
        "sagsnr. 24/10873",
        "sagsnummer 12345678",
        "kl. 12.30 og kl. 10.00-12.00",
        "12.345.678 kr. og 12 345 678 kroner og kr. 12345678",
        "20240131, 31-01-2024, 31.01.2024, 31012024 og 2024-01-31",
        "CVR 12345678, cvr-nr. 12 34 56 78, P-nr. 1234567890",
        "ISBN 978-87-412-5561-3",
        "EAN 5790001234567",
        "2023-2024, 2021-2033 og 2023/2024",
        "postnummer 4999 og 4990",
        "konto 4711 i budgettet",
        "MobilePay 500 kr. og MobilePay 1500 kr.",
        "§ 17, stk. 4, trin 3, lokale 12, uge 36-37",
        "4.500 spørgeskemaer, 1.000.000 kr., 7,5 %",
        "KLE 27.12.16 og 00.30.04",
        "28/2, 14/3, 28/3 og 11/4",
        "dok. 12345678-9",
        "lov nr. 1053 af 08/09/2015",
        "nummeret den 08.09.2015",
        "a1b2c3d4-12345678a",
    ],
)
def test_number_that_is_nobodys_stays(redactor: Redactor, text: str) -> None:
    assert redactor.redact(f"Vi har {text} med.").text == f"Vi har {text} med."
