"""Links a collection of articles without a warehouse: which articles tell of one incident, by their main account.

For `tollbook link`. The warehouse's own incidents are made night by night in `stage.py`.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from tasks.link.accounts import Account, Text, accounts_of, bare_account
from tasks.link.cluster import Record


@dataclass(slots=True)
class Told:
    """One article of the collection: its words and its claims' rows, in reading order."""

    article_id: str
    source: str
    published: date | None
    text: Text
    claims: list[dict] = field(default_factory=list)


def link_collection(articles: Iterable[Told]) -> dict[str, str]:
    """article_id -> id of the incident that the article is mainly about. The order of the articles does not matter."""
    accounts = [main_account(article) for article in articles]
    record = Record()
    record.absorb(accounts)
    return {account.article_id: record.cluster_of(account.account_id).incident_id for account in accounts}


def main_account(article: Told) -> Account:
    """The article's main account, recognisable by its words where it has no claim that tells when or where."""
    bare = bare_account(article.article_id, article.source, article.published, article.text)
    about = {"article_id": article.article_id, "version_id": "", "published_on": article.published}
    said = [claim | about for claim in article.claims]
    if not said:
        return bare
    account = accounts_of(said, source=article.source, text=article.text)[0]
    account.account_id = bare.account_id
    return account
