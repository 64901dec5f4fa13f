"""The engines, asked in the process beside this one, within the bounds that the settings give."""

from django.conf import settings

from onboarding import engines

_PRELOADED = ("onboarding.ocr.reader", "onboarding.faces.dlib_matcher")


def load_engines() -> None:
    """Starts the process that reads and compares, so that the first customer does not wait for it. Returns at once."""
    engines.warm(bounds=_bounds())


def end_engines() -> None:
    """Ends the process, if there is one."""
    engines.end()


def ask(module: str, function: str, *arguments: object, **options: object) -> object:
    """Raises EngineFailed where the engine crashed, was too slow or took too much memory."""
    return engines.ask(module, function, *arguments, bounds=_bounds(), **options)


def _bounds() -> engines.Bounds:
    return engines.Bounds(
        seconds=settings.ENGINE_SECONDS,
        memory=settings.ENGINE_MEMORY_MB * 1024 * 1024,
        load=_PRELOADED if settings.PRELOAD_ENGINES else (),
    )
