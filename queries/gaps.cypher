// name: gaps
// zh: 缺口：哪些提案、哪些产业没有某一类（缺省为需求型）政策工具；列出它们已有的工具及原句
// en: Gaps: which proposals or industries have no instruments of a class (demand-side by default), with what they do have
// option of: text = proposal, one of proposal | industry
// option class: text = demand, one of supply | environment | demand
// option subtool: text
// option tie: text = nearest, one of nearest | name | passage | title | proposal
// parameter kind: text = measure, one of measure | response | situation | analysis | title | any
// option modality: text, one of proposed | planned | existing | negated | declined
// parameter jurisdiction: text
// parameter session: text
// parameter year: integer, 1900..2200
// option quoted: integer = 3, 0..1000
// option limit: integer = 100, 1..100000
// columns: proposal, proposal_name, proposed_by, year, session, jurisdiction, missing, missing_name, supply, environment, demand, evidence
// columns: industry, industry_name, missing, missing_name, count, supply, environment, demand, evidence
MATCH (p:Proposal)
WHERE p.document_type <> 'reply'
  AND ($jurisdiction IS NULL OR p.jurisdiction = $jurisdiction)
  AND ($session IS NULL OR p.session = $session)
  AND ($year IS NULL OR p.year = $year)
  AND EXISTS { MATCH (p)-[:HAS_PASSAGE]->(:Passage) }
  AND NOT EXISTS {
    MATCH (p)-[:HAS_PASSAGE]->(q:Passage)-[:USES]->(:Instrument)
    WHERE $kind = 'any' OR q.kind = $kind
  }
RETURN count(p) AS count
