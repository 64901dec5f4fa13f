"""Errors: what a subclass declares, what a raise may add."""

from compliance.kernel.errors import DomainError


class TooLate(DomainError):
    code = "too_late"
    status = 409
    title = "It is too late."


def test_an_error_without_a_detail_says_its_title() -> None:
    error = TooLate()

    assert (str(error), error.detail, error.extra) == ("It is too late.", "It is too late.", {})
    assert (error.code, error.status) == ("too_late", 409)


def test_a_raise_may_add_a_detail_and_members() -> None:
    error = TooLate("Come earlier.", opens_at=9)

    assert (str(error), error.detail, error.title, error.extra) == (
        "Come earlier.",
        "Come earlier.",
        "It is too late.",
        {"opens_at": 9},
    )


def test_the_base_class_is_a_422() -> None:
    assert (DomainError.code, DomainError.status) == ("domain_error", 422)
