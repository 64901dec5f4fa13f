"""1000 to 4999: the picture, what could be read, what does not fit together, and the rules."""

from onboarding.verdict.codes.rows import Code, Finality, Result, rows

_NOTHING = "There is nothing to do now: we are looking at what you sent."
_CONSIDER, _UNIDENTIFIED, _RETRY, _FINAL = Result.CONSIDER, Result.UNIDENTIFIED, Finality.RETRY, Finality.FINAL

PICTURE = rows(
    "*/image_quality", _CONSIDER, _RETRY,
    (1001, "image_small",
     ("Take the picture again from nearer: the document[ is {value:g} pixels long, {limit:g} are needed. It] should"
      " fill the picture."),
     "The document has too few pixels to be read[: {value:g} along it, {limit:g} are needed]."),
    (1002, "image_dark", "Take the picture again in brighter light.",
     "The picture is too dark to be read[: a mean shade of {value:g} of 255, {limit:g} is needed]."),
    (1003, "image_bright", "Take the picture again without direct light.",
     "The picture is overexposed[: a mean shade of {value:g} of 255, at most {limit:g} can be read]."),
    (1004, "image_flat", "Take the picture again: almost nothing can be seen in it.",
     "The picture has hardly any contrast[ ({value:g}, {limit:g} is needed)]: a covered lens, or an empty sheet."),
    (1005, "image_glare",
     "Take the picture again without reflections: turn off the flash and tilt the document a little.",
     "Light is reflected on the document[, on {value:.1%} of the picture]; what lies below it cannot be seen."),
    (1006, "image_blurred", "Take the picture again: hold still, and wait until the text is sharp.",
     "The picture is out of focus or was shaken[: a sharpness of {value:.2f}, {limit:g} is needed]."),
    (1007, "document_cut_off", "Take the picture again with all four edges of the document in view.",
     "An edge of the document lies outside of the picture[, along {value:.0%} of one of its sides]."),
    (1008, "several_documents", "Take a picture of one document at a time.",
     "More than one document is in the picture: what was read is of one of them."),
)  # fmt: skip

COPIES = rows(
    "*/authenticity", _CONSIDER, _RETRY,
    (1101, "screen_recapture", "Take a picture of the document itself, not of a screen.",
     ("The pattern of a screen (moiré[, {value:g} against {limit:g}]) lies over the picture: the document may never"
      " have been in hand.")),
    (1102, "greyscale_copy", "Take a picture in colour of the document itself, not of a copy.",
     "The picture has no colour[ ({value:g}, {limit:g} is needed)]: it shows a photocopy rather than a document."),
)  # fmt: skip

MARKS = rows(
    "*/authenticity", _CONSIDER, _FINAL,
    (1111, "specimen_mark", "Send your own document: a specimen cannot be accepted.",
     "A word such as SPECIMEN or MUSTER is printed across the document."),
    (1112, "void_mark", "Send a document that is in force.",
     "The document is marked as void: punched, cut, stamped or printed over."),
)  # fmt: skip

MISSING = rows(
    "*/evidence", _UNIDENTIFIED, _RETRY,
    (2001, "document_missing", "Send a passport, an identity card or a residence permit.",
     "There is no identity document to judge."),
    (2002, "document_not_found",
     "No document could be seen in the picture. Take it again, with the whole document in view.",
     "Nothing in the picture looks like a document: neither lines nor labels could be found."),
)  # fmt: skip

KIND = rows(
    "document/evidence", _CONSIDER, _RETRY,
    (2003, "document_kind_differs",
     "The picture does not show the kind of document that was named. Send that document.",
     "The document code in the machine-readable zone is of another kind than the one that was uploaded."),
)  # fmt: skip

