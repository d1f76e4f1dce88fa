import pytest

from content.redaction import load_redaction_words
from nlp.danish import Danish
from nlp.redaction import Redactor


@pytest.mark.parametrize(
    ("text", "redacted"),
    [
        ("Karen ringede.", "[navn] ringede."),
        ("Vi spurgte Karen Jensen om det.", "Vi spurgte [navn] om det."),
        ("Anne-Marie Holm-Jensen kom.", "[navn] kom."),
        ("Jens P. Thomsen kom.", "[navn] kom."),
        ("J. Hansen og E. M. Clausen kom.", "[navn] og [navn] kom."),
        ("Mohammed al-Hassan og Kaija van der Berg kom.", "[navn] og [navn] kom."),
        ("Selma Ubekendtnavn kom.", "[navn] kom."),
        ("Naboen Xandrox Hansen kom.", "Naboen [navn] kom."),
        ("Jensen siger nej.", "[navn] siger nej."),
        ("Jensens datter og Karens mor", "[navn]s datter og [navn]s mor"),
        ("Jens' far", "[navn]' far"),
        ("det var karen jensen og pia", "det var [navn] og [navn]"),
        ("jeg talte med jørgen i går", "jeg talte med [navn] i går"),
        ("per larsen og bo jensen", "[navn] og [navn]"),
        ("DET VAR KAREN JENSEN DER KOM", "DET VAR [navn] DER KOM"),
        ("KAREN JENSEN kom.", "[navn] kom."),
        ("K\u200baren Jen\u00adsen kom.", "[navn] kom."),
    ],
)
def test_name_is_found(redactor: Redactor, text: str, redacted: str) -> None:
    assert redactor.redact(text).text == redacted


@pytest.mark.parametrize(
    ("text", "redacted"),
    [
        ("min kollega Bo", "min kollega [navn]"),
        ("hos fru Dam", "hos fru [navn]"),
        ("hr. Falk", "hr. [navn]"),
        ("borgmester Skov", "borgmester [navn]"),
        ("familien Holm", "familien [navn]"),
        ("Bo fra teknik", "[navn] fra teknik"),
        ("Viola sagde ja.", "[navn] sagde ja."),
        ("Per er pedel.", "[navn] er pedel."),
        ("Hun hedder Xylofia.", "Hun hedder [navn]."),
        ("jeg hedder ib", "jeg hedder [navn]"),
        ("Vores leder er Gry.", "Vores leder er [navn]."),
        ("Faren, Storm, kom.", "Faren, [navn], kom."),
        ("Mvh Lærke", "Mvh [navn]"),
        ("Hilsen\nMaj-Britt", "Hilsen\n[navn]"),
        ("spurgte Lærke", "spurgte [navn]"),
        ("Bjørn Falk kom.", "[navn] kom."),
        ("Lærke, Viola og Emil kom.", "[navn], [navn] og [navn] kom."),
        ("Emil, Lærke og Storm kom.", "[navn], [navn] og [navn] kom."),
        ("min nabo bo sagde ja", "min nabo [navn] sagde ja"),
    ],
)
def test_name_that_is_another_word_is_found_by_what_stands_beside_it(
    redactor: Redactor, text: str, redacted: str
) -> None:
    assert redactor.redact(text).text == redacted


@pytest.mark.parametrize(
    "text",
    [
        "Bo trygt hele livet.",
        "Per borger bruger vi 412 kr.",
        "I maj kom solen. Maj er en god måned.",
        "Storm og regn ødelagde festen.",
        "Lærken sang, og vi så en bjørn ved en dam.",
        "Viola er navnet på bostedet.",
        "Hans mor kom. Min mor kom.",
        "Bach og Dam er to stuer.",
        "Ask og Birk er to stuer.",
        "Skt. Klemens Skole, Sankt Hans og Karen Blixens Skole.",
        "Børnehaven Solsikken, Rosenhaven og Plejecenter Rosa.",
        "Emmas Hus, Jensens Bøfhus og Noahs Ark.",
        "Peter Bangs Vej og Jens Jensens Vej.",
        "Eva-gruppen og Kim-projektet. EVA og KIM.",
        "A.P. Møller Fonden, Mary Fonden og Realdania.",
        "Røde Kors, Ældre Sagen, Ældresagen og Danmarks Naturfredningsforening.",
        "Teknik og Miljø, Kultur og Fritid, Borgerservice.",
        "Mandag, tirsdag og Grundlovsdag.",
        "Serviceloven, Barnets Lov, Excel og Teams.",
        "A. Borgerne skal høres. B. Politikerne skal lytte.",
        "Vi regner med peers, rene strande og de andres kaj.",
        "på 5'eren og 5eren",
        "nå for søren",
        "till oss, ute i byen, finns det",
        "Venlig hilsen Teknik og Miljø",
        "Kære alle. Tak for sidst.",
    ],
)
def test_what_is_nobodys_name_stays(redactor: Redactor, text: str) -> None:
    assert redactor.redact(text).text == text


def test_persons_of_a_pipeline_are_taken_in_addition() -> None:
    seen = "Xandra Qvortz"
    text = "Vi mødte Xandra Qvortz hos Karen på Skolevej i Vestermose Skole."

    def persons(read: str) -> list[tuple[int, int]]:
        places = [
            (read.find(each), len(each)) for each in (seen, "Karen", "Skolevej", "Vestermose")
        ]
        return [(start, start + length) for start, length in places if start >= 0]

    redactor = Redactor(load_redaction_words(), persons)
    assert redactor.redact(text).text == (
        "Vi mødte [navn] hos [navn] på Skolevej i Vestermose Skole."
    )


def test_real_pipeline_gives_persons(trained_danish: Danish, rules: Danish) -> None:
    text = "Jensen spørger borgerne hver uge.\nJensen spørger borgerne hver uge."
    found = [text[start:end] for start, end in trained_danish.persons(text)]
    assert found == ["Jensen", "Jensen"]
    assert list(rules.persons(text)) == []
