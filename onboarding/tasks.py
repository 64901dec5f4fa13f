"""Files that no document names any more are removed: what a kill between the disk and the database leaves behind."""

from celery import shared_task
from django.utils import timezone

from onboarding import services


@shared_task
def sweep_files() -> None:
    services.sweep_files(at=timezone.now())
