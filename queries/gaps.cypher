// name: gaps
// zh: 缺口：哪些提案、哪些产业没有某一类（缺省为需求型）政策工具；列出它们已有的工具及原句
// en: Gaps: which proposals or industries have no instruments of a class (demand-side by default), with what they do have
// option of: text = proposal, one of proposal | industry
// option class: text = demand, one of supply | environment | demand
// option subtool: text
// option tie: text = nearest, one of nearest | name | passage | title | proposal
// option kind: text = measure, one of measure | response | situation | analysis | title | any
// option modality: text, one of proposed | planned | existing | negated | declined
// option jurisdiction: text
// option session: text
// option year: integer, 1900..2200
// option quoted: integer = 3, 0..1000
// option limit: integer = 100, 1..100000
// columns: proposal, proposal_name, proposed_by, year, session, jurisdiction, missing, missing_name, supply, environment, demand, evidence
// columns: industry, industry_name, missing, missing_name, count, supply, environment, demand, evidence
MATCH (p:Proposal)-[:HAS_PASSAGE]->(q:Passage)
RETURN p.id AS proposal, q.id AS passage, q.kind AS kind
