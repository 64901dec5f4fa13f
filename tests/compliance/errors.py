"""Every error that a caller can be given, by code."""

import importlib
import pkgutil
from collections.abc import Iterator

import compliance
import onboarding
import screening
from compliance.kernel.errors import DomainError

_NOT_LOADED = ("migrations", "wsgi", "specimens", "management", "benchmarks", "training")


def domain_errors() -> list[type[DomainError]]:
    """Every subclass of DomainError in the three packages."""
    for package in (compliance, onboarding, screening):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not any(part in found.name.split(".") for part in _NOT_LOADED):
                importlib.import_module(found.name)
    ours = ("compliance.", "onboarding.", "screening.")
    return [error for error in _beneath(DomainError) if error.__module__.startswith(ours)]


def _beneath(error: type[DomainError]) -> Iterator[type[DomainError]]:
    for each in error.__subclasses__():
        yield each
        yield from _beneath(each)
