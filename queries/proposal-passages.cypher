// name: proposal-passages
// role: helper
// zh: 若干提案的段落及其类型
// en: The passages of some proposals, and what they are
// parameter ids: texts, required
// columns: proposal, passage, kind, position, heading
UNWIND $ids AS id
MATCH (p:Proposal {id: id})-[:HAS_PASSAGE]->(q:Passage)
RETURN p.id AS proposal, q.id AS passage, q.kind AS kind, q.position AS position, q.heading AS heading
