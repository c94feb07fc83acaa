// name: instruments
// role: helper
// zh: 全部政策工具及其名称
// en: All instruments and their names
// columns: id, name
MATCH (i:Instrument)
RETURN i.id AS id, i.name AS name
