"""What programs ask, and the page on which an owner makes tokens for them."""

from bothways.api.views.calls import calls, nothing_here, openapi
from bothways.api.views.tokens import revoke, tokens

__all__ = ["calls", "nothing_here", "openapi", "revoke", "tokens"]
