"""All writes of ideas and questions. What was said is appended to, never overwritten."""

from bothways.voices.actions.saying import say

__all__ = ["say"]
