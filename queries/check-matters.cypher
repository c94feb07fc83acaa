// name: check-matters
// role: helper
// zh: 哪些提案的建议提及许多产业
// en: Which proposals name many industries in their measures
// parameter jurisdiction: text
// parameter session: text
// parameter year: integer
// parameter least: integer
// columns: id
MATCH (p:Proposal)-[:HAS_PASSAGE]->(q:Passage)-[:CONCERNS]->(t:Industry)
WHERE q.kind = 'measure'
  AND NOT p.document_type IN ['reply', 'news']
  AND ($jurisdiction IS NULL OR p.jurisdiction = $jurisdiction)
  AND ($session IS NULL OR p.session = $session)
  AND ($year IS NULL OR p.year = $year)
WITH p, count(DISTINCT t) AS many
WHERE many >= $least
RETURN p.id AS id
