"""Tables of what was received and what it reads: raw articles, cleaned articles, sentences."""

from warehouse.contracts.table import Column, Table

PUBLISHED_BASES = ("metadata", "sidecar", "dateline", "date_line", "url", "run_day")
SENTENCE_KINDS = ("headline", "byline", "dateline", "caption", "promo", "footer", "body")

article_id = Column("article_id", "text", "the source's own id, else a hash of source and url (or file name)")
version_id = Column("version_id", "text", "first 16 hex digits of the sha256 of this version's bytes")
published_on = Column("published_on", "date", "day of publication as the outlet prints it; the partition")

raw_articles = Table(
    name="raw_articles",
    grain="one fetched version of one article, as received",
    key=("article_id", "version_id"),
    partition="published_on",
    columns=(
        article_id,
        version_id,
        published_on,
        Column("published_at", "moment", "moment of publication, where the source gives one", nullable=True),
        Column("published_basis", "text", "what the publication day was read from", values=PUBLISHED_BASES),
        Column(
            "fetched_at",
            "moment",
            "when this version was fetched; for a file without a sidecar, its own time",
        ),
        Column("source", "text", "outlet or feed, as in the source registry"),
        Column("url", "text", "address of the article", nullable=True),
        Column("title", "text", "title as the source gives it apart from the text", nullable=True),
        Column("media_type", "text", "of `body`", values=("text/plain", "text/html")),
        Column("sha256", "text", "of `body`, hex"),
        Column("origin", "text", "file name (and line) that it came from, for the one who searches"),
        Column("body", "bytes", "the bytes as received"),
    ),
)

articles = Table(
    name="articles",
    grain="one cleaned version of one article",
    key=("article_id", "version_id"),
    partition="published_on",
    columns=(
        article_id,
        version_id,
        published_on,
        Column("published_at", "moment", "moment of publication, where known", nullable=True),
        Column("published_basis", "text", "what the publication day was read from", values=PUBLISHED_BASES),
        Column("fetched_at", "moment", "when this version was fetched: from then on it was known"),
        Column("source", "text", "outlet or feed, as in the source registry"),
        Column("url", "text", "address of the article", nullable=True),
        Column("title", "text", "title", nullable=True),
        Column("author", "text", "author as printed", nullable=True),
        Column("text", "text", "cleaned text; every offset in the warehouse counts its characters"),
        Column("language", "text", "ISO 639-1 code of the text"),
        Column("language_score", "number", "how sure the language is", unit="probability", low=0, high=1),
        Column("words", "integer", "words in `text`", low=0),
        Column(
            "near_duplicate_of",
            "text",
            "article_id of the earliest article of the day with nearly the same text",
            nullable=True,
        ),
    ),
)

sentences = Table(
    name="sentences",
    grain="one sentence, or one line that is none (byline, promo), of one article version",
    key=("article_id", "version_id", "sentence_index"),
    partition="published_on",
    columns=(
        article_id,
        version_id,
        published_on,
        Column("sentence_index", "integer", "place in reading order, from 0", low=0),
        Column("kind", "text", "what sort of line it is", values=SENTENCE_KINDS),
        Column("paragraph", "integer", "paragraph that it stands in, from 0", low=0),
        Column("start", "integer", "first character in the article's text", unit="characters", low=0),
        Column("end", "integer", "one past the last character", unit="characters", low=0),
        Column("text", "text", "exactly articles.text[start:end]"),
    ),
)
