"""What is kept no longer is removed: files that no document names, faces and frames whose time is over."""

from celery import shared_task
from django.utils import timezone

from onboarding import services


@shared_task
def sweep_files() -> None:
    services.sweep_files(at=timezone.now())


@shared_task
def sweep_faces() -> None:
    services.sweep_faces(at=timezone.now())
