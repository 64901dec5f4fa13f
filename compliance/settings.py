"""Every setting, from the environment or the embedded default; no logic beyond that."""

from pathlib import Path

import django_stubs_ext
from csp.constants import NONCE, NONE, SELF

from compliance import environment

django_stubs_ext.monkeypatch()  # lets `admin.ModelAdmin[Event]` say its type at run time too

BASE_DIR = environment.BASE
VAR = Path(environment.text("VAR") or BASE_DIR / "var")
LIVE = environment.flag("LIVE")
_secrets = environment.load_secrets(VAR, live=LIVE)

SECRET_KEY = _secrets.django_key
MASTER_KEYS = environment.master_keys(_secrets.master_keys)
AUDIT_SIGNING_KEY = _secrets.audit_key
AUDIT_RETIRED_KEYS = environment.words("AUDIT_RETIRED_KEYS")
"""Public keys, in hex, of former signing keys: their checkpoints still verify."""
AUDIT_READERS = ("webhooks",)
DEBUG = False
ALLOWED_HOSTS = environment.words("HOSTS", "localhost 127.0.0.1 [::1]")
CSRF_TRUSTED_ORIGINS = environment.words("TRUSTED_ORIGINS")
if LIVE:
    environment.refuse_unsafe(environment.words("HOSTS"))

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "csp",
    "oauth2_provider",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "compliance.apps.WiringConfig",
    "compliance.audit",
    "compliance.vault",
    "compliance.partners",
    "compliance.policy",
    "compliance.jobs",
    "onboarding",
    "screening",
    "compliance.risk",
    "compliance.cases",
    "compliance.gate",
    "compliance.payments",
    "compliance.webhooks",
    "compliance.dashboard",
    "compliance.sandbox",
]
MIDDLEWARE = [
    "compliance.requests.RequestContext",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "compliance.pages.ContentPolicy",
    "compliance.pages.Session",
    "django.middleware.common.CommonMiddleware",
    "compliance.pages.Csrf",
    "compliance.pages.Officer",
    "compliance.pages.Messages",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "compliance.pages.Htmx",
    "compliance.dashboard.answers.Answers",
]
ROOT_URLCONF = "compliance.urls"
WSGI_APPLICATION = "compliance.wsgi.application"
APPEND_SLASH = False
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "compliance.dashboard.navigation.navigation",
            ],
        },
    },
]

DATABASES = {"default": environment.database(environment.text("DATABASE_URL"), VAR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "partners.Officer"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
    "compliance.partners.tokens.ClientSecretHasher",
]
LOGIN_URL = "dashboard:login"
LOGIN_REDIRECT_URL = "dashboard:queue"
LOGOUT_REDIRECT_URL = "dashboard:login"
CSRF_FAILURE_VIEW = "compliance.dashboard.answers.form_expired"

VALKEY_SOCKET = environment.socket_path(VAR)
REDIS_URL = environment.text("REDIS_URL") or f"unix://{VALKEY_SOCKET}"
CACHE_IS_EMBEDDED = not environment.text("REDIS_URL")
BROKER_IS_EMBEDDED = not environment.text("BROKER_URL")
CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}}

INDEX_ROOT = Path(environment.text("INDEX") or VAR / "index")
"""Where the index of the watchlists lies that all processes of a machine share."""
STORAGE_ROOT = Path(environment.text("STORAGE") or VAR / "files")
LANGUAGE_CODE = "en-gb"
TIME_ZONE = "UTC"
USE_TZ = True
STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
STATICFILES_DIRS = [BASE_DIR / "compliance" / "dashboard" / "assets"]

# Uploads: the intake bounds each file itself; these bound what a request may hold in memory.
MAX_UPLOAD_BYTES = environment.number("MAX_UPLOAD_BYTES", 12 * 1024 * 1024)
MAX_UPLOAD_PIXELS = environment.number("MAX_UPLOAD_PIXELS", 50_000_000)
MAX_UPLOAD_PAGES = environment.number("MAX_UPLOAD_PAGES", 5)
CLAMAV = environment.text("CLAMAV")
"""Where a ClamAV daemon listens, `unix:/path` or `host:port`; without one nothing is scanned."""
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 100
DATA_UPLOAD_MAX_NUMBER_FILES = 10  # the frames of a challenge
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = MAX_UPLOAD_BYTES + 128 * 1024  # the largest file, and the multipart around it

# Transport: a proxy ends TLS in front of this service in live mode.
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 8 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
if LIVE:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["compliance.partners.authentication.BearerToken"],
    "DEFAULT_PERMISSION_CLASSES": ["compliance.partners.authentication.HasScope"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["compliance.partners.parsers.StrictJSONParser"],
    "DEFAULT_THROTTLE_CLASSES": ["compliance.partners.throttling.PartnerBucket"],
    "DEFAULT_SCHEMA_CLASS": "compliance.schema.PartnerSchema",
    "EXCEPTION_HANDLER": "compliance.problems.answer",
    "UNAUTHENTICATED_USER": None,
    "UNAUTHENTICATED_TOKEN": None,
    "DEFAULT_VERSIONING_CLASS": None,
    "NUM_PROXIES": 0,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Gatehouse",
    "VERSION": "1.0.0",
    "OAS_VERSION": "3.1.0",
    "DESCRIPTION": "Decides who may move money, and can prove why.",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_AUTHENTICATION": [],
    "SERVE_PERMISSIONS": ["rest_framework.permissions.AllowAny"],
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
    "COMPONENT_SPLIT_REQUEST": True,
    "POSTPROCESSING_HOOKS": [],
}

