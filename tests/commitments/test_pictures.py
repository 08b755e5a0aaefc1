"""Pictures made anew: the dots stay, what the file said beside them does not."""

import io
import struct
import zlib
from typing import Any

import pytest
from PIL import Image, PngImagePlugin

from bothways.commitments.pictures import LONGEST_SIDE, MOST_BYTES, BadPictureError, remake

RED, BLUE = (200, 30, 30), (30, 30, 200)


def file_of(image: Image.Image, kind: str = "JPEG", **options: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def plain(size: tuple[int, int] = (40, 20), mode: str = "RGB") -> Image.Image:
    return Image.new(mode, size, RED if mode == "RGB" else 0)


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


def refusal(content: bytes, name: str = "") -> str:
    with pytest.raises(BadPictureError) as refused:
        remake(content, name=name)
    return refused.value.why


def with_place() -> bytes:
    """A JPEG as a phone makes it: where, when, with what, by whom, and a comment."""
    exif = Image.Exif()
    exif[0x010F] = "Telefunken"
    exif[0x013B] = "Jo Marsh"
    exif[0x0132] = "2026:11:02 09:00:00"
    exif.get_ifd(0x8825).update({1: "N", 2: (52.0, 31.0, 12.0), 3: "E", 4: (13.0, 24.0, 36.0)})
    return file_of(plain(), exif=exif, comment=b"behind Jo's house", icc_profile=b"profile" * 40)


def test_where_and_with_what_it_was_taken_is_gone() -> None:
    before = with_place()
    assert b"Telefunken" in before
    assert opened(before).getexif().get_ifd(0x8825)

    after = remake(before, name="IMG_2041.JPG").content

    assert not opened(after).getexif()
    assert not {"exif", "icc_profile", "xmp", "comment"} & opened(after).info.keys()
    for said in (b"Telefunken", b"Marsh", b"behind", b"profile", b"EXIF", b"ICCP", b"XMP "):
        assert said not in after


def test_words_inside_a_png_are_gone() -> None:
    words = PngImagePlugin.PngInfo()
    words.add_text("Author", "Jo Marsh")
    words.add_itxt("Comment", "behind the house", zip=True)
    before = file_of(plain(), "PNG", pnginfo=words)
    assert opened(before).info["Author"] == "Jo Marsh"

    after = opened(remake(before).content)

    assert not {"Author", "Comment"} & after.info.keys()


def test_what_is_hidden_after_the_end_of_a_file_is_gone() -> None:
    before = file_of(plain()) + b"PK\x03\x04 a second file"

    assert b"second file" not in remake(before).content


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_each_kind_that_is_taken_keeps_its_dots(kind: str) -> None:
    made = remake(file_of(plain(), kind))

    assert (made.width, made.height, made.media_type) == (40, 20, "image/webp")
    dot = opened(made.content).convert("RGB").getpixel((5, 5))
    assert all(abs(a - b) < 12 for a, b in zip(dot, RED, strict=True))


def test_a_picture_taken_on_its_side_stands_upright() -> None:
    image = plain((40, 20))
    image.paste(BLUE, (0, 0, 20, 20))  # the left half
    exif = Image.Exif()
    exif[0x0112] = 6  # turn it right to see it

    made = remake(file_of(image, exif=exif))

    assert (made.width, made.height) == (20, 40)
    top = opened(made.content).convert("RGB").getpixel((10, 5))
    assert top[2] > top[0]


def test_a_large_picture_becomes_smaller_and_keeps_its_shape() -> None:
    made = remake(file_of(plain((2400, 1200))))

    assert (made.width, made.height) == (LONGEST_SIDE, LONGEST_SIDE // 2)


def test_a_small_one_is_not_blown_up() -> None:
    assert remake(file_of(plain((3, 2)), "PNG")).width == 3


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16"])
def test_every_way_to_write_a_png_is_read(mode: str) -> None:
    assert remake(file_of(plain(mode=mode), "PNG")).height == 20


def test_holes_stay_holes() -> None:
    made = remake(file_of(Image.new("RGBA", (8, 8), (0, 0, 0, 0)), "PNG"))

    assert opened(made.content).mode == "RGBA"


def test_the_same_file_gives_the_same_picture_with_its_hash() -> None:
    first, second = remake(with_place()), remake(with_place())

    assert first == second
    assert len(first.sha256) == 64


def test_a_picture_that_moves_is_refused() -> None:
    frames = [plain(), Image.new("RGB", (40, 20), BLUE)]
    for kind in ("WEBP", "PNG"):
        moving = file_of(frames[0], kind, save_all=True, append_images=frames[1:], duration=90)

        assert refusal(moving) == "moves"


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "empty"),
        (b"MZ\x90\x00" + b"\x00" * 60, "program"),
        (b"\x7fELF" + b"\x00" * 60, "program"),
        (b"#!/bin/sh\nrm -r .", "program"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', "SVG"),
        (b'<?xml version="1.0"?><!-- x --><svg/>', "SVG"),
        (b"GIF89a" + b"\x00" * 30, "GIF"),
        (b"\x00\x00\x00\x18ftypheic" + b"\x00" * 30, "HEIC"),
        (b"%PDF-1.7", "unknown"),
        (b"PK\x03\x04", "unknown"),
        (b"just words", "unknown"),
    ],
    ids=range(11),
)
def test_what_is_no_picture_is_refused_by_what_it_is(content: bytes, why: str) -> None:
    assert refusal(content) == why
    assert refusal(content, "holiday.jpg") == why  # whatever it is called


