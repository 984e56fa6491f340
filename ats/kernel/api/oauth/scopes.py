"""Which scopes a client may ask for: its own; where it has none of its own, all that there are."""

from typing import Any

from oauth2_provider.scopes import BaseScopes

from ats.kernel.api import scopes
from ats.kernel.api.models import ApiKey


class KeyScopes(BaseScopes):
    def get_all_scopes(self) -> dict[str, str]:
        return {scope: scope for scope in sorted(scopes.known())}

    def get_available_scopes(self, application: ApiKey, *args: Any, **kwargs: Any) -> list[str]:
        return list(application.scopes or self.get_all_scopes())

    def get_default_scopes(self, application: ApiKey, *args: Any, **kwargs: Any) -> list[str]:
        """Of a token whose request names none: all of the client's, so none named where the client is not confined."""
        return list(application.scopes)
