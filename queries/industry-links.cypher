// name: industry-links
// zh: 产业之间怎样连在一起：同段提及、共用政策工具、同在一地、同一提出者，附强度与原句
// en: How industries are linked: in one passage, by shared instruments, places and proposers, with strengths and sentences
// option name: text
// option a: text
// option b: text
// parameter jurisdiction: text
// parameter session: text
// parameter year: integer, 1900..2200
// option limit: integer = 20, 1..1000
// columns: industry, industry_name, other, other_name, strength, why, passages, instruments, places, proposers, evidence
MATCH (p:Proposal)
WHERE ($jurisdiction IS NULL OR p.jurisdiction = $jurisdiction)
  AND ($session IS NULL OR p.session = $session)
  AND ($year IS NULL OR p.year = $year)
MATCH (p)-[:HAS_PASSAGE]->(q:Passage)-[:CONCERNS]->(i:Industry)
MATCH (q)-[:LOCATED_IN]->(t:Place)
RETURN i.id AS industry, 'Place' AS via, t.id AS thing, count(DISTINCT q) AS count, min(q.id) AS passage
