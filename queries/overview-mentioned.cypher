// name: overview-mentioned
// role: helper
// zh: 每个产业、地点与机构有多少提案提及
// en: How many proposals mention each industry, place and organization
// columns: id, label, name, count
MATCH (p:Proposal)-[:HAS_PASSAGE]->(:Passage)-[:CONCERNS]->(n:Industry)
RETURN n.id AS id, 'Industry' AS label, n.name AS name, count(DISTINCT p) AS count
UNION ALL
MATCH (p:Proposal)-[:HAS_PASSAGE]->(:Passage)-[:LOCATED_IN]->(n:Place)
RETURN n.id AS id, 'Place' AS label, n.name AS name, count(DISTINCT p) AS count
UNION ALL
MATCH (p:Proposal)-[:HAS_PASSAGE]->(:Passage)-[:INVOLVES]->(n:Organization)
RETURN n.id AS id, 'Organization' AS label, n.name AS name, count(DISTINCT p) AS count
