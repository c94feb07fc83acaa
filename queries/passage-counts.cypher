// name: passage-counts
// role: helper
// zh: 各提案提及多少处事物
// en: How many things the passages of each proposal mention
// columns: id, count
MATCH (p:Proposal)
OPTIONAL MATCH (p)-[:HAS_PASSAGE]->(:Passage)-[r:CONCERNS|USES|LOCATED_IN|INVOLVES]->()
RETURN p.id AS id, count(r) AS count
