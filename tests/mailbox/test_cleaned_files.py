"""What the browser leaves of a picture is the picture: compared here pixel by pixel.

The files in tests/data/attachments/cleaned are what frontend/test/cleaning.test.ts holds the
browser to.
"""

import re
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageOps

FOLDER = Path(__file__).parents[1] / "data" / "attachments"
CLEANED = FOLDER / "cleaned"
PICTURES = sorted(path.name for path in CLEANED.iterdir() if path.suffix != ".pdf")


@pytest.mark.parametrize("name", PICTURES)
def test_every_pixel_stays_and_which_way_up_it_is_held(name: str) -> None:
    with Image.open(FOLDER / name) as before, Image.open(CLEANED / name) as after:
        one, other = ImageOps.exif_transpose(before), ImageOps.exif_transpose(after)
        turns = not name.endswith(("jpg", "jpeg"))  # other kinds are drawn as they lie
        pair = (before, after) if turns else (one, other)

        assert before.mode == after.mode
        left, right = (picture.convert("RGBA") for picture in pair)
        assert left.size == right.size
        assert ImageChops.difference(left, right).getbbox() is None


@pytest.mark.parametrize("name", PICTURES)
def test_nothing_is_left_beside_the_pixels_but_the_turn_of_a_photograph(name: str) -> None:
    with Image.open(CLEANED / name) as after:
        beside = set(after.info) - {"transparency", "progressive", "progression", "adobe"}
        exif = dict(after.getexif())

        assert beside <= {"adobe_transform", "exif", "background", "loop", "dpi"}
        assert exif in ({}, {0x0112: 6})


def test_the_pages_of_a_pdf_are_there_and_who_wrote_it_is_not() -> None:
    for name, pages in (("written.pdf", 2), ("packed.pdf", 1)):
        content = (CLEANED / name).read_bytes()

        assert len(re.findall(rb"/Type /Page\b", content)) == pages
        assert b"SECRET" not in content
        assert content.endswith(b"%%EOF\n")
