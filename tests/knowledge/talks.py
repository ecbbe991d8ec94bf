"""A few lines that several tests of the library bring in, and what they look at in its quotes."""

from knowledge.model import Quote

TALK = "Ann: What is a licence?\nBob: A licence without caps is a promise.\n"
QUOTABLE = (
    "[[ann-lee]] A licence without caps must be a promise to all people.\n"
    "[[bob-wu]] Closed weights are always safer until somebody has tested them.\n"
    "[[narration]] The company must always publish its weights to all people.\n"
    "[[unknown]] Nobody should ever read all of the words of such a licence.\n"
    "[[ad]] Our sponsor will always have the best of all mattresses for your licence.\n"
    "[[skip]] A licence without caps must be the promise of a heading.\n"
)
THREE = (
    "The weather over the wide and dusty savannah is fine for all of the zebras today.",
    "Caps on a licence are a promise that somebody will break whenever it suits them best.",
    "We will all go home by train in the late evening once the last of the work is done.",
)
AFRICA = f"Ann: {' '.join(THREE)}\n"


def marked(quote: Quote) -> str | None:
    return quote.passage.text[slice(*quote.decisive)] if quote.decisive else None


def said(quotes: tuple[Quote, ...]) -> list[tuple[str | None, str]]:
    return [(quote.passage.speaker.name if quote.passage.speaker else None, quote.text) for quote in quotes]
