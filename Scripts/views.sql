-- Views a question, for SQLite and DuckDB alike, over the tables that `make load` makes.

-- Who is quoted most, of those who are named.
CREATE VIEW IF NOT EXISTS most_quoted AS
SELECT q.source_name, q.source_kind, count(*) AS quotes, count(DISTINCT q.document) AS documents
FROM quotes q
WHERE q.source_name IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM sources s WHERE s.document = q.document AND s.name = q.source_name AND s.anonymous)
GROUP BY q.source_name, q.source_kind;

-- Of the quotes of an outlet, how many have no named source.
CREATE VIEW IF NOT EXISTS anonymous_share AS
SELECT coalesce(d.outlet, d.site, '') AS outlet, count(*) AS quotes,
  avg(CASE WHEN q.source_name IS NULL OR EXISTS (
    SELECT 1 FROM sources s WHERE s.document = q.document AND s.name = q.source_name AND s.anonymous)
    THEN 1.0 ELSE 0.0 END) AS share
FROM quotes q JOIN documents d ON d.id = q.document
GROUP BY coalesce(d.outlet, d.site, '');

-- All numbers with what is counted, who gave them, and where.
CREATE VIEW IF NOT EXISTS figures_by_source AS
SELECT n.kind, n.counted, n.bound, coalesce(n.value, n.low, n.high) AS figure, n.unit, n.source_name,
  coalesce(d.outlet, d.site, '') AS outlet, d.published, n.text, n.id
FROM numbers n JOIN documents d ON d.id = n.document;

-- The same words in quotation marks in two documents or more.
CREATE VIEW IF NOT EXISTS same_saying AS
SELECT lower(q.text) AS saying, min(q.source_name) AS source_name, count(*) AS quotes,
  count(DISTINCT coalesce(d.outlet, d.site, '')) AS outlets, min(d.published) AS first_published
FROM quotes q JOIN documents d ON d.id = q.document
WHERE q.kind = 'direct' AND length(q.text) >= 20
GROUP BY lower(q.text) HAVING count(DISTINCT d.id) > 1;
