"""Addresses of the built static files: their hashed names are put together once per process, not for every icon of a page."""

from functools import cached_property

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFiles(CompressedManifestStaticFilesStorage):
    """Whitenoise's storage. What it says of a name follows from the manifest, which a process reads when it starts."""

    @cached_property
    def _known(self) -> dict[tuple[str, bool], str]:
        return {}

    def url(self, name: str, force: bool = False) -> str:
        """The address of the file `name`. Raises ValueError where the manifest has none of that name."""
        if (name, force) not in self._known:
            self._known[name, force] = super().url(name, force)
        return self._known[name, force]
