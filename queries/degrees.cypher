// name: degrees
// role: helper
// zh: 若干事物各有多少条边
// en: How many edges some things have
// parameter ids: texts, required
// columns: id, degree
UNWIND $ids AS id
MATCH (n:Proposal {id: id})
RETURN n.id AS id, COUNT { (n)--() } AS degree
UNION ALL
UNWIND $ids AS id
MATCH (n:Passage {id: id})
RETURN n.id AS id, COUNT { (n)--() } AS degree
UNION ALL
UNWIND $ids AS id
MATCH (n:Member {id: id})
RETURN n.id AS id, COUNT { (n)--() } AS degree
UNION ALL
UNWIND $ids AS id
MATCH (n:Organization {id: id})
RETURN n.id AS id, COUNT { (n)--() } AS degree
UNION ALL
UNWIND $ids AS id
MATCH (n:Industry {id: id})
RETURN n.id AS id, COUNT { (n)--() } AS degree
UNION ALL
UNWIND $ids AS id
MATCH (n:Instrument {id: id})
RETURN n.id AS id, COUNT { (n)--() } AS degree
UNION ALL
UNWIND $ids AS id
MATCH (n:Place {id: id})
RETURN n.id AS id, COUNT { (n)--() } AS degree
