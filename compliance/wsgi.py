"""The WSGI application: what granian and gunicorn serve."""

import os

from django.core.wsgi import get_wsgi_application

os.umask(0o077)  # whatever this process writes is for its own account alone
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "compliance.settings")
application = get_wsgi_application()
