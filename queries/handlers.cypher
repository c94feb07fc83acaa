// name: handlers
// role: helper
// zh: 若干提案的承办单位
// en: Which bodies handle some proposals
// parameter ids: texts, required
// columns: proposal, name, role, key
UNWIND $ids AS id
MATCH (p:Proposal {id: id})-[h:HANDLED_BY]->(o:Organization)
RETURN p.id AS proposal, o.name AS name, h.role AS role, h.key AS key
