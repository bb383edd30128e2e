-- Reads the files TYPE.jsonl of the current folder into a table a type. Lists stay JSON: use json_each on them.
.bail on
.mode ascii
.separator "\001" "\n"
CREATE TABLE raw (record TEXT);

.import document.jsonl raw
CREATE TABLE documents AS SELECT
  record ->> '$.id' AS id, record ->> '$.key' AS key, record ->> '$.origin' AS origin, record ->> '$.url' AS url,
  record ->> '$.canonical' AS canonical, record ->> '$.title' AS title, record -> '$.byline' AS byline,
  record ->> '$.site' AS site, record ->> '$.section' AS section, record ->> '$.published' AS published,
  record ->> '$.published_at' AS published_at, record ->> '$.modified' AS modified, record ->> '$.language' AS language,
  record -> '$.credits' AS credits, record ->> '$.rights' AS rights, record ->> '$.not_article' AS not_article,
  record ->> '$.text_hash' AS text_hash, record ->> '$.duplicate_of' AS duplicate_of, record ->> '$.text' AS text,
  record -> '$.blocks' AS blocks, record ->> '$.genre' AS genre, record ->> '$.outlet' AS outlet
FROM raw;
DELETE FROM raw;

.import entity.jsonl raw
CREATE TABLE entities AS SELECT
  record ->> '$.id' AS id, record ->> '$.document' AS document, record ->> '$.kind' AS kind, record ->> '$.name' AS name,
  record ->> '$.ref' AS ref, record -> '$.descriptors' AS descriptors, record -> '$.mentions' AS mentions,
  record ->> '$.rule' AS rule, record ->> '$.confidence' AS confidence, record ->> '$.gender' AS gender,
  record ->> '$.country' AS country, record ->> '$.subtype' AS subtype
FROM raw;
DELETE FROM raw;

.import source.jsonl raw
CREATE TABLE sources AS SELECT
  record ->> '$.id' AS id, record ->> '$.document' AS document, record ->> '$.name' AS name, record ->> '$.kind' AS kind,
  record ->> '$.entity' AS entity, record ->> '$.anonymous' AS anonymous, record ->> '$.condition' AS condition,
  record ->> '$.count' AS count, record -> '$.affiliations' AS affiliations, record -> '$.mentions' AS mentions,
  record ->> '$.rule' AS rule, record ->> '$.confidence' AS confidence, record ->> '$.role' AS role
FROM raw;
DELETE FROM raw;

.import quote.jsonl raw
CREATE TABLE quotes AS SELECT
  record ->> '$.id' AS id, record ->> '$.document' AS document, record ->> '$.kind' AS kind, record ->> '$.text' AS text,
  record -> '$.spans' AS spans, record ->> '$.cue.text' AS cue, record ->> '$.cue.lemma' AS cue_lemma,
  record ->> '$.cue.class' AS cue_class, record ->> '$.source.id' AS source, record ->> '$.source.name' AS source_name,
  record ->> '$.source.kind' AS source_kind, record ->> '$.source.anonymous' AS anonymous,
  record ->> '$.source.mention.text' AS mention, record ->> '$.negated' AS negated, record ->> '$.hedged' AS hedged,
  record -> '$.sentence' AS sentence, record -> '$.numbers' AS numbers, record -> '$.dates' AS dates,
  record ->> '$.rule' AS rule, record ->> '$.confidence' AS confidence, record ->> '$.act' AS act
FROM raw;
DELETE FROM raw;

.import number.jsonl raw
CREATE TABLE numbers AS SELECT
  record ->> '$.id' AS id, record ->> '$.document' AS document, record ->> '$.text' AS text,
  record ->> '$.start' AS start, record ->> '$.end' AS "end", record ->> '$.kind' AS kind, record ->> '$.value' AS value,
  record ->> '$.low' AS low, record ->> '$.high' AS high, record ->> '$.bound' AS bound, record ->> '$.unit' AS unit,
  record ->> '$.counted' AS counted, record -> '$.parts' AS parts, record ->> '$.of' AS "of",
  record ->> '$.relation' AS relation, record ->> '$.note' AS note, record ->> '$.quote' AS quote,
  record ->> '$.source.id' AS source, record ->> '$.source.name' AS source_name, record -> '$.sentence' AS sentence,
  record ->> '$.rule' AS rule, record ->> '$.confidence' AS confidence, record ->> '$.change' AS change,
  record ->> '$.base' AS base
FROM raw;
DELETE FROM raw;

.import date.jsonl raw
CREATE TABLE dates AS SELECT
  record ->> '$.id' AS id, record ->> '$.document' AS document, record ->> '$.text' AS text,
  record ->> '$.start' AS start, record ->> '$.end' AS "end", record ->> '$.iso' AS iso, record ->> '$.grain' AS grain,
  record ->> '$.anchored' AS anchored, record ->> '$.quote' AS quote, record ->> '$.source.id' AS source,
  record ->> '$.source.name' AS source_name, record ->> '$.rule' AS rule, record ->> '$.confidence' AS confidence,
  record ->> '$.from' AS "from", record ->> '$.to' AS "to"
FROM raw;
DELETE FROM raw;

.import error.jsonl raw
CREATE TABLE errors AS SELECT
  record ->> '$.origin' AS origin, record ->> '$.document' AS document, record ->> '$.stage' AS stage,
  record ->> '$.reason' AS reason
FROM raw;

DROP TABLE raw;
CREATE INDEX quotes_document ON quotes (document);
CREATE INDEX numbers_document ON numbers (document);
CREATE VIRTUAL TABLE quotes_text USING fts5 (text, content = 'quotes');
INSERT INTO quotes_text (quotes_text) VALUES ('rebuild');
