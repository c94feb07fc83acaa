// name: check-passages
// role: helper
// zh: 若干提案的各个段落
// en: The passages of some proposals
// parameter ids: texts, required
// columns: proposal, passage, kind, position
UNWIND $ids AS id
MATCH (p:Proposal {id: id})-[:HAS_PASSAGE]->(q:Passage)
RETURN p.id AS proposal, q.id AS passage, q.kind AS kind, q.position AS position
