"""Why a file is not taken: a code for each reason, none of which tells more of the file than that."""

from typing import ClassVar

from compliance.kernel.errors import DomainError


class IntakeError(DomainError):
    code = "file_refused"
    title = "The file cannot be accepted."


class FileEmpty(IntakeError):
    code = "file_empty"
    title = "The file is empty."


class FileTooLarge(IntakeError):
    code = "file_too_large"
    status: ClassVar[int] = 413
    title = "The file is too large."


class FileTypeUnknown(IntakeError):
    code = "file_type_unknown"
    status: ClassVar[int] = 415
    title = "The file is none of JPEG, PNG, WebP, HEIC, TIFF, PDF."


class FileTypeMismatch(IntakeError):
    code = "file_type_mismatch"
    status: ClassVar[int] = 415
    title = "The file is of another type than its Content-Type says."


class ImageTooManyPixels(IntakeError):
    code = "image_too_many_pixels"
    title = "The picture has too many pixels."


class ImageTooSmall(IntakeError):
    code = "image_too_small"
    title = "The picture is too small to be read."


class ImageBroken(IntakeError):
    code = "image_broken"
    title = "The picture is damaged or of a rare kind that is not read here."


class ImageAnimated(IntakeError):
    code = "image_animated"
    title = "The file holds more than one picture: send a still one."


class FileTooManyPages(IntakeError):
    code = "file_too_many_pages"
    title = "The file has too many pages: send only the ones that matter."


class PdfEncrypted(IntakeError):
    code = "pdf_encrypted"
    title = "The PDF is encrypted: send it without a password."


class PdfScripted(IntakeError):
    code = "pdf_scripted"
    title = "The PDF holds scripts, actions or other files: print it to a new PDF and send that."


class PdfBroken(IntakeError):
    code = "pdf_broken"
    title = "The PDF is damaged or takes too long to draw."
