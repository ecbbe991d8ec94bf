"""Words that stand in one transcript only, by which it is known whatever became of it on the way to a person."""

from dataclasses import dataclass

COMMON = "licence of models"  # what every transcript speaks of, so that every search could find all of them


@dataclass(frozen=True, slots=True)
class Marked:
    """A transcript whose title, address, speakers and words are nobody else's."""

    home: str  # the letter of its server, or that of the library for all
    number: int

    @property
    def mark(self) -> str:
        return f"zq{self.home}{self.number:02}q"

    @property
    def file(self) -> str:
        return f"{self.mark}file.txt"

    @property
    def source(self) -> str:
        return f"{self.mark}file"

    @property
    def title(self) -> str:
        return f"Evening {self.mark}title"

    @property
    def speakers(self) -> tuple[str, str]:
        return f"Ann {self.mark}name", f"Bob {self.mark}eman"

    @property
    def words(self) -> str:
        return f"Every licence of models is a {self.mark}word on trust that should never be broken by anybody."

    @property
    def text(self) -> str:
        ann, bob = (name.split()[1] for name in self.speakers)
        return (
            f"---\ntitle: {self.title}\nurl: https://example.org/{self.mark}link\nparticipants:\n"
            f"  {ann}: {{name: {self.speakers[0]}}}\n  {bob}: {{name: {self.speakers[1]}}}\n---\n"
            f"[[{ann} 00:10]] {self.words}\n"
            f"[[{bob} 00:20]] I would not sign a licence of models without {self.mark}clause and a good lawyer.\n"
            f"[[{ann} 00:30]] What is a licence of models but a {self.mark}promise to everyone who builds?\n"
        )

    @property
    def marks(self) -> tuple[str, ...]:
        """All that may give it away, in lower case."""
        kinds = ("file", "title", "name", "eman", "word", "link", "clause", "promise")
        return tuple(self.mark + kind for kind in kinds)


def seen(said: str, typed: str, hidden: list[Marked]) -> list[str]:
    """The marks of what is hidden that somebody was shown and has not typed themselves."""
    low, own = said.lower(), typed.lower()
    return [mark for one in hidden for mark in one.marks if mark in low and mark not in own]
