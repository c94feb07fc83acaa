// name: merge-candidates
// zh: 哪些提案可以考虑并案：同一机构同一次会议、所提相近，逐项计分，列出理由、不同之处与双方原句；只供参考，从不自行合并
// en: Which proposals might be merged: of one body and session, asking for much the same; scored part by part, with reasons, differences and the sentences of both; a hint, never a merger
// option by: text = pair, one of pair | group
// option match: text = merge, one of merge | across | all
// option proposal: text
// option least: integer = 20, 1..100
// option jurisdiction: text
// option session: text
// option year: integer, 1900..2200
// option limit: integer = 50, 1..1000
// columns: group, match, match_name, score, a, a_name, a_proposers, b, b_name, b_proposers, parts, part_instruments, part_wording, part_titles, part_industries, part_places, part_handlers, reasons, differences, uses_a, uses_b, evidence
// columns: group, count, score, proposals, proposal_ids, proposers_each, shared, evidence
MATCH (p:Proposal)-[:HAS_PASSAGE]->(:Passage)-[u:USES]->(t:Instrument)
WHERE u.modality IN ['proposed', 'planned']
RETURN p.id AS proposal, 'instruments' AS part, collect(DISTINCT t.id) AS things
UNION ALL
MATCH (p:Proposal)-[:HAS_PASSAGE]->(:Passage)-[:CONCERNS]->(t:Industry)
RETURN p.id AS proposal, 'industries' AS part, collect(DISTINCT t.id) AS things
UNION ALL
MATCH (p:Proposal)-[:HAS_PASSAGE]->(:Passage)-[:LOCATED_IN]->(t:Place)
RETURN p.id AS proposal, 'places' AS part, collect(DISTINCT t.id) AS things
UNION ALL
MATCH (p:Proposal)-[:HAS_PASSAGE]->(q:Passage)-[:INVOLVES]->(t:Organization)
WHERE q.kind = 'measure'
RETURN p.id AS proposal, 'handlers' AS part, collect(DISTINCT t.id) AS things
UNION ALL
MATCH (p:Proposal)-[:HANDLED_BY]->(t:Organization)
RETURN p.id AS proposal, 'handlers' AS part, collect(DISTINCT t.id) AS things