OAUTH2_PROVIDER_APPLICATION_MODEL = "partners.Credential"
OAUTH2_PROVIDER = {
    "ACCESS_TOKEN_EXPIRE_SECONDS": 900,
    "SCOPES_BACKEND_CLASS": "compliance.partners.scopes.CredentialScopes",
    "CLIENT_SECRET_HASHER": "client_secret_sha256",
    "ACCESS_TOKEN_GENERATOR": "compliance.partners.tokens.new_token",
    "COMPLIANT_BCP_RFC9700_IMPLICIT_GRANT": True,
    "COMPLIANT_BCP_RFC9700_PASSWORD_GRANT": True,
    "COMPLIANT_BCP_RFC9700_PKCE_METHOD": True,
    "COMPLIANT_BCP_RFC9700_ACCESS_TOKEN_TRANSPORT": True,
    "COMPLIANT_BCP_RFC9700_AUTHZ_RESPONSE_ISS": True,
    "COMPLIANT_BCP_RFC9700_TOKEN_STORAGE": True,
    "COMPLIANT_BCP_RFC9700_REFRESH_TOKEN": True,
    "COMPLIANT_BCP_RFC9700_REDIRECT_URI_SCHEME": True,
    "COMPLIANT_BCP_RFC9700_REDIRECT_URI_MATCHING": True,
    "COMPLIANT_BCP_RFC9700_PKCE_REQUIRED": True,
    "REFRESH_TOKEN_REUSE_PROTECTION": True,
    "ALLOWED_REDIRECT_URI_SCHEMES": ["https"],
}
PARTNER_REQUESTS_PER_MINUTE = environment.number("PARTNER_REQUESTS_PER_MINUTE", 6000)
TRUSTED_PROXIES = environment.networks("TRUSTED_PROXIES")
TOKEN_REQUESTS_PER_MINUTE = environment.number("TOKEN_REQUESTS_PER_MINUTE", 60)
METRICS_TOKEN = environment.text("METRICS_TOKEN")

CELERY = {
    "broker_url": environment.text("BROKER_URL") or f"redis+socket://{VALKEY_SOCKET}",
    "task_ignore_result": True,
    "task_acks_late": True,
    "task_reject_on_worker_lost": True,
    "task_default_queue": "default",
    "worker_prefetch_multiplier": 1,
    "worker_hijack_root_logger": False,
    "worker_send_task_events": False,
    "broker_connection_retry_on_startup": True,
    "task_serializer": "json",
    "accept_content": ["json"],
    "timezone": "UTC",
}
REFRESH_LISTS = environment.chosen("REFRESH_LISTS")
PRELOAD_ENGINES = environment.flag("PRELOAD")
QUEUES = ("default", "ocr", "faces", "screening", "webhooks")
LOG_LEVEL = environment.text("LOG_LEVEL", "INFO").upper()
LOG_FORMAT = environment.text("LOG_FORMAT", "json")
LOGGING_CONFIG = None
POLICY_FILE = BASE_DIR / "fixtures" / "policy" / "default.toml"
COMPROMISED_NUMBERS_NAMED = bool(environment.text("COMPROMISED_NUMBERS"))
COMPROMISED_NUMBERS = Path(environment.text("COMPROMISED_NUMBERS") or VAR / "compromised.index")
"""Keyed digests of compromised document numbers. One that is named must be there; all workers read the same."""
FACE_MODEL = environment.text("FACE_MODEL")
"""An ONNX file that compares faces in place of dlib's network; its table of thresholds lies beside it (`.toml`)."""
LIVENESS_MODEL = environment.text("LIVENESS_MODEL")
"""An ONNX file that tells live faces from prints and screens in place of the signals of our own."""
ALLOW_PRIVATE_WEBHOOKS = environment.flag("ALLOW_PRIVATE_WEBHOOKS")
"""Webhook addresses on loopback and private networks are refused unless this is set: for the demo and the tests."""
ENGINE_SECONDS = environment.number("ENGINE_SECONDS", 60)
ENGINE_MEMORY_MB = environment.number("ENGINE_MEMORY_MB", 4096)
"""What one question to an engine may take. An engine that takes more is ended, and another one started."""
CHECK_LEASE_SECONDS = environment.number("CHECK_LEASE_SECONDS", 160)
"""Longer than the start of an engine (90) and one question to it: a worker renews its lease before each. A step of a
worker that was killed begins anew after this time."""
