"""Raw articles to readable text: pages stripped, characters put right, language told, near-duplicates marked."""
