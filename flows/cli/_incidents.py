"""Finding one incident in the published warehouse, for the commands that show it."""

from typing import Any

import click


def find(incident: str) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The incident whose id begins with `incident`, and its claims with their citations, in order of publication.

    Where it was merged into another, that one. Ends in a message where there is none, or more than one.
    """
    from warehouse import query as asking
    from warehouse.settings import current

    try:
        with asking.connect(current().data / "warehouse.duckdb") as connection:

            def rows(sql: str, *parameters: Any) -> list[dict[str, Any]]:
                answer = asking.ask(connection, sql, list(parameters))
                return [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]

            ids = rows("select distinct incident_id from incidents where incident_id like ? || '%'", incident)
            if len(ids) != 1:
                found = "no incident" if not ids else f"{len(ids)} incidents"
                raise click.ClickException(
                    f"{found} with an id that begins with {incident!r}; list them with "
                    '`tollbook sql "from incidents_current"`'
                )
            versions = rows("from incidents where incident_id = ? order by known_from", ids[0]["incident_id"])
            last = versions[-1]
            if last["merged_into"]:
                click.echo(f"{last['incident_id']} was merged into {last['merged_into']}\n", err=True)
                return find(last["merged_into"])
            return last, rows("from citations where incident_id = ?", last["incident_id"])
    except asking.QueryError as error:
        raise click.ClickException(str(error)) from None


def days(row: dict[str, Any]) -> str:
    """The days of an incident, as a person says them.

    >>> days({"date_start": None, "date_end": "2020-02-06"})
    'by 2020-02-06'
    """
    start, end = row["date_start"], row["date_end"]
    if start is None:
        return f"by {end}" if end else "undated"
    return str(start) if start == end else f"{start} to {end}"


def place(row: dict[str, Any]) -> str:
    """Its place, the finest first."""
    names = [row["place_name"], row["admin1"], row["country"]]
    told = [name for i, name in enumerate(names) if name and name not in names[:i]]
    return ", ".join(told) or "place not told"


def number(low: int | None, high: int | None) -> str:
    """A claim's or an incident's number.

    >>> [number(5, 5), number(5, 9), number(20, None), number(None, 40), number(None, None)]
    ['5', '5 to 9', 'at least 20', 'at most 40', '?']
    """
    if low is None and high is None:
        return "?"
    if low is None:
        return f"at most {high}"
    if high is None:
        return f"at least {low}"
    return str(low) if low == high else f"{low} to {high}"
