"""How client ids, client secrets and tokens are made, and how the secrets are kept."""

from secrets import token_urlsafe

from django.contrib.auth.hashers import PBKDF2PasswordHasher


class ClientSecretHasher(PBKDF2PasswordHasher):
    """One salted HMAC-SHA-256: stretching protects guessable passwords, and these are 256 random bits made by us."""

    algorithm = "client_secret_sha256"
    iterations = 1


def new_client_id() -> str:
    return f"ghc_{token_urlsafe(18)}"


def new_client_secret() -> str:
    return f"ghs_{token_urlsafe(32)}"


def new_token(_request: object, refresh_token: bool = False) -> str:
    """256 random bits behind a prefix that secret scanners can recognise."""
    return f"gha_{token_urlsafe(32)}"
