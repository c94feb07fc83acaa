// name: overview-proposers
// role: helper
// zh: 全部提案的提出者
// en: Who proposed all the proposals
// columns: proposal, name, role
MATCH (m)-[r:PROPOSED]->(p:Proposal)
RETURN p.id AS proposal, m.name AS name, r.role AS role
