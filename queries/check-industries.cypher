// name: check-industries
// role: helper
// zh: 若干提案的建议各提及哪些产业
// en: Which industries each measure of some proposals names
// parameter ids: texts, required
// columns: proposal, passage, industry, key
UNWIND $ids AS id
MATCH (p:Proposal {id: id})-[:HAS_PASSAGE]->(q:Passage)-[c:CONCERNS]->(t:Industry)
WHERE q.kind = 'measure'
RETURN p.id AS proposal, q.id AS passage, t.id AS industry, c.key AS key
