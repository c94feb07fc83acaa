// name: coded-instruments
// role: helper
// zh: 全部政策工具的名称、类别、次级工具与兼属
// en: All instruments with their names, classes and sub-tools
// columns: id, name, class, subtool, secondary
MATCH (i:Instrument)
RETURN i.id AS id, i.name AS name, i.class AS class, i.subtool AS subtool, i.secondary AS secondary
