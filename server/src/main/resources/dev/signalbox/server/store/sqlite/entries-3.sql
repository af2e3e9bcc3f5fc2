-- Words that requests were told with, as a JSON object of texts.
ALTER TABLE entries ADD COLUMN metadata TEXT;
