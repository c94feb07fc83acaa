// name: instrument-ladder
// role: helper
// zh: 每个政策工具在某一层级上的上位概念
// en: What each instrument is called at one level of the hierarchy
// parameter level: text, required
// columns: id, group_id, group_name
MATCH (i:Instrument)-[:BROADER*0..6]->(g:Instrument)
WHERE g.level = $level
RETURN DISTINCT i.id AS id, g.id AS group_id, g.name AS group_name
