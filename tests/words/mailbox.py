"""Letters without a name: what their pages say, and what makes it true."""

from tests.words.page import Page

PAGES = (
    Page(
        "letterbox/errors.py",
        made_true_by="src/bothways/letterbox/actions/posting.py::post_letter",
        said={
            "then": (
                (
                    "The stamp on this letter does not hold, or the letter was altered on its "
                    "way. It was not taken. Nothing of it was kept."
                ),
                (
                    "The stamp on this letter was used for another one before. It was not "
                    "taken. Send it again: your device puts another stamp on it."
                ),
                (
                    "The stamp on this letter is of a month that is over. It was not taken. "
                    "Send it again: your device draws new stamps."
                ),
            ),
        },
    ),
    Page(
        "mailbox/errors.py",
        made_true_by="src/bothways/mailbox/actions/keys.py",
        said={
            "then": (
                (
                    "This person has the desk's key. They end their reading themselves, or "
                    "another reader who has it does."
                ),
                "Somebody who reads here has the desk's key. They can let you in.",
                (
                    "Nobody else has this desk's key. Without it nobody opens the letters so "
                    "far, ever. Let a second reader in first, or say that you know this."
                ),
                "There are no stamps of this month yet. Try again in some minutes.",
                (
                    "You have drawn all your stamps of this month. New ones come on the first "
                    "of the next. Until then you can write by name, or on paper."
                ),
                "This is not how stamps are asked for. Reload the page and try again.",
                "Only a reader of this desk who has made a key can do this.",
                "What your browser sent is no key as a desk needs it. Reload the page.",
                "The desk's key or its readers changed in the meantime. Reload the page.",
            ),
        },
    ),
    Page(
        "mailbox/files.py",
        made_true_by="src/bothways/letterbox/actions/pieces.py::post_piece",
        said={
            "then": (
                "“{name}” is no picture (JPEG, PNG, WebP) and no PDF, whatever its name says.",
                (
                    "“{name}” could not be read, so it could not be cleaned. Take a picture "
                    "of it instead."
                ),
                "With “{name}” it would be more than 20 MB. Send it in another letter.",
                (
                    "These files take {n} stamps, and this page has {have} left. Keep your words "
                    "elsewhere, load this page again, and send then: it draws more."
                ),
                "A letter takes {most} files. “{name}” was not added.",
                "Place, time, device and everything else beside the picture are gone.",
                (
                    "Author, dates, scripts and everything else beside the pages are gone. What "
                    "lies under a black bar or outside the cut is still in it: send a picture "
                    "of the page instead."
                ),
                (
                    "These files take {n} of your stamps, and {have} are here. Send fewer, or "
                    "send them in some days: more are drawn by themselves."
                ),
                (
                    "The files of this letter are on this device no more, so it was not sent. "
                    "Write it again."
                ),
                (
                    "This PDF is locked, so it can’t be cleaned. It may hold your name. Leave"
                    " it out, or take pictures of its pages."
                ),
                (
                    "This PDF is made in a way that we can’t clean. It may hold your name. "
                    "Leave it out, print it to a new PDF, or take pictures of its pages."
                ),
                "It goes as it is, with whatever it holds of you.",
                "Decide first what becomes of the file that could not be cleaned.",
                "Your files go first, in sealed pieces.",
                "files: {n}",
                "Picture {n}",
                "PDF {n}",
                "Fetching sealed piece {n} of {of}.",
                (
                    "A piece of this file is missing, or was altered on the server. Files go "
                    "after 100 days and are in no backup. If it is newer, ask the author for "
                    "it again."
                ),
                "It was checked and cleaned on this device once more.",
                (
                    "It could not be cleaned here, so it may hold anything: scripts, or who "
                    "made it. Save it only if you know how to open it where it does no harm."
                ),
                "This is not what the letter says it is. Do not open it as if it were.",
            ),
        },
    ),
    Page(
        "mailbox/templates/mailbox/_files.html",
        made_true_by="src/bothways/letterbox/actions/pieces.py::post_piece",
        said={
            "then": (
                (
                    "Up to three, 20 MB in all; each 5 MB take one of your stamps. Names of "
                    "files are not sent. What is to be seen stays: faces, screens, handwriting, "
                    "and traces by which a camera or a printer can be told."
                ),
                (
                    "This device is not yours alone, so files are not kept here: leave this "
                    "page open until the letter is in the box."
                ),
                "Pictures or a PDF, if you like",
            ),
        },
    ),
    Page(
        "mailbox/telling.py",
        made_true_by="src/bothways/mailbox/telling.py::names_here",
        said={
            "then": (
                "A name stands in it: {found}. Whoever is named may guess who writes.",
                "This may be true of you alone: {found}.",
                (
                    "An address or a number stands in it: {found}. It leads to somebody, "
                    "maybe to you."
                ),
                ("A link or the place of a file stands in it: {found}. It may hold who opened it."),
                "Your way of writing can tell, too: {found}. Short plain sentences tell less.",
                (
                    "Your way of writing can tell, too, in a text as long as this. Short "
                    "plain ones less."
                ),
            ),
        },
    ),
    Page(
        "mailbox/templates/mailbox/_tells.html",
        made_true_by="src/bothways/mailbox/telling.py::names_here",
        said={
            "then": (
                "This could tell who you are",
                (
                    "It was found here, on your device, and went nowhere. Change it, or "
                    "press again to send it as it is."
                ),
            ),
        },
    ),
    Page(
        "mailbox/templates/mailbox/_how.html",
        made_true_by="src/bothways/letterbox/actions/posting.py::post_letter",
        said={
            "always": (
                (
                    "Your letter is sealed in this browser. Only the readers of the desk and "
                    "your code open it."
                ),
                (
                    "It is paid for with a stamp that carries no name. Everybody here can draw "
                    "some each month."
                ),
                (
                    "The keys that seal and stamp letters stand on the record. A device that saw "
                    "the record before takes no others. Ask a colleague now and then whether "
                    "their page shows the same signs."
                ),
                (
                    "Whoever watches the server at this very moment can see that this device "
                    "sends something."
                ),
            ),
        },
    ),
    Page(
        "mailbox/templates/mailbox/_templates.html",
        made_true_by="src/bothways/voices/actions/boarding.py::take_from_board",
        said={
            "then": (
                (
                    "In the sealed packet of its hour they lie for 400 days: whoever runs the "
                    "server can open it. If everyone was asked secretly about it, that round’s "
                    "rules keep the title."
                ),
            ),
        },
    ),
    Page(
        "mailbox/templates/mailbox/_reader.html",
        made_true_by="src/bothways/mailbox/actions/admissions.py::share_epochs",
        said={
            "always": (
                (
                    "You read at this desk. Letters are sealed to its readers, so each of you "
                    "needs a key. It is made here and stands on paper: sixteen words."
                ),
                (
                    "Make a new key. Then another reader has to let you in, and the desk’s key "
                    "should change, since somebody may find your paper."
                ),
            ),
            "then": (
                (
                    "Nobody who reads here now can open the letters so far, and nobody can "
                    "get them back. The desk can begin again with a new key."
                ),
                "Nobody has the desk’s key",
                (
                    "Your key is made. Ask another reader of this desk to open this page. "
                    "Each of you reads your own signs to the other, by voice or face to face."
                ),
                (
                    "Nobody else has this desk’s key. If you make a new one, nobody opens "
                    "the letters so far, ever, and the desk begins again."
                ),
                "They made a key and can’t read yet",
            ),
        },
    ),
    Page(
        "mailbox/templates/mailbox/desk.html",
        made_true_by="src/bothways/mailbox/queries.py::needs_new_epoch",
        said={
            "then": (
                "I know that nobody else has the key, and the letters so far will be lost",
                (
                    "This desk takes no letters now: nobody who reads here has its key. A "
                    "reader can begin again."
                ),
                "This desk takes no letters yet: a reader has to make its key.",
                (
                    "Whoever is named here finds it under “This week” and makes a key, alone and "
                    "in their own browser. Until then the desk takes no letters."
                ),
                (
                    "Somebody who reads here no more may still know the desk’s key. It changes "
                    "as soon as a reader opens this page with their code."
                ),
                "has made a key",
                "has no key yet",
            ),
        },
    ),
    Page(
        "mailbox/templates/mailbox/desks.html",
        made_true_by="src/bothways/mailbox/queries.py::last_epoch",
        said={
            "always": ("Letters without a name",),
        },
    ),
    Page(
        "mailbox/templates/mailbox/mailbox.html",
        made_true_by="src/bothways/mailbox/slot.py::letters",
        said={
            "always": (
                (
                    "This device is shared, so stamps are drawn when you send. What is stored "
                    "says that you drew some this month, and no day. On a device of your own that "
                    "happens by itself, whether you write or not."
                ),
                (
                    "A letter without a name is sealed in your browser, which needs JavaScript."
                    " It is off here, so nothing on this page would keep you unknown. Write by "
                    "name to a reader of the desk, or on paper without your name."
                ),
                (
                    "Lost words can’t be got back by anybody: not by us, not by the firm. Then "
                    "nobody can read the answers."
                ),
            ),
            "then": (
                "No desk can take letters yet: a reader has to make its key first.",
                "Nothing is lost: it lies sealed on this device.",
                (
                    "Close this page when you are done. Your letters and answers are not kept on "
                    "this device."
                ),
            ),
        },
    ),
    Page(
        "mailbox/templates/mailbox/_start.html",
        made_true_by="src/bothways/mailbox/actions/board.py::hear_board",
        said={
            "always": ("Only the readers who are named there can open it.",),
            "then": (
                "No desk takes letters yet. Open one, name two readers, and let each of them make "
                "a key.",
            ),
        },
    ),
    Page(
        "mailbox/templates/mailbox/_code.html",
        made_true_by="frontend/src/mailbox/page.ts",
        said={
            "always": (
                (
                    "The picture is the address of your mailbox. A camera may keep it among its "
                    "photos, and the browser that opens it may keep it in its history. The words "
                    "on paper leave no trace."
                ),
            ),
        },
    ),
    Page(
        "mailbox/templates/mailbox/_write.html",
        made_true_by="src/bothways/mailbox/actions/stamps.py::draw_book",
        said={
            "always": (
                (
                    "Everybody here reads this, by itself, from the next fixed hour on. Who wrote "
                    "it stands nowhere."
                ),
                (
                    "This device is not marked as yours alone, so sending draws stamps in your "
                    "name. That you drew some this month is kept: not when, and not for what. On a "
                    "device of your own they are drawn ahead, whether you write or not."
                ),
                (
                    "Words can tell who you are: a thing that only you know, your style, names."
                    " No seal hides that."
                ),
            ),
            "then": ("Somebody who reads here no more may still know its key.",),
        },
    ),
    Page(
        "mailbox/weekly.py",
        made_true_by="src/bothways/mailbox/weekly.py::letters_came_out",
        said={
            "then": (
                "Letters without a name came out, and answers to them.",
                "You were named to read letters without a name. Make your key at the desk:",
            )
        },
    ),
    Page(
        "surveys/templates/surveys/cannot_answer.html",
        made_true_by="src/bothways/mailbox/views.py::mailbox",
        said={"always": ("You can write without a name at any time.",)},
    ),
    Page(
        "members/templates/members/me.html",
        made_true_by="src/bothways/mailbox/views.py::mailbox",
        said={"always": ("Write without a name",)},
    ),
    Page(
        "mailbox/words.py",
        made_true_by="src/bothways/pure/mailbox/letters.py",
        said={
            "then": (
                (
                    "Your letter is in the box. It comes out, with all others, once the "
                    "round has closed."
                ),
                (
                    "Your letter is sealed and leaves in a while that is left to chance. It is "
                    "not kept on this device: leave this page open until it is in the box."
                ),
                (
                    "This desk lost its key and began again with a new one. It can't read "
                    "what came before, and nothing proves that its readers are the same. The "
                    "record says who began."
                ),
                (
                    "Letters that do not open with your keys: {n}. They were sealed to an "
                    "earlier key of the desk that you were not given, or were altered on the "
                    "server."
                ),
                (
                    "Nobody else has this desk’s key. Say first that you know that letters "
                    "will be lost."
                ),
                "Your keys are made of the code. This takes some seconds on a phone.",
                (
                    "The server shows a key of this desk that the readers before did not sign. "
                    "Do not write. Tell your employee representative."
                ),
                (
                    "This device has not seen the record before, so it can't tell whether the "
                    "keys are everybody's. Before you send, compare these signs of {month} with a "
                    "colleague's page: {mark}"
                ),
                (
                    "This browser is too old to seal. Nothing was sent. Update it, or use "
                    "another: Chrome, Edge or Firefox of 2025 or later, Safari 17 or later."
                ),
                (
                    "This page was not sent over HTTPS, so your browser can't seal here. "
                    "Nothing was sent. Tell whoever runs the server: Bothways needs HTTPS."
                ),
                (
                    "The keys that the server shows are not on the record for everybody, or their "
                    "proof does not hold. Write nothing here. Show this to your employee "
                    "representative."
                ),
                "Your letter is in the box. It comes out {when}, with all others.",
                (
                    "This page names somebody to ask whom the server does not name to everybody. "
                    "Reload the page. If it stays so, do not write, and tell your employee "
                    "representative."
                ),
                (
                    "The stamps that the server gave do not hold, so none is used. Try again. If "
                    "it happens twice, tell your employee representative."
                ),
                (
                    "Your letter is sealed and waits on this device. It leaves in a while that is "
                    "left to chance: from this page, or from the next one of Bothways that is "
                    "opened here."
                ),
                "This desk has no key yet, so nothing can be sealed to it.",
                (
                    "Nobody has this desk’s key now, so nobody could open your letter. Nothing "
                    "was sent. Keep your words, and write to another desk."
                ),
                (
                    "This desk lost its key and began again with a new one. Nothing proves that "
                    "its readers are the same. The record says who began. Press again to send it "
                    "all the same."
                ),
                (
                    "A letter that was sealed on this device was not taken, and is gone. Write it "
                    "again."
                ),
                "This code is not the one your key was made of.",
                "The desk has a new key. Letters from now on are sealed to it.",
                "Your answer is in the box. It comes out {when}.",
            ),
        },
    ),
    Page(
        "operations/doctor/network.py",
        made_true_by="src/bothways/operations/doctor/network.py::letters",
        said={
            "then": (
                "The slot for letters at %(address)s could not be asked (%(why)s).",
                "Let the proxy take bodies of 256 kB under /box/ (deploy/).",
                "A long letter does not reach the slot: %(address)s answers with %(status)d.",
            ),
        },
    ),
    Page(
        "operations/erasing_words.py",
        made_true_by="src/bothways/mailbox/actions/stamps.py::draw_book",
        said={
            "always": ("months in which they could draw stamps",),
        },
    ),
    Page(
        "operations/errors.py",
        made_true_by="src/bothways/operations/actions/moving.py::move",
        said={
            "then": (
                (
                    "Nothing was moved: sealed letters wait to come out at the next fixed hour,"
                    " and they are never copied. Let the worker run past that hour, stop it, "
                    "and move then."
                ),
            ),
        },
    ),
    Page(
        "operations/words.py",
        made_true_by="src/bothways/mailbox/jobs.py",
        said={
            "always": (
                "Lets sealed letters come out at the fixed hours",
                "Makes and ends the key of each month's stamps",
                "Deletes sealed letters after 400 days, attachments after 100",
            ),
        },
    ),
    Page(
        "trust/record_words.py",
        made_true_by="src/bothways/mailbox/actions/keys.py",
        said={
            "then": (
                ("began the desk “{name}” again with key {number}: nobody had the key before"),
                "made a key to read at “{name}”: {fingerprint}",
                "made key {number} of the desk “{name}”",
                "began the stamps of {month}, with the key {key}",
            ),
        },
    ),
)
