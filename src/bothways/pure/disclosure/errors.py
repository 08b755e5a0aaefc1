"""What this room refuses."""


class DisclosureError(ValueError):
    """Something here would say more than may be said, or makes no sense as a count."""


class ForgedReleaseError(TypeError):
    """Somebody outside this room tried to make a release."""


class UnreadableReleaseError(DisclosureError):
    """A text that is no release, or one that breaks the rules of its format."""
