// name: coded-proposals
// role: helper
// zh: 全部提案的年份、届次、地区与会议
// en: Year, session, jurisdiction and body of all proposals
// columns: id, document_type, year, session, jurisdiction, body
MATCH (p:Proposal)
OPTIONAL MATCH (p)-[:IN_DOCUMENT]->(d:Document)
RETURN p.id AS id, p.document_type AS document_type, p.year AS year, p.session AS session,
  p.jurisdiction AS jurisdiction, min(d.body) AS body
