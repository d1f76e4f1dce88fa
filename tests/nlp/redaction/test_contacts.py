import pytest

from nlp.redaction import Redactor


@pytest.mark.parametrize(
    "form",
    [
        "navn@firma.dk",
        "fornavn.efternavn+x_1@under.firma.com",
        "Søren@ålborg.dk",
        "navn @ firma.dk",
        "navn @ firma . dk",
        "navn(at)firma.dk",
        "navn [at] firma [dot] dk",
        "navn snabel-a firma punktum dk",
        "navn snabela firma.dk",
        "navn at firma punktum dk",
        "na\u200bvn@fir\u200bma.dk",
        "navn＠firma．dk",
        "navn@kommune",
    ],
)
def test_email_is_found_in_every_form(redactor: Redactor, form: str) -> None:
    assert redactor.redact(f"Skriv til {form}. Tak!").text == "Skriv til [e-mail]. Tak!"


@pytest.mark.parametrize(
    "text",
    ["Vi mener at firma.dk er nyt.", "www.vorby.dk/hoering", "Jeg håber at det lykkes.", "@ og @@"],
)
def test_what_is_no_email_stays(redactor: Redactor, text: str) -> None:
    assert redactor.redact(text).text == text


@pytest.mark.parametrize(
    "form",
    ["AB 12 345", "AB12345", "AB 12345", "AB-12-345", "AB 12.345", "ab12345", "ＡＢ１２３４５"],
)
def test_car_plate_is_found(redactor: Redactor, form: str) -> None:
    assert redactor.redact(f"Der holdt {form} igen.").text == "Der holdt [nummerplade] igen."


def test_car_plate_in_small_letters_is_found_beside_its_word(redactor: Redactor) -> None:
    assert redactor.redact("bilen ab 12 345 holdt der").text == "bilen [nummerplade] holdt der"


@pytest.mark.parametrize(
    "text",
    ["uge 12", "EU 2030", "KL 2024", "på 12 345 kr.", "KL 12 345", "G01-12-20", "DK 12345678"],
)
def test_what_is_no_car_plate_stays(redactor: Redactor, text: str) -> None:
    assert redactor.redact(f"Vi fik {text} i år.").found in ((), ("phone",))


@pytest.mark.parametrize(
    "form",
    [
        "DK50 0040 0440 1162 43",
        "DK5000400440116243",
        "dk50 0040 0440 1162 43",
        "DK50-0040-0440-1162-43",
        "SE45 5000 0000 0583 9825 7466",
        "DE89370400440532013000",
    ],
)
def test_iban_is_found(redactor: Redactor, form: str) -> None:
    assert redactor.redact(f"IBAN: {form}.").text == "IBAN: [kontonummer]."
