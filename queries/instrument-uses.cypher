// name: instrument-uses
// role: helper
// zh: 若干提案中每一处政策工具的使用
// en: Every use of an instrument in some proposals
// parameter ids: texts, required
// columns: proposal, instrument, modality, key
UNWIND $ids AS id
MATCH (p:Proposal {id: id})-[:HAS_PASSAGE]->(:Passage)-[u:USES]->(i:Instrument)
RETURN p.id AS proposal, i.id AS instrument, u.modality AS modality, u.key AS key
