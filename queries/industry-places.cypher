// name: industry-places
// role: helper
// zh: 涉及各产业的段落所在的地点
// en: The places of the passages that concern each industry
// parameter jurisdiction: text
// parameter session: text
// parameter year: integer
// columns: industry, via, thing, count, passage
MATCH (p:Proposal)
WHERE ($jurisdiction IS NULL OR p.jurisdiction = $jurisdiction)
  AND ($session IS NULL OR p.session = $session)
  AND ($year IS NULL OR p.year = $year)
MATCH (p)-[:HAS_PASSAGE]->(q:Passage)-[:CONCERNS]->(i:Industry)
MATCH (q)-[:LOCATED_IN]->(t:Place)
RETURN i.id AS industry, 'Place' AS via, t.id AS thing, count(DISTINCT q) AS count, min(q.id) AS passage
