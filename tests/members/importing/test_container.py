"""What kind of file it is, and whether it is safe, is known before any of it is read."""

import io
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from bothways.members.importing import container
from bothways.members.importing.container import is_workbook
from bothways.members.importing.sheets import MOST_BYTES, FileRefusedError
from tests.members.workbooks import HEAD, IDA, SHEET, archive, said_smaller, with_part, workbook

HONEST = workbook(HEAD, IDA)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def bomb(megabytes: int, name: str = SHEET) -> bytes:
    """A part of that many zeros, which is a thousandth of it in the file."""
    return with_part(HONEST, name, b"0" * (megabytes * 1_000_000))


def entity_bomb() -> bytes:
    lines = ['<!DOCTYPE x [<!ENTITY a0 "lol">']
    lines += [f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)]
    return ("".join(lines) + "]><worksheet>&a9;</worksheet>").encode()


def test_a_spreadsheet_is_one_and_text_is_none() -> None:
    assert is_workbook(HONEST)
    assert not is_workbook(b"name,number,unit\nA,1,F\n")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"x" * (MOST_BYTES + 1), "larger than 5 MB"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "take the password off"),
        (OLE + "Workbook".encode("utf-16-le"), r"old format \(.xls\)"),
        (archive(content_dot_xml=b"<x/>", mimetype=b"opendocument"), "OpenDocument"),
        (archive(Index__Document_dot_iwa=b"x"), "file of Numbers"),
        (archive(xl__workbook_dot_bin=b"x"), "binary spreadsheet"),
        (archive(word__document_dot_xml=b"<x/>"), "not a spreadsheet"),
        (b"PK\x03\x04 and then nothing", "damaged"),
        (HONEST[: len(HONEST) // 2], "damaged"),
    ],
    ids=["50 MB", "password", "xls", "ods", "numbers", "xlsb", "docx", "stump", "half"],
)
def test_another_kind_of_file_is_told_what_to_do(content: bytes, says: str) -> None:
    with pytest.raises(FileRefusedError, match=says):
        is_workbook(content)


@pytest.mark.parametrize("name", [SHEET, "xl/sharedStrings.xml", "xl/media/picture.png"])
def test_a_bomb_is_refused_by_what_its_directory_says(name: str) -> None:
    content = bomb(100, name)
    assert len(content) < 200_000

    with pytest.raises(FileRefusedError, match="far more than a list of people"):
        is_workbook(content)


def test_a_bomb_whose_directory_lies_is_damaged() -> None:
    with pytest.raises(FileRefusedError, match="damaged"):
        is_workbook(said_smaller(bomb(100), SHEET))


def test_what_really_comes_out_is_counted_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(container, "MOST_INFLATED", 3_000_000)
    with ZipFile(io.BytesIO(bomb(2))) as opened:
        weight = sum(part.file_size for part in opened.infolist())
        assert (
            sum(container._weigh(opened, name, 3_000_000) for name in opened.namelist()) == weight
        )
        with pytest.raises(FileRefusedError, match="far more"):
            container._weigh(opened, SHEET, 1_000_000)


def test_a_thousand_small_parts_are_refused() -> None:
    parts = {f"xl__part{n}": b"x" for n in range(container.MOST_PARTS + 1)}

    with pytest.raises(FileRefusedError, match="far more"):
        is_workbook(archive(**parts))


def test_a_row_of_countless_empty_cells_is_refused_unread() -> None:
    row = b"<worksheet><sheetData><row>" + b"<c/>" * 700_000 + b"</row></sheetData></worksheet>"

    with pytest.raises(FileRefusedError, match="far more than a list of people"):
        is_workbook(with_part(HONEST, SHEET, row))


def test_countless_empty_texts_are_refused_unread() -> None:
    texts = b"<sst>" + b"<si/>" * 900_000 + b"</sst>"

    with pytest.raises(FileRefusedError, match="far more than a list of people"):
        is_workbook(with_part(HONEST, "xl/sharedStrings.xml", texts))


def test_a_long_list_with_wide_rows_is_read() -> None:
    rows = (b"<row>" + b"<c><v>1</v></c>" * 4_000 + b"</row>") * 200
    sheet = b"<worksheet><sheetData>" + rows + b"</sheetData></worksheet>"

    assert is_workbook(with_part(HONEST, SHEET, sheet))


@pytest.mark.parametrize("name", [SHEET, "xl/workbook.xml", "xl/sharedStrings.xml", "x.rels"])
def test_a_bomb_of_entities_is_refused_unread(name: str) -> None:
    with pytest.raises(FileRefusedError, match="damaged"):
        is_workbook(with_part(HONEST, name, entity_bomb()))


def test_an_entity_that_would_read_a_file_of_the_server_is_refused_unread() -> None:
    evil = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><worksheet>&e;</worksheet>'

    with pytest.raises(FileRefusedError, match="damaged"):
        is_workbook(with_part(HONEST, SHEET, evil))


def test_a_declaration_across_two_pieces_is_found() -> None:
    padding = b" " * (container.AT_ONCE - 4)

    with pytest.raises(FileRefusedError, match="damaged"):
        is_workbook(with_part(HONEST, SHEET, padding + b"<!DOCTYPE x>"))


def test_an_archive_with_a_password_of_its_own_is_damaged() -> None:
    content = bytearray(HONEST)
    at = content.find(b"PK\x01\x02")
    content[at + 8] |= 1

    with pytest.raises(FileRefusedError, match="damaged"):
        is_workbook(bytes(content))


def test_a_way_of_packing_that_nobody_knows_is_damaged() -> None:
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as target:
        target.writestr("xl/workbook.xml", b"<x/>" * 100)
    content = bytearray(out.getvalue())
    for signature, offset in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        at = content.find(signature) + offset
        content[at : at + 2] = (99).to_bytes(2, "little")

    with pytest.raises(FileRefusedError, match="damaged"):
        is_workbook(bytes(content))
