// name: proposal-facts
// role: helper
// zh: 各提案的标题、文种、编号、年份，以及所属地区、届次与机构
// en: Title, type, number and year of each proposal, and the place, session and body it belongs to
// parameter jurisdiction: text
// parameter session: text
// parameter year: integer
// columns: id, name, document_type, number, year, jurisdiction, session, body, document
MATCH (p:Proposal)-[:IN_DOCUMENT]->(d:Document)
WHERE ($jurisdiction IS NULL OR p.jurisdiction = $jurisdiction)
  AND ($session IS NULL OR p.session = $session)
  AND ($year IS NULL OR p.year = $year)
RETURN p.id AS id, p.name AS name, p.document_type AS document_type, p.number AS number, p.year AS year,
  p.jurisdiction AS jurisdiction, p.session AS session, d.body AS body, d.id AS document
