// name: coded-passages
// role: helper
// zh: 各提案的段落及其类型
// en: The passages of the proposals, with their kinds
// columns: proposal, passage, kind
MATCH (p:Proposal)-[:HAS_PASSAGE]->(q:Passage)
RETURN p.id AS proposal, q.id AS passage, q.kind AS kind
