// name: industry-ladder
// role: helper
// zh: 每个产业的全部上位产业
// en: All that stands above each industry
// columns: id, above
MATCH (i:Industry)-[:BROADER*1..4]->(g:Industry)
RETURN DISTINCT i.id AS id, g.id AS above
