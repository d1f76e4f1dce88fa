import pytest

from nlp.redaction import Redactor


@pytest.mark.parametrize(
    "form",
    [
        "Elmevej 12",
        "Elmevej 12B",
        "Elmevej 12 b",
        "Elmevej nr. 12",
        "elmevej 12",
        "Elmevej 10-14",
        "Elmevej 4 og 6",
        "Elmevej 4, 6 og 8",
        "Nørregade 12, 2. tv.",
        "Nørregade 12, 2. sal th",
        "Nørregade 12 st. mf",
        "Nørregade 12, st., dør 3",
        "Nørregade 12, 1. 12",
        "Nørregade 12, 2. tv., 4999 Lilleby",
        "Nørregade 12, 4999 Lilleby S",
        "Nørregade 12\n4999 Lilleby",
        "elmevej 12, 4999 lilleby",
        "Kastanie Allé 3",
        "Åvej 7",
        "Ved Skoven 4",
        "Bag Kirken 2",
        "H.C. Andersens Boulevard 3",
        "Peter Bangs Vej 12",
        "Sankt Pauls Plads 4, 3. th",
        "Gammel Møllevej 5",
        "Fyrrebakken 31, 4999 Lilleby",
        "fyrrebakken 31, 4999 lilleby",
        "Præstegårdsvej\u00a012",
        "Elme\u200bvej 12",
    ],
)
def test_address_is_found_whole(redactor: Redactor, form: str) -> None:
    assert redactor.redact(f"Han flyttede til {form}, og så.").text == (
        "Han flyttede til [adresse], og så."
    )


@pytest.mark.parametrize(
    "text",
    [
        "Vi lavede bump på Skolevej uden at spørge.",
        "Elmevej kl. 12",
        "Mødet på Elmevej 12. maj",
        "Torvet 3. oktober",
        "Ringvejen 3 km ude",
        "Rosenhaven 12 beboere",
        "Elmevej 2024",
        "For alle 4 hold og Alle 18 kom",
        "motorvej 45",
        "lokale 12, trin 3, § 17, stk. 4",
        "Til Solbakken 14 hører en have.",
        "4999 Lilleby",
        "Elmevej, 2024",
    ],
)
def test_road_without_a_house_stays(redactor: Redactor, text: str) -> None:
    assert redactor.redact(text).text == text


def test_what_follows_an_address_stays(redactor: Redactor) -> None:
    text = "Hun bor på Elmevej 3 i Lilleby. Elmevej 4, 2024 og frem. Vi så Torvet 2. De sov."
    assert redactor.redact(text).text == (
        "Hun bor på [adresse] i Lilleby. [adresse], 2024 og frem. Vi så [adresse]. De sov."
    )
