-- warn: articles that were received are neither in `articles` nor in `quarantine`: their day failed, or was only ingested
select raw.published_on, count(*) as articles
from raw_articles as raw
anti join articles
    on raw.published_on = articles.published_on
    and raw.article_id = articles.article_id
    and raw.version_id = articles.version_id
anti join quarantine
    on raw.published_on = quarantine.published_on
    and raw.article_id = quarantine.article_id
group by raw.published_on
