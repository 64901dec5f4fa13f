"""The trail from a shell: words, files and exit codes; the offline verifier needs neither Django nor a database."""

import json
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from compliance.audit import guard, offline
from compliance.audit.models import Checkpoint, Event
from tests.compliance.audit import trails
from tests.compliance.audit.trails import PARTNER

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).parents[3]


def run(*arguments: object) -> tuple[int, str, str]:
    """Exit code, standard output, standard error."""
    out, err, code = StringIO(), StringIO(), 0
    try:
        call_command("audit", *map(str, arguments), stdout=out, stderr=err)
    except CommandError as error:
        code = error.returncode
        err.write(str(error))
    except SystemExit as stop:
        code = int(stop.code or 0)
    return code, out.getvalue(), err.getvalue()


def break_trail() -> None:
    connection.check_constraints()
    with connection.cursor() as cursor:
        for statement in guard.lower_guard(connection.vendor):
            cursor.execute(statement)
    Event.objects.filter(chain=PARTNER, seq=3).update(subject="cus_99")


def test_a_whole_trail_exits_with_0() -> None:
    trails.write()

    assert run("verify") == (0, "The trail is whole.\nVerified: 24 events in 2 chains, 4 checkpoints.\n", "")


def test_a_broken_trail_exits_with_1_and_says_where() -> None:
    trails.write()
    break_trail()

    code, out, _ = run("verify", "--json")

    fault = {"chain": PARTNER.hex, "seq": 3, "what": "altered: the hash is not that of the fields"}
    assert code == 1
    assert json.loads(out)["trail"] == {
        "events": 14,
        "chains": 2,
        "checkpoints": 4,
        "signatures_checked": True,
        "verified": False,
        "first_fault": fault,
    }


def test_verify_writes_the_file_that_it_verified(tmp_path: Path) -> None:
    trails.write()
    file = tmp_path / "trail.jsonl"

    code, out, _ = run("verify", "--export", file)

    assert (code, out) == (0, "The trail is whole.\nVerified: 24 events in 2 chains, 4 checkpoints.\n")
    assert file.read_bytes() == trails.exported_bytes()
    assert [path.name for path in tmp_path.iterdir()] == ["trail.jsonl"]


def test_a_file_that_cannot_be_written_exits_with_2(tmp_path: Path) -> None:
    code, out, err = run("export", tmp_path / "absent" / "trail.jsonl")

    assert (code, out) == (2, "")
    assert "No such file" in err


def test_checkpoints_printed_as_lines_are_anchors(tmp_path: Path) -> None:
    trails.write()
    anchors = tmp_path / "anchors.jsonl"
    with connection.cursor() as cursor:
        for statement in guard.lower_guard(connection.vendor):
            cursor.execute(statement)
    Checkpoint.objects.all().delete()
    code, out, err = run("checkpoint", "--json")
    anchors.write_text(out)

    assert (code, err) == (0, "2 chains signed.\n")
    assert run("verify", "--anchors", anchors)[0] == 0
    Event.objects.filter(chain=PARTNER, seq=12).update(seq=13)
    assert run("verify", "--anchors", anchors)[0] == 1


@pytest.mark.parametrize("content", ["nonsense\n", '{"type":"end"}\n'])
def test_anchors_that_are_none_exit_with_2(tmp_path: Path, content: str) -> None:
    anchors = tmp_path / "anchors.jsonl"
    anchors.write_text(content)

    assert run("verify", "--anchors", anchors) == (2, "", "this is not a file of checkpoints")


def test_a_broken_trail_is_not_signed() -> None:
    trails.write()
    Checkpoint.objects.count()
    break_trail()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM audit_checkpoint")

    code, _, err = run("checkpoint")

    assert code == 1
    assert err.startswith(f"The trail is broken: chain {PARTNER.hex}, event 3: altered")


def verify_offline(*arguments: object) -> subprocess.CompletedProcess[str]:
    """Runs the verifier where importing Django or psycopg fails."""
    program = (
        "import sys; sys.modules |= {'django': None, 'psycopg': None}; "
        "from compliance.audit import offline; sys.exit(offline.main(sys.argv[1:]))"
    )
    command = [sys.executable, "-c", program, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)


def test_the_offline_verifier_says_the_same_words(tmp_path: Path) -> None:
    trails.write()
    file = tmp_path / "trail.jsonl"
    words = run("verify", "--export", file)[1]
    public_key = run("public-key")[1].strip()

    whole = verify_offline(file, "--public-key", public_key)
    unchecked = verify_offline(file, "--json")

    assert (whole.returncode, whole.stdout, whole.stderr) == (0, words, "")
    assert json.loads(unchecked.stdout)["trail"]["signatures_checked"] is False


def test_the_offline_verifier_finds_what_is_broken(tmp_path: Path) -> None:
    trails.write()
    break_trail()
    file = tmp_path / "trail.jsonl"
    assert run("export", file)[0] == 0

    broken = verify_offline(file)

    assert broken.returncode == 1
    assert f"chain {PARTNER.hex}, event 3: altered" in broken.stdout


@pytest.mark.parametrize("arguments", [("absent.jsonl",), ("README", "--public-key", "xyz"), ("README",)])
def test_the_offline_verifier_refuses_bad_input_with_2(
    tmp_path: Path, arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("README").write_text("# Not a trail\n")

    assert offline.main(list(arguments)) == 2

    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 1
