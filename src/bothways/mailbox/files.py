"""The sentences about attachments that the mailbox's script says, by code."""

from django.utils.translation import gettext_lazy as _

SENDING_WORDS = [
    (
        "file_kind",
        _("“{name}” is no picture (JPEG, PNG, WebP) and no PDF, whatever its name says."),
    ),
    (
        "file_broken",
        _("“{name}” could not be read, so it could not be cleaned. Take a picture of it instead."),
    ),
    ("file_large", _("With “{name}” it would be more than 20 MB. Send it in another letter.")),
    ("file_many", _("A letter takes {most} files. “{name}” was not added.")),
    ("file_clean", _("Place, time, device and everything else beside the picture are gone.")),
    (
        "file_clean_pdf",
        _(
            "Author, dates, scripts and everything else beside the pages are gone. What lies "
            "under a black bar or outside the cut is still in it: send a picture of the page "
            "instead."
        ),
    ),
    (
        "file_locked",
        _(
            "This PDF is locked, so it can’t be cleaned. It may hold your name. Leave it out, "
            "or take pictures of its pages."
        ),
    ),
    (
        "file_unclean",
        _(
            "This PDF is made in a way that we can’t clean. It may hold your name. Leave it "
            "out, print it to a new PDF, or take pictures of its pages."
        ),
    ),
    ("file_as_it_is", _("It goes as it is, with whatever it holds of you.")),
    ("file_undecided", _("Decide first what becomes of the file that could not be cleaned.")),
    ("files_first", _("Your files go first, in sealed pieces.")),
    ("file_on_its_way", _("Piece {n} of {of}")),
    (
        "file_stamps",
        _(
            "These files take {n} of your stamps, and {have} are here. Send fewer, or send "
            "them in some days: more are drawn by themselves."
        ),
    ),
    (
        "file_stamps_here",
        _(
            "These files take {n} stamps, and this page has {have} left. Keep your words "
            "elsewhere, load this page again, and send then: it draws more."
        ),
    ),
    (
        "file_gone",
        _(
            "The files of this letter are on this device no more, so it was not sent. Write "
            "it again."
        ),
    ),
    ("file_with", _("files: {n}")),
]
READING_WORDS = [
    ("file_picture", _("Picture {n}")),
    ("file_pdf", _("PDF {n}")),
    ("file_fetching", _("Fetching sealed piece {n} of {of}.")),
    (
        "file_missing",
        _(
            "A piece of this file is missing, or was altered on the server. Files go after 100 "
            "days and are in no backup. If it is newer, ask the author for it again."
        ),
    ),
    ("file_checked", _("It was checked and cleaned on this device once more.")),
    (
        "file_unsafe",
        _(
            "It could not be cleaned here, so it may hold anything: scripts, or who made it. "
            "Save it only if you know how to open it where it does no harm."
        ),
    ),
    (
        "file_lies",
        _("This is not what the letter says it is. Do not open it as if it were."),
    ),
]
