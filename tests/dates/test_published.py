"""The day of publication, told from the report itself."""

from datetime import date

import pytest

from diurna.dates import infer_published

REPORTS = [
    ("dateline", "Rebels take port\n\nKYIV, Feb. 25, 2022 (Agency) — Rebels took the port.", "Feb. 25, 2022", date(2022, 2, 25)),
    ("dateline in brackets", "Rebels take port\n\nKYIV, Ukraine (AP) - Feb. 25, 2022 - Rebels took the port.", "Feb. 25, 2022", date(2022, 2, 25)),
    ("dateline without place", "Rebels take port\n\n25 February 2022 – Rebels took the port, which fell in March 2014.", "25 February 2022", date(2022, 2, 25)),
    ("dateline without year", "Rebels take port\n\nGOMA, Feb 25 (Agency) - Rebels took the port. It fell to others in 2021 and 2022.", "Feb 25", date(2022, 2, 25)),
    ("dateline of two places", "Talks fail\n\nGENEVA/TRIPOLI, 3 May 2016 (Agency) – The talks failed.", "3 May 2016", date(2016, 5, 3)),
    ("label", "Rebels take port\n\nPublished: 25 February 2022\n\nRebels took the port on 24 February 2022.", "25 February 2022", date(2022, 2, 25)),
    ("label with hour", "Rebels take port\nPublished on 10:45 GMT, 25 February 2022\n\nRebels took the port.", "10:45 GMT, 25 February 2022", date(2022, 2, 25)),
    ("label of an update", "Rebels take port\n\nLast updated: 2022-02-25 10:45\n\nRebels took the port on 3 May 2014.", "2022-02-25", date(2022, 2, 25)),
    ("release", "Statement on the attack\n\nFor Immediate Release\nMay 3, 2016\n\nWe condemn the attack of April 2, 2015.", "May 3, 2016", date(2016, 5, 3)),
    ("line alone", "Rebels take port\n\nFriday, February 25, 2022\n\nRebels took the port on 24 February 2022.", "Friday, February 25, 2022", date(2022, 2, 25)),
    ("caption", "Envoys meet\n\nSmoke over the harbour, Feb. 25, 2022. (Photo)\n\nThe envoys met after the 2014 war.", "Feb. 25, 2022", date(2022, 2, 25)),
    ("weekday tells the year", "Envoys meet\n\nOn Friday, February 25, the envoys met. They last met in 2021.", "Friday, February 25", date(2022, 2, 25)),
    ("weekday tells one of the years named", "March for peace\n\nThousands marched on Saturday, 21 January, the most since 2003. A vote is due in May 2017.", "Saturday, 21 January", date(2017, 1, 21)),
    ("end of the headline", "Envoy on the war: an interview Wednesday, October 9, 2013\n\nWe spoke of his plans for 2014.", "Wednesday, October 9, 2013", date(2013, 10, 9)),
    ("agency's foot", "Bomb kills 12\n\nKABUL (Agency) - A bomb killed 12 on Thursday.\n(Reporting by A. Writer; 21 Jan 2018)", "21 Jan 2018", date(2018, 1, 21)),
    ("page's stamp", "Town shelled\n\nLast modified on Thu 24 Feb 2022 23.01 GMT\n\nThe town was shelled.", "Thu 24 Feb 2022 23.01 GMT", date(2022, 2, 24)),
    ("stamp of a feed", "Envoys meet\n2016-04-09T10:12:00Z\nEnvoys met.", "2016-04-09", date(2016, 4, 9)),
    ("place and date in brackets", "(Baghdad, 12 June 2014) – The army said it repelled an attack.", "12 June 2014", date(2014, 6, 12)),
    ("latest of the past", "Envoys meet\n\nThe envoys met on May 3, 2016. They first met on April 1, 2016, and will meet on July 9, 2016.", "May 3, 2016", date(2016, 5, 3)),
    ("opens with a day to come", "Envoys to meet\n\nThe envoys will meet on July 21. They first met on February 2, 2016.", "July 21", date(2016, 7, 21)),
    ("only a day to come", "Envoys to meet\n\nThe envoys will meet in Rome on July 21, 2016.", "July 21, 2016", date(2016, 7, 21)),
]  # fmt: skip

UNTOLD = [
    ("no date at all", "Rebels take port\n\nRebels took the port at dawn, officials said."),
    ("weekday alone", "Rebels take port\n\nRebels took the port on Thursday."),
    ("no year", "Rebels take port\n\nRebels took the port on 24 February."),
    ("a date that names an agreement", "Camp attacked\n\nThe attack breaks the December 25, 2011 agreement."),
    ("only former times", "Camp attacked\n\nThe camp was built on 3 May 1990. It was attacked again in 2015."),
]


@pytest.mark.parametrize(("text", "words", "day"), [row[1:] for row in REPORTS], ids=[row[0] for row in REPORTS])
def test_the_day_is_told(text: str, words: str, day: date) -> None:
    mention = infer_published(text)
    assert mention is not None
    assert (mention.span.text, mention.start, mention.end) == (words, day, day)
    assert text[mention.span.start : mention.span.end] == words


@pytest.mark.parametrize("text", [row[1] for row in UNTOLD], ids=[row[0] for row in UNTOLD])
def test_nothing_is_guessed(text: str) -> None:
    assert infer_published(text) is None
