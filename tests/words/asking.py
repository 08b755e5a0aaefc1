"""Preparing, announcing and answering a round: what is said about it there."""

from tests.words.page import Page

PAGES = (
    Page(
        "ballotbox/errors.py",
        made_true_by="src/bothways/ballotbox/errors.py::BoxRefusal",
        said={
            "then": (
                (
                    "The box could not take your answers, and nothing of them was kept. Please "
                    "send them again later."
                ),
                "This is not a ballot. Reload the page and send your answers again.",
                (
                    "This ballot is not in the form that the box takes. Reload the page and "
                    "send your answers again."
                ),
                (
                    "A cookie came along with this ballot. The box wants no name, so it took "
                    "nothing. Reload the page and send your answers again."
                ),
                (
                    "The stamp on this envelope is not of this round and group, or the envelope"
                    " was altered on its way. It was not taken."
                ),
                (
                    "This group's box already holds as many ballots as it has people. It was "
                    "not taken. Tell your employee representative: this should not be possible."
                ),
                "There is no box for this round here.",
                "The box only takes ballots; there is nothing to see in it.",
                "The box holds a newer ballot from this envelope. The newer one counts.",
                "This is longer than any ballot. It was not read.",
                (
                    "The server's disk is full, so your answers could not be kept. Nothing that"
                    " was in the box is lost. Please send them again later."
                ),
                "Too many ballots arrive at this moment. Please send yours again.",
                "This round is still open. Its ballots are not read before it closes.",
                "This round's box is in use or was used. Its keys stay as they are.",
            ),
        },
    ),
    Page(
        "demo/templates/demo/doors.html",
        made_true_by="tests/demo/test_views.py",
        said={
            "demo": (
                (
                    "The box of “%(title)s” closes on %(day)s. You need not wait: the others "
                    "answer now, and the box is counted as on that day. Answer first, if you "
                    "want to be in it."
                ),
                (
                    "No box is open, and the last one is counted. See the trust page, or "
                    "prepare a round as the people lead."
                ),
            ),
        },
    ),
    Page(
        "surveys/conditions.py",
        made_true_by="src/bothways/surveys/conditions.py",
        said={
            "then": (
                "'%(title)s' is still open. Wait until it is counted.",
                "The box would be open for over %(days)d days. Choose an earlier day for closing.",
                "The box would open in over %(days)d days. Announce it later.",
                (
                    "There is %(n)d person here, and we show nothing below %(k)d. We can't keep"
                    " you anonymous, so we do not ask. Talk it over together instead."
                ),
            ),
        },
    ),
    Page(
        "surveys/errors.py",
        made_true_by="src/bothways/surveys/errors.py",
        said={
            "then": (
                (
                    "'%(title)s' was announced with this smallest group, so it stays as it is "
                    "until that round is counted. That it was tried is on the record, where "
                    "everyone sees it."
                ),
                (
                    "Your envelope for this round is on another device. Answer there. Nobody "
                    "can hand out a second one, because then one person could answer twice."
                ),
                (
                    "The box of this round can't be found on the server, so no envelope can be "
                    "stamped. Tell whoever runs the server. If it does not come back within an "
                    "hour, the round is void and can be asked again."
                ),
                "The box is closed. Nothing more can go in. The next round asks you again.",
            ),
        },
    ),
    Page(
        "surveys/explain.py",
        made_true_by="tests/surveys/test_explain.py",
        said={
            "always": (
                "Sealed first.",
                "Your answers leave this device without your name, your account or the time.",
                "Counted, then destroyed.",
                "Only totals of %(k)d people or more are shown. No one can ask for yours later.",
                (
                    "Whoever watches the network, or the server live, can see when your device "
                    "sends something. Unless others of your group answer in the same minutes, "
                    "that tells which ballot is yours."
                ),
                "A work computer can be watched. Use your own phone if you can.",
                (
                    "A copy of the whole machine, taken while the box is open, keeps the sealed"
                    " ballots."
                ),
            ),
            "one_key": (
                "Opened once, with the company's key.",
                "There is no second key here, so the company alone could open the box.",
                (
                    "There is one key, and the company holds it. Whoever runs the server could "
                    "read ballots as they come in, or add some. They would not see a name on "
                    "any of them."
                ),
            ),
            "two_keys": (
                "Opened once, with two keys.",
                (
                    "There are two keys. If the company and the employee representative put "
                    "them together, they could read ballots as they come in, or add some. They "
                    "would not see a name on any of them."
                ),
            ),
            "same_host": (
                "Opened once, with two keys on one side.",
                "The second key lies with the company, so the company alone could open the box.",
                (
                    "Both keys lie with the company. Whoever has them there could read ballots "
                    "as they come in, or add some. They would not see a name on any of them."
                ),
            ),
        },
    ),
    Page(
        "surveys/models.py",
        made_true_by="src/bothways/surveys/models.py::Round",
        said={
            "always": (
                "closed, being counted",
                "counted",
                "void: its box can't be opened",
                "the box opens",
                "the box closes",
            ),
        },
    ),
    Page(
        "surveys/notices.py",
        made_true_by="src/bothways/surveys/notices.py",
        said={
            "then": (
                (
                    "“%(title)s” keeps the people and groups that were fixed with its rules. "
                    "Whoever comes now is asked in the next round. Whoever leaves is signed out"
                    " and gets no envelope any more."
                ),
            ),
        },
    ),
    Page(
        "surveys/templates/surveys/_announce.html",
        made_true_by="src/bothways/surveys/actions/announcing.py::announce_round",
        said={
            "always": (
                (
                    "This fixes the questions, the days, the list of people and the groups for "
                    "good. From then on nobody can change them, and every attempt is on the "
                    "record. Everyone who is asked gets a mail when the box opens."
                ),
            ),
        },
    ),
    Page(
        "surveys/templates/surveys/_before.html",
        made_true_by="tests/journeys/test_answering.py",
        said={
            "always": (
                (
                    "Sealing needs JavaScript, because your answers must be locked on your own "
                    "device. Turn it on for this page, or use another device."
                ),
                (
                    "Then you can answer again until the box closes, and you stay signed in. On"
                    " a shared device nothing is kept."
                ),
                "Or leave it. What is kept is who was handed an envelope, never who put one in.",
                "Take your envelope to another device",
            ),
            "kiosk": (
                (
                    "This is a shared device. Answer in one sitting: your envelope is fetched, "
                    "sealed and put in the box at the end, and nothing of it stays here. You "
                    "can't change it afterwards."
                ),
            ),
        },
    ),
    Page(
        "surveys/templates/surveys/_envelope_art.html",
        made_true_by="src/bothways/surveys/second_key.py::state_of",
        said={
            "always": ("A sealed envelope",),
            "one_key": (
                (
                    "An envelope closed by one seal, the company's. The place of the second "
                    "seal is empty."
                ),
            ),
            "two_keys": (
                "An envelope closed by two seals, the company's and the representative's.",
            ),
            "same_host": ("An envelope closed by two seals, both the company's.",),
        },
    ),
    Page(
        "surveys/templates/surveys/_look.html",
        made_true_by="src/bothways/surveys/actions/announcing.py::announce_round",
        said={
            "always": (
                "Then seal them. After that nobody can look at them here, not even you.",
                "Seal and put in the box",
            ),
        },
    ),
    Page(
        "surveys/templates/surveys/_refused.html",
        made_true_by="frontend/src/page.ts",
        said={
            "then": (
                "This page can't seal here",
                "This browser is too old to seal",
                (
                    "If you have sealed your answers, they are still on this device, sealed. "
                    "They go into the box as soon as you are back online, as long as it is "
                    "open."
                ),
                (
                    "Your envelope can't be fetched without one. You have not begun to answer, "
                    "so nothing is lost. Once you have begun, you can go on and seal without a "
                    "connection."
                ),
                "The stamp does not hold",
                (
                    "The server's stamp on your envelope is not the one that everybody gets. "
                    "Nothing was sent. Don't answer, and tell your employee representative."
                ),
                "The second key is another one",
                (
                    "It is not the one that this device knew from the last round. Nothing was "
                    "sent. If there is a new employee representative, that is why, and it is on"
                    " the record: look there who holds the key since when, and ask that person."
                    " If nobody has changed, don't answer, and tell them."
                ),
                "The second key is gone",
                (
                    "The last round that this device knew was opened with two keys. This one is"
                    " opened with the company's alone, so the company alone could open the box."
                    " Nothing was sent. Ask your employee representative whether that is so."
                ),
                (
                    "What it held before is missing or was changed, or it is not signed as it "
                    "was. Nothing was sent. Don't answer. If a backup was put back, that is "
                    "why, and it is on the record. If not, tell your employee representative: "
                    "the head of the ledger in an older mail shows what was rewritten."
                ),
                "The receipt does not hold",
                (
                    "The box answered, but did not sign for your envelope. It may not be in. "
                    "Open this page again later; if it stays so, tell your employee "
                    "representative."
                ),
                "Your envelope is on another device",
                (
                    "Or it was used on a shared one, or this browser has forgotten it. Answer "
                    "where you began, or take it over from there. Nobody can hand out a second "
                    "one, because then one person could answer twice."
                ),
                (
                    "If that device is lost or its browser was cleared, nobody can give you "
                    "this envelope back. What you had put in the box stays in and counts. The "
                    "next round asks you again."
                ),
                "The box is closed",
                "Your envelope came too late and was not taken. The next round asks you again.",
                "The box holds a newer answer of yours",
                (
                    "You sealed it on another device, or the clock of this one is behind. This "
                    "one was not taken, and the newer one counts. If what you have just said is"
                    " your last word, answer again: then it counts."
                ),
                "The box did not take it",
                (
                    "Its disk is full. Your envelope is still on this device, sealed, and is "
                    "sent again by itself. Tell whoever runs the server."
                ),
                (
                    "If you have sealed your answers, they are still on this device. Try again,"
                    " or open this page later."
                ),
            ),
        },
    ),
    Page(
        "surveys/templates/surveys/_rules.html",
        made_true_by="src/bothways/surveys/second_key.py::state_of",
        said={
            "always": (
                "Fixed on %(day)s. Nobody can change them.",
                "Nothing is shown from fewer than %(smallest)s answers.",
                (
                    "Even %(c)s colleagues who put their own answers together can't work out "
                    "anybody else's."
                ),
                (
                    "Fixed with the rules, so that nobody can be added later. Somebody you "
                    "don't know? Ask."
                ),
            ),
            "one_key": ("One key, and the company holds it. There is no second one.",),
            "two_keys": (
                "Two keys: the company holds one, %(name)s the other. Neither opens the box alone.",
            ),
            "same_host": (
                (
                    "A second key in the name of %(name)s, which lies with the company. It "
                    "counts as none."
                ),
            ),
        },
    ),
    Page(
        "surveys/templates/surveys/_sealed.html",
        made_true_by="frontend/src/envelope.ts",
        said={
            "with_second": (
                "Sealed, with one stamp of two",
                (
                    "Your answers are locked in their envelope. The stamp of the second key is "
                    "still missing on it. The employee representative gives it, one to each "
                    "person who asks, without seeing the envelope."
                ),
                (
                    "This device is not yours alone and can't wait with you, so it keeps the "
                    "locked envelope under no name. When the stamp is there, the envelope goes "
                    "into the box as soon as somebody signs in on this device, before the box "
                    "closes. You can go."
                ),
                (
                    "The box closes on %(day)s, %(hour)s. If the stamp takes longer than a day,"
                    " tell your employee representative."
                ),
            ),
            "then": (
                "Sealing your answers",
                (
                    "There is nothing to do. You can close this page: it goes on by itself when"
                    " you come back to Bothways on this device, before the box closes."
                ),
                "Sealed and in the box",
                "Thank you. The box knows that an envelope came, and not from whom.",
                (
                    "Then the box is opened and counted. Everyone sees the same result at the "
                    "same time."
                ),
                "Your receipt",
                (
                    "The box signed for it. It proves that an envelope went in, not what is "
                    "inside. Keep it to yourself."
                ),
                "Keep your receipt",
                (
                    "When the box is counted, you can look with it whether your answer is among"
                    " those that were."
                ),
                (
                    "Your receipt as a code to photograph. For another way, save it as a file "
                    "or copy the link below."
                ),
                (
                    "Receipt for ‘%(title)s’. Whoever sees it learns that you answered, not "
                    "what. While the box is open it also leads to your sealed envelope among "
                    "the others, so show it to nobody before the result is out."
                ),
            ),
            "delay": (
                "Sealed, and waiting a while",
                (
                    "Your envelope leaves this device after a random while, so that the time "
                    "tells less about you. You can leave this page open and do something else."
                ),
                (
                    "You got your envelope only just now, so it waits longer than usual: the "
                    "time between must tell nobody anything. If you sign in on a device of your"
                    " own as soon as a round is announced, you have it beforehand."
                ),
            ),
        },
    ),
    Page(
        "surveys/templates/surveys/_void.html",
        made_true_by="src/bothways/results/lost.py::void_lost_rounds",
        said={
            "void": (
                (
                    "Since %(day)s this round is void. Its box was not counted, and Bothways "
                    "has no key to it any more. There is no result, for anyone."
                ),
            ),
        },
    ),
    Page(
        "surveys/templates/surveys/cannot_answer.html",
        made_true_by="src/bothways/surveys/views.py::answer",
        said={
            "then": (
                (
                    "The list of this round was fixed before you came, so that nobody can be "
                    "added later. You are in the next one."
                ),
                "The box is not open yet",
                "It opens on %(day)s at %(hour)s. Your envelope waits for you until then.",
                (
                    "Nothing more can go in, so that nobody can wait for the others. What came "
                    "of it stands on the trust page."
                ),
            ),
            "void": (
                (
                    "Its box was not counted, and will not be. If you have answered, that is "
                    "counted nowhere. The next round asks you again."
                ),
            ),
        },
    ),
    Page(
        "surveys/templates/surveys/compose.html",
        made_true_by="src/bothways/surveys/actions/announcing.py::announce_round",
        said={
            "always": (
                (
                    "Announce it some days before the box opens: who signs in before that has "
                    "the envelope already, and nothing tells when it was taken."
                ),
            ),
        },
    ),
    Page(
        "surveys/templates/surveys/move.html",
        made_true_by="frontend/src/move.ts",
        said={
            "then": (
                (
                    "Your envelope lies in this browser alone, and taking it out needs "
                    "JavaScript. Turn it on for this page."
                ),
                (
                    "The code is your envelope. Whoever photographs it, or gets the link, can "
                    "change your answer until the box closes. Look around first."
                ),
                "Afterwards you can answer on both. What you sealed last counts, and only that.",
                "Your envelope as a code to photograph. For another way, copy the link below.",
                "There is no envelope of yours in this browser",
                (
                    "If that device is lost or its browser was cleared, nobody can give you "
                    "your envelope back: it was nowhere else, and a second one would let one "
                    "person answer twice. What you had put in the box stays in and counts. The "
                    "next round asks you again."
                ),
            ),
        },
    ),
    Page(
        "surveys/templates/surveys/round.html",
        made_true_by="src/bothways/surveys/actions/announcing.py::announce_round",
        said={
            "always": (
                "The box is open from %(opens)s, %(at)s, until %(closes)s, %(until)s.",
                "The box was open from %(opens)s, %(at)s, until %(closes)s, %(until)s.",
            ),
        },
    ),
    Page(
        "surveys/templates/surveys/take.html",
        made_true_by="frontend/src/move.ts",
        said={
            "then": (
                "Take your envelope over",
                "An envelope can be taken over with JavaScript only. Turn it on for this page.",
                "Your envelope is here. Sign in to take it over",
                "Take over your own envelope, and nobody else's.",
                "Your envelope is on this device too",
                (
                    "It fits the public rules. You can answer here and where it came from; what"
                    " you seal last counts."
                ),
                "This envelope has no box any more",
                "No envelope came with this page",
                (
                    "On the device that has your envelope, open the round and choose ‘Take your"
                    " envelope to another device’. Then photograph the code there, or open the "
                    "whole link here."
                ),
                "That is no whole envelope",
                (
                    "The link is cut short, or its stamp does not hold under the public rules. "
                    "Photograph the code again. If it stays so, answer on the device where your"
                    " envelope is."
                ),
                "That envelope is of another round",
                "Its box is closed, or it is not the one that is open now. Nothing was kept here.",
                "That envelope is not yours",
                "There is another envelope here already",
                (
                    "This browser keeps an envelope of yours for this round, and it is not the "
                    "one that came. Nothing was changed. Are you signed in as yourself?"
                ),
                "Your envelope would lie open here for whoever comes next. Nothing was kept.",
                "Sign in again in this tab; your envelope waits in it.",
                (
                    "Look at the connection and try again. Your envelope is still in this tab, "
                    "and on the device it came from."
                ),
            ),
        },
    ),
    Page(
        "surveys/views.py",
        made_true_by="src/bothways/surveys/views.py",
        said={
            "then": (
                "That was not an envelope that Bothways can sign. Reload the page and try again.",
                "No such envelope was asked for in this round.",
            ),
        },
    ),
    Page(
        "ui/templates/ui/_covers.html",
        made_true_by="frontend/src/cover.ts",
        said={
            "covers": (
                "Send an empty ballot while I have not answered",
                (
                    "Your device may also send an empty ballot, at some moment by chance. It "
                    "looks like any other, is not counted, and your answer takes its place. So "
                    "a ballot in the box alone does not tell that somebody answered."
                ),
            ),
        },
    ),
    Page(
        "ui/templates/ui/_sealed_waits.html",
        made_true_by="frontend/src/outbox.ts",
        said={
            "then": (
                (
                    "A sealed envelope waits on this device. It is not in the box yet. It "
                    "leaves by itself after a random while, as soon as there is a connection."
                ),
                "The sealed envelope that waited on this device is in the box.",
            ),
        },
    ),
    Page(
        "ui/templates/ui/offline.html",
        made_true_by="frontend/src/outbox.ts",
        said={
            "then": (
                (
                    "What you have sealed is not lost. It stays on this device and goes into "
                    "the box from the next page that opens, as long as the box is open."
                ),
                (
                    "Answers that were not sealed yet are kept nowhere, so that nobody finds "
                    "them. Begin again when there is a connection."
                ),
            ),
        },
    ),
)
