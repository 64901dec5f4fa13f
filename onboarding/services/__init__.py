"""What can happen to a customer before judgement: everything that other apps may call."""

from onboarding.services.customers import create_customer, erase_customer, mark_screened, update_customer
from onboarding.services.demands import raise_demand
from onboarding.services.documents import Upload, add_document, keep_document, take_upload
from onboarding.services.people import add_person, remove_person
from onboarding.services.read import compare_documents, load_engines, read_document
from onboarding.services.sweep import missing_files, sweep_files

__all__ = [
    "Upload",
    "add_document",
    "add_person",
    "compare_documents",
    "create_customer",
    "erase_customer",
    "keep_document",
    "load_engines",
    "mark_screened",
    "missing_files",
    "raise_demand",
    "read_document",
    "remove_person",
    "sweep_files",
    "take_upload",
    "update_customer",
]  # fmt: skip
