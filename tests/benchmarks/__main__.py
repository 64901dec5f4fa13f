"""`./run bench [NAME] [OPTIONS]`: lists the benchmarks, or runs one (`all`: every one)."""

import importlib
import os
import pkgutil
import sys

import django

from tests import benchmarks

APPARATUS = {"__main__", "throwaway", "loopback", "processes", "seeding"}


def names() -> list[str]:
    return [module.name for module in pkgutil.iter_modules(benchmarks.__path__) if module.name not in APPARATUS]


def main(arguments: list[str]) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "compliance.settings")
    django.setup()
    options = [argument for argument in arguments if argument.startswith("-")]
    named = [argument for argument in arguments if argument not in options]
    wanted = names() if named == ["all"] else named
    unknown = [name for name in wanted if name not in names()]
    if not wanted or unknown:
        print(f"Benchmarks: {', '.join(names())}, or all.", file=sys.stderr)
        return 2 if unknown else 0
    for name in wanted:
        print(f"== {name}", file=sys.stderr if "--json" in options else sys.stdout, flush=True)
        benchmark = importlib.import_module(f"tests.benchmarks.{name}")
        if options and not hasattr(benchmark, "OPTIONS"):
            print(f"{name} takes no options.", file=sys.stderr)
            return 2
        benchmark.main(options) if options else benchmark.main()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
