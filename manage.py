#!/usr/bin/env python
"""Gatehouse from a shell: the same services as the API and the dashboard."""

import os
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    os.umask(0o077)  # whatever this process and its children write is for their own account alone
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "compliance.settings")
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
