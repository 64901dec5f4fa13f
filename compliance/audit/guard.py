"""The triggers that make the trail append-only, as SQL: for the migration, and for tests that must break the rule.

They stop the application and the slip of a hand. The owner of the tables can drop them: that is what the chain is for.
"""

from collections.abc import Iterable

TABLES = ("audit_event", "audit_checkpoint")

_FUNCTION = """
CREATE OR REPLACE FUNCTION audit_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the trail is append-only: % of % is refused', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END $$
"""
_POSTGRESQL = """
CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table}
FOR EACH ROW EXECUTE FUNCTION audit_append_only();
CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION audit_append_only()
"""
# INSERT OR REPLACE deletes without firing a DELETE trigger (unless recursive_triggers is on): hence the third.
_SQLITE = """
CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table}
BEGIN SELECT RAISE(ABORT, 'the trail is append-only: UPDATE is refused'); END;;
CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table}
BEGIN SELECT RAISE(ABORT, 'the trail is append-only: DELETE is refused'); END;;
CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table}
WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id OR (chain = NEW.chain AND seq = NEW.seq))
BEGIN SELECT RAISE(ABORT, 'the trail is append-only: the place is taken'); END
"""


def raise_guard(vendor: str, tables: Iterable[str] = TABLES) -> list[str]:
    """Statements that make the tables append-only."""
    if vendor == "postgresql":
        return [_FUNCTION, *(part for table in tables for part in _POSTGRESQL.format(table=table).split(";\n"))]
    return [part for table in tables for part in _SQLITE.format(table=table).split(";;")]


def lower_guard(vendor: str, tables: Iterable[str] = TABLES) -> list[str]:
    """Statements that undo `raise_guard()`; only the owner of the tables may run them."""
    names = ("append_only", "no_truncate") if vendor == "postgresql" else ("no_update", "no_delete", "no_replace")
    place = " ON {table}" if vendor == "postgresql" else ""
    return [f"DROP TRIGGER {table}_{name}{place.format(table=table)}" for table in tables for name in names]
