"""What can happen to a customer before judgement: everything that other apps may call."""

from onboarding.services.beside import end_engines, load_engines
from onboarding.services.challenges import Frames, keep_frames, open_challenge, take_frames
from onboarding.services.compromised import list_compromised
from onboarding.services.customers import create_customer, erase_customer, mark_screened, update_customer
from onboarding.services.demands import raise_demand
from onboarding.services.documents import Upload, add_document, keep_document, take_upload
from onboarding.services.duplicates import find_same_document, find_same_face
from onboarding.services.forgetting import sweep_faces
from onboarding.services.liveness import check_liveness
from onboarding.services.people import add_person, remove_person
from onboarding.services.read import read_document, read_paper
from onboarding.services.seeing import compare_documents
from onboarding.services.sweep import missing_files, sweep_files
from onboarding.services.templates import keep_number

__all__ = [
    "Frames",
    "Upload",
    "add_document",
    "add_person",
    "check_liveness",
    "compare_documents",
    "create_customer",
    "end_engines",
    "erase_customer",
    "find_same_document",
    "find_same_face",
    "keep_document",
    "keep_frames",
    "keep_number",
    "list_compromised",
    "load_engines",
    "mark_screened",
    "missing_files",
    "open_challenge",
    "raise_demand",
    "read_document",
    "read_paper",
    "remove_person",
    "sweep_faces",
    "sweep_files",
    "take_frames",
    "take_upload",
    "update_customer",
]  # fmt: skip
