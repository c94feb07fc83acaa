// name: overview-proposals
// role: helper
// zh: 全部提案及其所在文件
// en: All proposals and the document each stands in
// columns: id, name, document, position, document_type, number, year
MATCH (p:Proposal)-[:IN_DOCUMENT]->(d:Document)
RETURN p.id AS id, p.name AS name, d.id AS document, p.position AS position, p.document_type AS document_type,
  p.number AS number, p.year AS year
