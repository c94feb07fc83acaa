// name: coded-industries
// role: helper
// zh: 全部产业及其名称、别名
// en: All industries with their names and aliases
// columns: id, name, aliases
MATCH (t:Industry)
RETURN t.id AS id, t.name AS name, t.aliases AS aliases
