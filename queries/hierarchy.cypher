// name: hierarchy
// role: helper
// zh: 若干事物的上位概念与所代表的单位
// en: What stands above some things, and whom they spoke for
// parameter ids: texts, required
// columns: source, relation, target, qualifier, key
UNWIND $ids AS id
MATCH (n:Industry {id: id})-[r:BROADER]->(b:Industry)
RETURN n.id AS source, type(r) AS relation, b.id AS target, '' AS qualifier, r.key AS key
UNION ALL
UNWIND $ids AS id
MATCH (n:Instrument {id: id})-[r:BROADER]->(b:Instrument)
RETURN n.id AS source, type(r) AS relation, b.id AS target, '' AS qualifier, r.key AS key
UNION ALL
UNWIND $ids AS id
MATCH (n:Place {id: id})-[r:BROADER]->(b:Place)
RETURN n.id AS source, type(r) AS relation, b.id AS target, '' AS qualifier, r.key AS key
UNION ALL
UNWIND $ids AS id
MATCH (n:Organization {id: id})-[r:BROADER]->(b:Organization)
RETURN n.id AS source, type(r) AS relation, b.id AS target, '' AS qualifier, r.key AS key
UNION ALL
UNWIND $ids AS id
MATCH (m:Member {id: id})-[r:SPOKE_FOR]->(o:Organization)
RETURN m.id AS source, type(r) AS relation, o.id AS target, '' AS qualifier, r.key AS key
