"""What the launcher says when it cannot go on."""


class Problem(Exception):
    """Says what happened and, in `cure`, what to do about it. Shown without a traceback."""

    def __init__(self, happened: str, cure: str) -> None:
        super().__init__(f"{happened}\n{cure}")
        self.happened = happened
        self.cure = cure
