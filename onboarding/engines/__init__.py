"""Running the engines, whose native code may crash, hang or grow, in a process beside this one."""

from onboarding.engines.asking import (
    Bounds,
    EngineCrashed,
    EngineFailed,
    EngineGarbled,
    EngineOutOfMemory,
    EngineRaised,
    EngineTooSlow,
    ask,
    end,
    warm,
)

__all__ = [
    "Bounds",
    "EngineCrashed",
    "EngineFailed",
    "EngineGarbled",
    "EngineOutOfMemory",
    "EngineRaised",
    "EngineTooSlow",
    "ask",
    "end",
    "warm",
]
