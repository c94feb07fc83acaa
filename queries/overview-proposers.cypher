// name: overview-proposers
// role: helper
// zh: 全部提案的提出者
// en: Who proposed all the proposals
// columns: proposal, member, name, role
MATCH (m)-[r:PROPOSED]->(p:Proposal)
RETURN p.id AS proposal, m.id AS member, m.name AS name, r.role AS role
