// name: check
// zh: 审查：是否一事一案，情况、分析、建议是否齐全，有无建议、具体政策工具和提案者；一处问题一行，附理由与原句
// en: Review: more than one matter in one proposal, missing situation, analysis or recommendations, no measure, no concrete instrument, no proposer; a row per finding with reason and sentence
// option rule: text, one of matters | handlers | situation | analysis | measures | instruments | proposer
// option parts: text = written, one of written | all
// option industries: integer = 4, 2..100
// option focus: integer = 50, 1..100
// option handlers: integer = 3, 2..100
// option measures: integer = 1, 1..100
// option jurisdiction: text
// option session: text
// option year: integer, 1900..2200
// option quoted: integer = 3, 0..1000
// option limit: integer = 200, 1..100000
// columns: proposal, proposal_name, proposed_by, year, session, jurisdiction, rule, rule_name, reason, evidence
MATCH (p:Proposal)
WHERE NOT EXISTS { MATCH (p)<-[:PROPOSED]-() }
RETURN p.id AS id, 'proposer' AS rule, 0 AS count
UNION ALL
MATCH (p:Proposal)-[h:HANDLED_BY]->(:Organization)
WHERE h.role = 'main'
WITH p.id AS id, count(h) AS count
WHERE count > 1
RETURN id, 'handlers' AS rule, count
