"""5000 to 9999: address and registry papers, faces, liveness, duplicates, screening, an officer's own demand."""

from onboarding.verdict.codes.rows import Code, Finality, Result, rows

_NOTHING = "There is nothing to do now: we are looking at what you sent."
_CONSIDER, _UNIDENTIFIED, _RETRY, _FINAL = Result.CONSIDER, Result.UNIDENTIFIED, Finality.RETRY, Finality.FINAL

ADDRESS = (
    *rows(
        "*/reading", _UNIDENTIFIED, _RETRY,
        (5003, "text_unreadable",
         "The text could not be read. Send the original file, or a sharp picture of the whole page.",
         "Hardly any text could be read on this paper."),
    ),
    *rows(
        "address/reading", _UNIDENTIFIED, _RETRY,
        (5001, "address_missing", "Send a paper that shows your name and your address.",
         "No address could be found on the paper."),
        (5002, "address_date_missing", "Send a paper that shows the day on which it was issued.",
         "No date of issue could be found on the paper: its age is unknown."),
    ),
    *rows(
        "address/data_comparison", _CONSIDER, _FINAL,
        (5004, "address_name_differs", _NOTHING, "The paper is made out to another name than the declared one."),
        (5005, "address_differs", _NOTHING, "The address on the paper is not the declared one."),
    ),
    *rows(
        "address/validity", _CONSIDER, _RETRY,
        (5006, "address_too_old", "The paper is too old. Send one that was issued in the last months.",
         "The paper is older than policy allows."),
    ),
)  # fmt: skip

REGISTRY = (
    *rows(
        "registry/reading", _UNIDENTIFIED, _RETRY,
        (5101, "registry_name_missing", "Send the whole registry extract: the company's name could not be found.",
         "No company name could be found on the extract."),
        (5102, "registry_date_missing", "Send a registry extract that shows the day on which it was made.",
         "No date could be found on the extract: its age is unknown."),
    ),
    *rows(
        "registry/data_comparison", _CONSIDER, _FINAL,
        (5103, "registry_name_differs", _NOTHING, "The extract is of another name than the declared one."),
        (5104, "registry_number_differs", _NOTHING, "The registration number on the extract is not the declared one."),
    ),
    *rows(
        "registry/validity", _CONSIDER, _RETRY,
        (5105, "registry_too_old", "The registry extract is too old. Send a new one.",
         "The extract is older than policy allows."),
    ),
)  # fmt: skip

FACE = (
    *rows(
        "*/evidence", _UNIDENTIFIED, _RETRY,
        (6001, "selfie_missing", "Send a selfie: your face from the front, in good light.",
         "There is no selfie to compare."),
        (6002, "selfie_no_face", "No face could be seen in the selfie. Take it again, facing the camera.",
         "No face was found in the selfie."),
        (6003, "selfie_many_faces", "More than one face is in the selfie. Take it again, alone.",
         "More than one face is in the selfie[, {count} in all]: whose it is cannot be told."),
        (6004, "portrait_missing", "The portrait in the document could not be seen. Take the picture again.",
         "No portrait was found in the document."),
    ),
    *rows(
        "*/image_quality", _CONSIDER, _RETRY,
        (6007, "selfie_face_small",
         ("Take the selfie again from nearer: your face[ is {value:g} pixels across, {limit:g} are needed. It] should"
          " fill half of the picture."),
         "The face has too few pixels to be compared at the stated error rate[: {value:g} across of {limit:g}]."),
        (6008, "face_turned", "Take the selfie again, looking straight at the camera.",
         "The head is turned too far to be compared at the stated error rate[: {yaw:.0f}° aside, {pitch:.0f}° up]."),
        (6009, "face_blurred", "Take the selfie again: hold still, in good light.",
         "The face is too blurred to be compared at the stated error rate[: {value:.0f}, {limit:g} is needed]."),
        (6010, "face_covered", "Take the selfie again without mask, sunglasses or hand before the face.",
         "Part of the face is covered."),
    ),
    *rows(
        "face/comparison", _CONSIDER, _FINAL,
        (6020, "face_differs", _NOTHING,
         "Portrait and selfie are less alike than two pictures of one person nearly always are."),
    ),
    *rows(
        "face/comparison", _UNIDENTIFIED, _FINAL,
        (6021, "face_unsure", _NOTHING,
         "Portrait and selfie are alike, but not enough for the machine to say that they show one person."),
    ),
)  # fmt: skip

LIVENESS = (
    *rows(
        "liveness/genuineness", _CONSIDER, _FINAL,
        (7001, "liveness_print", _NOTHING, "The selfie looks like a picture of a print."),
        (7002, "liveness_screen", _NOTHING, "The selfie looks like a picture of a screen."),
    ),
    *rows(
        "liveness/genuineness", _UNIDENTIFIED, _RETRY,
        (7003, "liveness_unknown", "Take the selfie again in even light, with your whole head in view.",
         "Whether a living face was before the camera could not be judged."),
    ),
    *rows(
        "liveness/challenge", _UNIDENTIFIED, _RETRY,
        (7010, "challenge_failed", "Record the selfie again and follow the instructions, one after the other.",
         "The frames do not show the movement that was asked for."),
        (7011, "challenge_missing", "Record the selfie: follow the instructions on the screen.",
         "The movement that policy asks for was not recorded."),
    ),
    *rows(
        "liveness", _UNIDENTIFIED, _FINAL,
        (7090, "liveness_by_hand", _NOTHING, "No engine judges liveness here: the selfie has to be looked at by hand."),
    ),
)  # fmt: skip

DUPLICATES = (
    *rows(
        "duplicates/document", _CONSIDER, _FINAL,
        (7101, "duplicate_document", _NOTHING,
         "Another customer has sent a document of the same state and number[: {count} in all]."),
    ),
    *rows(
        "duplicates/face", _CONSIDER, _FINAL,
        (7102, "duplicate_face", _NOTHING,
         "Another customer's selfie shows a face as alike as one person's: a hint, no proof[ ({count} in all)]."),
    ),
)  # fmt: skip

SCREENING = (
    *rows(
        "screening/lists", _CONSIDER, _FINAL,
        (8001, "watchlist_match", _NOTHING,
         "A listed party resembles this name: each resemblance[, {count} in all,] is an alert of its own."),
    ),
    *rows(
        "screening", _UNIDENTIFIED, _FINAL,
        (8090, "screening_by_hand", _NOTHING, "No list can be held against this name: it has to be screened by hand."),
    ),
)  # fmt: skip

OFFICERS = rows(
    "*", _UNIDENTIFIED, _RETRY,
    (9101, "officer_request", "Send this document again.", "An officer wants this document anew."),
)  # fmt: skip

PEOPLE: tuple[Code, ...] = (*ADDRESS, *REGISTRY, *FACE, *LIVENESS, *DUPLICATES, *SCREENING, *OFFICERS)
