"""The way back to an author without a name: into the box that only they can open."""

from bothways.mailbox.board import answer_from_board
from bothways.voices.models import Voice


def post_to_author(voice: Voice, words: str) -> None:
    """Have an answer come out at the next fixed hour; each has its own number in the thread."""
    answer_from_board(
        thread=voice.thread,
        seal=voice.seal,
        replies=voice.replies,
        text=words,
        number=voice.n_posted,
    )
    Voice.objects.filter(pk=voice.pk).update(n_posted=voice.n_posted + 1)
    voice.refresh_from_db(fields=["n_posted"])
