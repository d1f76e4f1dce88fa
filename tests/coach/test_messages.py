import json

from bot.coach import Button, Message, Picture
from bot.coach.messages import labelled

PICTURE = Picture(
    step=2, probabilities=(0.1, 0.6, 0.1, 0.1, 0.1), alternative="En trappe på «trin 2»."
)


def test_message_comes_back_from_json_as_it_was() -> None:
    for message in (
        Message("placement", "<b>x</b> &amp; æøå", (Button("Hvorfor?", "why:1"),), PICTURE, 2),
        Message("smalltalk", "Hej"),
    ):
        assert Message.from_dict(json.loads(json.dumps(message.to_dict()))) == message


def test_text_of_a_message_has_no_markup() -> None:
    message = Message("answer", "<b>R&amp;D</b> <blockquote>«&lt;b&gt; &quot;x&quot;»</blockquote>")
    assert message.text == 'R&D «<b> "x"»'


def test_labels_lead_to_actions_and_the_last_of_two_alike_counts() -> None:
    old = Message("answer", "x", (Button("Hvorfor?", "why:1"), Button("Trin 2", "step:2")))
    new = Message("answer", "x", (Button("Hvorfor?", "why:2"),))
    assert labelled([old, new]) == {"Hvorfor?": "why:2", "Trin 2": "step:2"}
    assert labelled([Message("answer", "x")]) == {}