def test_a_file_that_calls_itself_another_kind_is_refused() -> None:
    assert refusal(file_of(plain(), "PNG"), "gauge.jpg") == "lies"
    assert refusal(file_of(plain()), "gauge.jpg.exe") == "lies"
    assert remake(file_of(plain()), name="no suffix").width == 40


def test_a_file_over_eight_megabytes_is_refused_before_it_is_read() -> None:
    assert refusal(file_of(plain()) + b"\x00" * MOST_BYTES) == "large"


def test_a_small_file_that_unpacks_to_a_giant_is_refused() -> None:
    header = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + header
    giant = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + chunk
    giant += struct.pack(">I", zlib.crc32(chunk)) + struct.pack(">I", 0) + b"IDAT" + b"\x00" * 4

    assert refusal(giant) in {"dots", "damaged"}


def test_more_dots_than_fit_into_memory_are_refused() -> None:
    assert refusal(file_of(plain((4100, 4000), "1"), "PNG")) == "dots"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_half_a_picture_is_refused(kind: str) -> None:
    whole = file_of(Image.effect_noise((200, 200), 80), kind)

    assert refusal(whole[: len(whole) // 2]) == "damaged"


def test_a_head_without_a_body_is_refused() -> None:
    assert refusal(b"\xff\xd8\xff" + b"nothing" * 20) == "damaged"


@pytest.mark.parametrize(
    ("kind", "name"),
    [("JPEG", "A.JPG"), ("JPEG", "a.jfif"), ("PNG", "ünïcode name.Png"), ("WEBP", "a.b.webp")],
)
def test_a_name_may_be_written_large_or_with_dots(kind: str, name: str) -> None:
    assert remake(file_of(plain(), kind), name=name).width == 40


@pytest.mark.parametrize("name", ["gauge.", "gauge.jpg ", "gauge.jpg.png", "gauge.webp"])
def test_a_name_that_ends_as_another_kind_is_refused(name: str) -> None:
    assert refusal(file_of(plain()), name) == "lies"


def test_exactly_eight_megabytes_are_taken() -> None:
    whole = file_of(plain())
    padded = whole + b"\x00" * (MOST_BYTES - len(whole))

    assert remake(padded).width == 40
    assert refusal(padded + b"\x00") == "large"


def test_a_picture_made_anew_can_be_made_anew_again() -> None:
    once = remake(file_of(plain()))

    again = remake(once.content, name="kept.webp")

    assert (again.width, again.height, again.media_type) == (40, 20, "image/webp")


def test_two_pictures_have_two_marks() -> None:
    red, blue = remake(file_of(plain())), remake(file_of(Image.new("RGB", (40, 20), BLUE)))

    assert red.sha256 != blue.sha256


@pytest.mark.parametrize("size", [(1, 1), (1600, 1), (1, 1600)])
def test_the_thinnest_picture_keeps_its_size(size: tuple[int, int]) -> None:
    made = remake(file_of(plain(size), "PNG"))

    assert (made.width, made.height) == size


def test_after_a_refusal_the_next_picture_is_taken() -> None:
    assert refusal(b"\xff\xd8\xff" + b"nothing" * 20) == "damaged"

    assert remake(file_of(plain())).width == 40
