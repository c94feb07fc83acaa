// name: concepts
// role: helper
// zh: 全部产业、政策工具与地点的名称，地点附行政区划代码
// en: The names of all industries, instruments and places; places with the code of the division
// columns: id, label, name, code
MATCH (n:Industry)
RETURN n.id AS id, 'Industry' AS label, n.name AS name, n.code AS code
UNION ALL
MATCH (n:Instrument)
RETURN n.id AS id, 'Instrument' AS label, n.name AS name, n.code AS code
UNION ALL
MATCH (n:Place)
RETURN n.id AS id, 'Place' AS label, n.name AS name, n.code AS code
