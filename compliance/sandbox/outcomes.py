"""Why a customer stands where they stand, in the words the API itself gives."""

from compliance.sandbox.client import PartnerClient


def why(api: PartnerClient, customer: str, status: str) -> str:
    """For a draft what must be sent again; for the others one plain sentence."""
    if status == "draft":
        errors = api.requirements(customer)["errors"]
        return "; ".join(error["detail"] for error in errors) or "something must be sent again"
    return {
        "verified": "every check is clear, no human needed",
        "review": "an officer looks at it",
        "restricted": "restricted until an officer has looked",
    }.get(status, status)
