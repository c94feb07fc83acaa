// name: named
// role: helper
// zh: 编号或名称恰好如此的事物
// en: Things whose id or name is exactly this
// parameter name: text, required
// columns: id, label, name
MATCH (n:Industry)
WHERE n.id = $name OR n.name = $name
RETURN n.id AS id, 'Industry' AS label, n.name AS name
UNION ALL
MATCH (n:Instrument)
WHERE n.id = $name OR n.name = $name
RETURN n.id AS id, 'Instrument' AS label, n.name AS name
UNION ALL
MATCH (n:Place)
WHERE n.id = $name OR n.name = $name
RETURN n.id AS id, 'Place' AS label, n.name AS name
UNION ALL
MATCH (n:Organization)
WHERE n.id = $name OR n.name = $name
RETURN n.id AS id, 'Organization' AS label, n.name AS name
UNION ALL
MATCH (n:Member)
WHERE n.id = $name OR n.name = $name
RETURN n.id AS id, 'Member' AS label, n.name AS name
UNION ALL
MATCH (n:Proposal)
WHERE n.id = $name OR n.name = $name
RETURN n.id AS id, 'Proposal' AS label, n.name AS name
