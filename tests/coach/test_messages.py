import json
from datetime import date

from bot.coach import Button, Message, Staircase
from bot.coach.messages import Profile, Timeline, labelled

PICTURE = Staircase(
    step=2, probabilities=(0.1, 0.6, 0.1, 0.1, 0.1), alternative="En trappe på «trin 2»."
)

DAYS = ((date(2026, 1, 5), 1), (date(2026, 3, 2), 4))


def test_message_comes_back_from_json_as_it_was() -> None:
    for message in (
        Message("placement", "<b>x</b> &amp; æøå", (Button("Hvorfor?", "why:1"),), PICTURE, 2),
        Message("smalltalk", "Hej"),
        Message("answer", "x", picture=Timeline(points=DAYS, alternative="En kurve")),
        Message("answer", "x", picture=Profile(rows=(("drift", 3, 0),), alternative="Profil")),
    ):
        assert Message.from_dict(json.loads(json.dumps(message.to_dict()))) == message


def test_picture_that_an_older_version_put_in_the_outbox_is_a_staircase() -> None:
    row = Message("placement", "x", picture=PICTURE).to_dict()
    del row["picture"]["shape"]
    assert Message.from_dict(row).picture == PICTURE


def test_text_of_a_message_has_no_markup() -> None:
    message = Message("answer", "<b>R&amp;D</b> <blockquote>«&lt;b&gt; &quot;x&quot;»</blockquote>")
    assert message.text == 'R&D «<b> "x"»'


def test_labels_lead_to_actions_and_the_last_of_two_alike_counts() -> None:
    old = Message("answer", "x", (Button("Hvorfor?", "why:1"), Button("Trin 2", "step:2")))
    new = Message("answer", "x", (Button("Hvorfor?", "why:2"),))
    assert labelled([old, new]) == {"Hvorfor?": "why:2", "Trin 2": "step:2"}
    assert labelled([Message("answer", "x")]) == {}
