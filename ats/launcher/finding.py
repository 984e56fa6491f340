"""What a check of `quality` comes to."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """`words` say what is wrong, or, where all is good, a remark worth a line in the table."""

    good: bool
    words: str = ""

    @classmethod
    def of(cls, complaints: list[str]) -> "Finding":
        """Good when there is nothing to complain about."""
        return cls(not complaints, "\n".join(complaints))
