// name: organizations
// role: helper
// zh: 全部机构及其名称
// en: All organizations and their names
// columns: id, name
MATCH (n:Organization)
RETURN n.id AS id, n.name AS name
