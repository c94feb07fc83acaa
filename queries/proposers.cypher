// name: proposers
// role: helper
// zh: 若干提案的提出者
// en: Who proposed some proposals
// parameter ids: texts, required
// columns: proposal, name, role
UNWIND $ids AS id
MATCH (m)-[r:PROPOSED]->(p:Proposal {id: id})
RETURN p.id AS proposal, m.name AS name, r.role AS role
