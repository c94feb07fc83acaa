// name: profiled
// role: helper
// zh: 每位委员、每个机构提出或承办多少提案
// en: How many proposals each member and organization made or handles
// columns: id, label, count
MATCH (n:Member)-[:PROPOSED]->(p:Proposal)
RETURN n.id AS id, 'Member' AS label, count(DISTINCT p) AS count
UNION ALL
MATCH (n:Organization)-[:PROPOSED]->(p:Proposal)
RETURN n.id AS id, 'Organization' AS label, count(DISTINCT p) AS count
UNION ALL
MATCH (p:Proposal)-[:HANDLED_BY]->(n:Organization)
RETURN n.id AS id, 'Organization' AS label, count(DISTINCT p) AS count
