-- What a learned route made of the request, as JSON; reports read its mode, its basis and what the prompt was about.
ALTER TABLE entries ADD COLUMN picked TEXT;
