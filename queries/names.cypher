// name: names
// role: helper
// zh: 全部事物的名称与别名
// en: The names and aliases of all things
// columns: id, label, name, aliases
MATCH (n:Industry)
RETURN n.id AS id, 'Industry' AS label, n.name AS name, n.aliases AS aliases
UNION ALL
MATCH (n:Instrument)
RETURN n.id AS id, 'Instrument' AS label, n.name AS name, n.aliases AS aliases
UNION ALL
MATCH (n:Place)
RETURN n.id AS id, 'Place' AS label, n.name AS name, n.aliases AS aliases
UNION ALL
MATCH (n:Organization)
RETURN n.id AS id, 'Organization' AS label, n.name AS name, n.aliases AS aliases
UNION ALL
MATCH (n:Member)
RETURN n.id AS id, 'Member' AS label, n.name AS name, n.aliases AS aliases
UNION ALL
MATCH (n:Proposal)
RETURN n.id AS id, 'Proposal' AS label, n.name AS name, null AS aliases
