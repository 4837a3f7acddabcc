"""Two short reports in our own words, of different events."""

STORY = (
    "Two people were killed and five were wounded on Thursday when shells hit the market of Binnish, doctors said. "
    "The army did not comment on the attack, which was the third on the town within a week. Most of the people of the "
    "town have fled to the border, where aid workers say that tents and water are running short."
)
OTHER = (
    "A car bomb went off near a checkpoint in the north of the country on Friday, a monitor said, and at least three "
    "soldiers were wounded. No group claimed the attack. Roads into the city were closed until the evening."
)
