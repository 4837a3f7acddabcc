-- warn: dead of a day after the article's publication; the date was resolved forwards, or the publication day is wrong
select published_on, claim_id, date_text, date_start
from claims
where kind = 'casualty' and outcome = 'killed' and date_start > published_on
