"""The pictures that customers sent, opened for an officer: whole, or the part that an engine looked at."""

from io import BytesIO
from uuid import UUID

from PIL import Image

from compliance.kernel.ids import UnknownId
from onboarding import selectors as onboarding
from onboarding.models import Document

Box = tuple[int, int, int, int]
"""x, y, width and height in pixels."""


def picture(*, customer_id: UUID, document_id: UUID, box: Box | None = None) -> tuple[str, bytes]:
    """(media type, bytes) of the customer's document, or of the part in `box` (x, y, width, height in pixels)."""
    document = Document.objects.filter(pk=document_id, customer_id=customer_id).first()
    if document is None:
        raise UnknownId
    try:
        content = onboarding.content(document)
    except FileNotFoundError as gone:
        raise UnknownId from gone
    if box is None:
        return document.media_type, content
    return "image/jpeg", _cut(content, box)


def _cut(content: bytes, box: Box) -> bytes:
    """The box with half of its size around it, as far as there is picture."""
    x, y, width, height = box
    with Image.open(BytesIO(content)) as image:
        edges = (x - width // 2, y - height // 2, x + width + width // 2, y + height + height // 2)
        inside = (max(0, edges[0]), max(0, edges[1]), min(image.width, edges[2]), min(image.height, edges[3]))
        if inside[0] >= inside[2] or inside[1] >= inside[3]:
            raise UnknownId
        part = image.convert("RGB").crop(inside)
    out = BytesIO()
    part.save(out, "JPEG", quality=90)
    return out.getvalue()
