"""Words and numbers that look like times and are none."""

import pytest

from diurna.dates import find_dates
from tests.dates.tables import FRIDAY

NOTHING = """
The president may visit the front.
May God protect the nation.
Prime Minister Theresa May spoke to reporters.
Ms May said the vote was off.
They march for peace.
The march on the capital was banned.
The second convoy was turned back.
A second later the bridge fell silent.
The sun rose over the camp.
The Sun newspaper reported the leak.
Police arrested 24 people.
Police arrested 2000 people.
Some 2014 troops crossed the river.
More than 2,014 refugees crossed.
About 1,500 troops were sent.
The Boeing 747 was shot down.
Resolution 2254 was adopted.
Under Section 2014 of the code he was charged.
Turnout was 52.5 percent.
The side won 3-1.
The motion passed 12-3.
A 12-year-old was killed.
A boy of 12 years of age was killed.
The man, aged 40, was released.
She is 34 years old.
The fine was $2014.
It cost €1990 to repair.
Flight 1990 was diverted.
He lives at 10 Downing Street.
The road is 1800 metres long.
The phone number is 202-555-2014.
The village lies 12 km north.
The fall of the city shocked the world.
The Arab Spring inspired them.
Spring water was sold out.
The Prague spring water company went bankrupt.
It was a fall from grace.
The march of the rebels was halted.
An august gathering of jurists.
Black Friday sales were banned.
The paper Bloody Sunday was named for was banned.
Reuters quoted the Sunday Times.
The Mail on Sunday reported it.
Article 2005 is void.
The 12th battalion withdrew.
The 3rd Brigade attacked at once.
The first division was routed.
He is second in command.
April Jones leads the charity.
June Osborne, the bishop, protested.
August Wilson wrote the play.
Mark 12 of the tank was delivered.
Version 2.10 was released.
They fired 40 rockets and 20 shells.
The ratio is 1:2000.
There are 1000 homes in the town.
The dec was wet and the mar visible.
The jan was closed.
It weighs 1200 tonnes.
He finished with 10/12 votes.
"""


@pytest.mark.parametrize("text", [line for line in NOTHING.splitlines() if line])
def test_no_time_is_found(text: str) -> None:
    assert [mention.span.text for mention in find_dates(text, anchor=FRIDAY)] == []


SOMETHING_ELSE = [
    ("In May 24 people died.", "May"),
    ("In March 300 soldiers deserted.", "March"),
    ("On 5 May 2,000 people marched.", "5 May"),
    ("By 2014 3,000 had fled.", "2014"),
    ("In 2014, 3000 people fled.", "2014"),
    ("At the 1990 summit 12 states signed.", "1990"),
]


@pytest.mark.parametrize(("text", "words"), SOMETHING_ELSE)
def test_a_count_beside_a_time_is_left_out(text: str, words: str) -> None:
    assert [mention.span.text for mention in find_dates(text, anchor=FRIDAY)] == [words]
