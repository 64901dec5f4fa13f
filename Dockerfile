# One image for every role: the command decides (compose.yaml). Not run as root; no compiler, and no system package
# but those named: docker build --build-arg PACKAGES="tesseract-ocr tesseract-ocr-ukr tesseract-ocr-ell" .
FROM python:3.11-slim

ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 OMP_THREAD_LIMIT=1 PATH=/srv/.venv/bin:$PATH
WORKDIR /srv
ARG PACKAGES=""
RUN if [ -n "$PACKAGES" ]; then \
        apt-get update -qq && apt-get install -y -qq --no-install-recommends $PACKAGES && rm -rf /var/lib/apt/lists/*; \
    fi
COPY requirements/bootstrap.lock requirements/run.lock requirements/
RUN python -m venv .venv \
    && pip install --no-cache-dir --no-deps --require-hashes -r requirements/bootstrap.lock \
    && uv pip sync --no-cache --require-hashes requirements/run.lock
COPY . .
RUN useradd --system --home /srv gatehouse && mkdir -p /data && chown gatehouse /data
USER gatehouse
ENV GATEHOUSE_VAR=/data
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=3s CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/healthz', timeout=2)"]
CMD ["granian", "--interface", "wsgi", "--host", "0.0.0.0", "--port", "8000", "--workers", "2", "--blocking-threads", "8", "--no-ws", "compliance.wsgi:application"]