UNREAD = rows(
    "document/reading", _UNIDENTIFIED, _RETRY,
    (2010, "mrz_missing",
     "The lines of letters and digits (<<<) could not be seen. Send the side that shows them, whole and sharp.",
     "No machine-readable zone was found on a document that has one."),
    (2020, "barcode_missing", "The bar code on the back could not be seen. Send the back, whole and sharp.",
     "No barcode was found on a document that has one."),
    (2021, "barcode_unreadable", "The bar code could not be read. Take the picture again, flat and from nearer.",
     "A barcode is there and could not be decoded."),
    (2030, "name_unread", "The name could not be read. Take the picture again, flat and in good light.",
     "No name was read surely enough to be compared."),
    (2031, "birth_date_unread", "The birth date could not be read. Take the picture again, flat and in good light.",
     "No birth date was read surely enough to be compared."),
    (2032, "expiry_date_unread", "The expiry date could not be read. Take the picture again, flat and in good light.",
     "No expiry date was read surely enough: whether the document is valid is unknown."),
    (2033, "document_number_unread",
     "The number of the document could not be read. Take the picture again, flat and in good light.",
     "No document number was read surely enough: it cannot be held against any list."),
)  # fmt: skip

UNSURE = rows(
    "document/reading", _UNIDENTIFIED, _FINAL,
    (2014, "mrz_names_uncertain", _NOTHING,
     "Repeated looks at the names line of the zone read different names. No check digit covers names."),
)  # fmt: skip

INVALID = rows(
    "document/data_validation", _CONSIDER, _FINAL,
    (2012, "mrz_check_digit.FIELD", _NOTHING,
     "The check digit of the {field} is wrong: the zone was misread, or altered (Doc 9303-3, 4.9)."),
    (2013, "mrz_date.FIELD", _NOTHING,
     "The {field} in the machine-readable zone is no date of the calendar."),
    (4002, "issue_after_expiry", _NOTHING,
     "The document was issued after the day on which it expires: one of the dates is misread or altered."),
    (4004, "issuing_state_unknown", _NOTHING,
     "The code of the issuing state is none of Doc 9303-3, section 5."),
    (4005, "number_format", _NOTHING,
     "The number is not of the form that its state gives to such documents: misread, or invented."),
)  # fmt: skip

INCONSISTENT = rows(
    "document/data_consistency", _CONSIDER, _FINAL,
    (3001, "viz_mrz_mismatch.FIELD", _NOTHING,
     "The {field} in print differs from the machine-readable zone: one was misread, or altered."),
    (3002, "viz_barcode_mismatch.FIELD", _NOTHING,
     "The {field} in print differs from the barcode: one was misread, or altered."),
    (3003, "mrz_barcode_mismatch.FIELD", _NOTHING,
     "The {field} in the machine-readable zone differs from the barcode: one of them was altered."),
)  # fmt: skip

UNPROVEN = rows(
    "document/data_consistency", _UNIDENTIFIED, _FINAL,
    (3004, "name_unproven", _NOTHING,
     "No two sources agree on this name, or the zone denies it: check digits do not cover names."),
)  # fmt: skip

COMPARED = rows(
    "document/data_comparison", _CONSIDER, _FINAL,
    (3010, "name_differs", _NOTHING,
     "The name on the document is not the declared one, transliteration and truncation allowed for."),
    (3011, "birth_date_differs", _NOTHING,
     "The birth date on the document is not the declared one."),
    (3012, "nationality_differs", _NOTHING,
     "The nationality on the document is not the declared one."),
)  # fmt: skip

EXPIRED = rows(
    "document/validity", _CONSIDER, _RETRY,
    (4001, "document_expired", "The document has expired. Send one that is valid.",
     "The document has expired, or expires sooner than policy allows."),
)  # fmt: skip

AGE = rows(
    "document/age", _CONSIDER, _FINAL,
    (4003, "under_age", _NOTHING,
     "By its birth date the holder is younger than policy allows."),
)  # fmt: skip

KNOWN = rows(
    "document/compromised", _CONSIDER, _FINAL,
    (4006, "number_known_specimen", "Send your own document: a specimen cannot be accepted.",
     "Number, name or issuing state are those of a published specimen: pictures of it are all over the internet."),
    (4007, "number_compromised", _NOTHING,
     "The house lists this number as lost, stolen or compromised: of this state or, where none was read, of any."),
)  # fmt: skip

DOCUMENTS: tuple[Code, ...] = (
    *PICTURE, *COPIES, *MARKS, *MISSING, *KIND, *UNREAD, *UNSURE, *INVALID, *INCONSISTENT, *UNPROVEN, *COMPARED,
    *EXPIRED, *AGE, *KNOWN,
)  # fmt: skip
