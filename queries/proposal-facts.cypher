// name: proposal-facts
// role: helper
// zh: 各提案的标题、文种、编号、年份，所属地区、届次与机构，以及段落数
// en: Title, type, number and year of each proposal, the place, session and body it belongs to, and how many passages it has
// parameter jurisdiction: text
// parameter session: text
// parameter year: integer
// columns: id, name, document_type, number, year, jurisdiction, session, body, document, passages
MATCH (p:Proposal)-[:IN_DOCUMENT]->(d:Document)
WHERE ($jurisdiction IS NULL OR p.jurisdiction = $jurisdiction)
  AND ($session IS NULL OR p.session = $session)
  AND ($year IS NULL OR p.year = $year)
OPTIONAL MATCH (p)-[:HAS_PASSAGE]->(q:Passage)
RETURN p.id AS id, p.name AS name, p.document_type AS document_type, p.number AS number, p.year AS year,
  p.jurisdiction AS jurisdiction, p.session AS session, d.body AS body, d.id AS document, count(q) AS passages
