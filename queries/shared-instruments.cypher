// name: shared-instruments
// zh: 哪些提案使用了相同的政策工具（按概念、工具族、次级工具或大类），双方原句并列
// en: Which proposals share policy instruments (by concept, family, sub-tool or class), with the sentences of both
// option level: text = family, one of concept | family | subtool | class
// option form: text, one of pairs | groups
// option proposal: text
// option industry: text
// parameter jurisdiction: text
// parameter session: text
// parameter year: integer, 1900..2200
// parameter modality: text, one of proposed | planned | existing | negated | declined
// option limit: integer = 50, 1..10000
// inner also: text
// columns: a, a_name, a_proposers, b, b_name, b_proposers, shared, score, uses_a, uses_b, evidence
// columns: id, name, count, proposals, proposal_ids, evidence
MATCH (p:Proposal)
WHERE p.id = $also
  OR ($jurisdiction IS NULL OR p.jurisdiction = $jurisdiction)
  AND ($session IS NULL OR p.session = $session)
  AND ($year IS NULL OR p.year = $year)
OPTIONAL MATCH (p)-[:HAS_PASSAGE]->(:Passage)-[u:USES]->(i:Instrument)
WHERE $modality IS NULL OR u.modality = $modality
RETURN p.id AS id, p.name AS name, collect(DISTINCT i.id) AS instruments
