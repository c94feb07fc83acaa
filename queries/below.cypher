// name: below
// role: helper
// zh: 若干概念或地点及其下位（含自身）
// en: Some concepts or places and all that stands below them, themselves included
// parameter ids: texts, required
// columns: id
UNWIND $ids AS id
MATCH (n:Industry)-[:BROADER*0..6]->(:Industry {id: id})
RETURN DISTINCT n.id AS id
UNION ALL
UNWIND $ids AS id
MATCH (n:Instrument)-[:BROADER*0..6]->(:Instrument {id: id})
RETURN DISTINCT n.id AS id
UNION ALL
UNWIND $ids AS id
MATCH (n:Place)-[:BROADER*0..6]->(:Place {id: id})
RETURN DISTINCT n.id AS id
