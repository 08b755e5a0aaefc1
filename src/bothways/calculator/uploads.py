"""Files that come in are held in memory alone: nothing of them is ever written to a disk."""

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from bothways.calculator.forms import MOST_BYTES


class InMemoryAlone(FileUploadHandler):
    """Keeps one byte more of each file than is taken, so that the form sees that it is too large.

    What is beyond that is read off the line and dropped.
    """

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.held = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.held.write(raw_data[: max(MOST_BYTES + 1 - self.held.tell(), 0)])

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        n_held = self.held.tell()
        self.held.seek(0)
        return InMemoryUploadedFile(
            file=self.held,
            field_name=self.field_name,
            name=self.file_name,
            content_type=self.content_type,
            size=n_held,
            charset=self.charset,
            content_type_extra=self.content_type_extra,
        )
