"""What can be wrong with a guide's file."""


class FaultyGuideError(ValueError):
    """The lines at the top of a guide's file are not whole; says which."""
