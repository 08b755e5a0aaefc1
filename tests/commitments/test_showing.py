"""What shows how a promise stands: taken, refused, taken away, erased."""

import io
from datetime import timedelta

import pytest
from PIL import Image

from bothways.commitments import errors
from bothways.commitments.actions import (
    MOST_PIECES,
    show_link,
    show_picture,
    show_words,
    take_evidence_away,
)
from bothways.commitments.errors import WHY_NOT
from bothways.commitments.models import LONGEST_LINK, Commitment, Evidence, Picture
from bothways.commitments.queries import shown_for
from bothways.record.models import Entry
from tests.cast import Cast
from tests.factories import NOW, make_promise


def photo(colour: str = "red") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (30, 20), colour).save(out, "JPEG")
    return out.getvalue()


def show(promise: Commitment, words: str = "It hangs on the wall.") -> Evidence:
    content = photo()
    by = promise.made_by
    return show_picture(promise, by=by, words=words, content=content, name="a.jpg", at=NOW)


def test_words_show_how_it_stands_and_are_on_the_record(promise: Commitment) -> None:
    shown = show_words(promise, by=promise.made_by, words=" All eight  hang there.", at=NOW)

    assert shown.words == "All eight hang there."
    entry = Entry.objects.get(verb="commitment.shown")
    assert entry.details == {"words": "All eight hang there.", "piece": shown.pk}


def test_a_link_is_kept_with_its_host(promise: Commitment) -> None:
    link = " https://shop.example:8443/orders/8?x=1#top "

    shown = show_link(promise, by=promise.made_by, words="The order", link=link, at=NOW)

    assert shown.link == link.strip()
    assert shown.host == "shop.example"


@pytest.mark.parametrize(
    "link",
    [
        "",
        "http://shop.example/8",
        "javascript:alert(1)",
        "data:text/html,hello",
        "ftp://shop.example/8",
        "//shop.example/8",
        "https://",
        "https://no host/8",
        "https://bank.example@evil.example/",
        "https://jo:secret@shop.example/",
        "https://shop.example/\nSet-Cookie: a",
        "https://[::1",
        f"https://shop.example/{'x' * LONGEST_LINK}",
    ],
)
def test_a_link_that_is_not_plain_and_safe_is_refused(promise: Commitment, link: str) -> None:
    with pytest.raises(errors.BadLinkError, match="https://"):
        show_link(promise, by=promise.made_by, words="The order", link=link, at=NOW)

    assert not promise.evidence.exists()


def test_a_picture_is_kept_made_anew_and_its_mark_is_on_the_record(promise: Commitment) -> None:
    shown = show(promise)

    picture = Picture.objects.get(evidence=shown)
    assert (picture.width, picture.height, picture.media_type) == (30, 20, "image/webp")
    assert Image.open(io.BytesIO(bytes(picture.content))).format == "WEBP"
    assert Entry.objects.get(verb="commitment.shown").details["sha256"] == picture.sha256


def test_a_picture_needs_words_for_those_who_do_not_see_it(promise: Commitment) -> None:
    with pytest.raises(errors.NoWordsError):
        show(promise, " ")

    assert not Picture.objects.exists()


def test_what_is_no_picture_is_refused_with_what_to_do(promise: Commitment) -> None:
    with pytest.raises(errors.BadFileError, match="This is a program, not a picture"):
        show_picture(
            promise, by=promise.made_by, words="Look", content=b"MZ\x90", name="a.jpg", at=NOW
        )

    assert not promise.evidence.exists()


@pytest.mark.parametrize("why", sorted(WHY_NOT))
def test_each_refusal_of_a_file_has_its_sentence(why: str) -> None:
    said = str(errors.BadFileError(why))

    assert said.endswith(".")
    assert len(said) > 30


def test_two_clicks_show_one_thing(promise: Commitment) -> None:
    first, again = show(promise), show(promise)

    assert first == again
    assert promise.evidence.count() == Picture.objects.count() == 1


def test_only_whoever_gave_the_word_shows_and_takes_away(promise: Commitment, firm: Cast) -> None:
    with pytest.raises(errors.NotYourWordError):
        show_words(promise, by=firm.employee, words="I saw it.", at=NOW)
    with pytest.raises(errors.NotYourWordError):
        take_evidence_away(show(promise), by=firm.employee, at=NOW)

    assert Picture.objects.count() == 1


def test_what_is_taken_away_leaves_its_place_and_no_picture(promise: Commitment) -> None:
    shown = show(promise)

    for _twice in range(2):
        take_evidence_away(shown, by=promise.made_by, at=NOW + timedelta(days=1))

    shown.refresh_from_db()
    assert (shown.words, shown.link) == ("", "")
    assert shown.taken_away_on is not None
    assert not Picture.objects.exists()
    assert Entry.objects.filter(verb="commitment.evidence_taken_away").count() == 1


def test_a_promise_shows_so_much_and_no_more(promise: Commitment) -> None:
    for number in range(MOST_PIECES):
        last = show_words(promise, by=promise.made_by, words=f"Gauge {number}", at=NOW)
    with pytest.raises(errors.TooMuchShownError, match="20 things"):
        show_words(promise, by=promise.made_by, words="One more", at=NOW)

    take_evidence_away(last, by=promise.made_by, at=NOW)
    show_words(promise, by=promise.made_by, words="One more", at=NOW)


def test_between_two_people_nothing_shown_is_on_the_record(firm: Cast) -> None:
    promise = make_promise(firm.manager, to=firm.employee)
    before = Entry.objects.count()

    take_evidence_away(show(promise), by=firm.manager, at=NOW)

    assert Entry.objects.count() == before


def test_an_ended_promise_can_still_be_shown(promise: Commitment) -> None:
    from bothways.commitments.actions import keep_commitment

    keep_commitment(promise, by=promise.made_by, words="All hang there.", at=NOW)

    assert show(promise).image is not None


def test_a_page_of_pictures_is_read_without_their_dots(
    promise: Commitment, django_assert_num_queries: object
) -> None:
    show(promise)
    with django_assert_num_queries(1):  # type: ignore[operator]
        [one] = shown_for(promise)
        assert one.image is not None
        assert one.image.width == 30
        assert "content" in one.image.get_deferred_fields()
