// name: overview-places
// role: helper
// zh: 若干行政区划代码所指的地点
// en: The places that some division codes stand for
// parameter codes: texts, required
// columns: code, name
MATCH (n:Place)
WHERE n.code IN $codes
RETURN n.code AS code, n.name AS name
