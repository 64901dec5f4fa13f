"""The web process starts without the engines that only workers need: it looks at pictures, and reads none."""

import os
import subprocess
import sys
from pathlib import Path

from compliance.environment import BASE

_START = """
import sys, compliance.wsgi
from django.urls import get_resolver
get_resolver().url_patterns
print(*sorted({"dlib", "face_recognition", "onnxruntime", "pytesseract", "skimage", "zxingcpp"} & set(sys.modules)))
"""


def test_the_web_process_loads_none_of_the_networks(tmp_path: Path) -> None:
    environment = os.environ | {"GATEHOUSE_VAR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "compliance.settings"}

    started = subprocess.run([sys.executable, "-c", _START], cwd=BASE, env=environment, capture_output=True, check=True)

    assert started.stdout.split() == []
