// name: themes
// zh: 提案分成哪些主题：共有少见产业、工具、地点的提案各成一类，以最有代表性的概念命名，附中心提案与原句
// en: Which themes the proposals form: groups that share rare industries, instruments and places, named by their most telling concepts, with central proposals and sentences
// option name: text
// option resolution: integer = 150, 10..1000
// parameter jurisdiction: text
// parameter session: text
// parameter year: integer, 1900..2200
// option limit: integer = 50, 1..1000
// columns: theme, name, count, concepts, years, proposals, proposal_ids, evidence
MATCH (p:Proposal)-[:HAS_PASSAGE]->(:Passage)-[:CONCERNS]->(t:Industry)
WHERE p.document_type <> 'reply'
  AND ($jurisdiction IS NULL OR p.jurisdiction = $jurisdiction)
  AND ($session IS NULL OR p.session = $session)
  AND ($year IS NULL OR p.year = $year)
RETURN p.id AS proposal, collect(t.id) AS things
UNION ALL
MATCH (p:Proposal)-[:HAS_PASSAGE]->(:Passage)-[:USES]->(t:Instrument)
WHERE p.document_type <> 'reply'
  AND ($jurisdiction IS NULL OR p.jurisdiction = $jurisdiction)
  AND ($session IS NULL OR p.session = $session)
  AND ($year IS NULL OR p.year = $year)
RETURN p.id AS proposal, collect(t.id) AS things
UNION ALL
MATCH (p:Proposal)-[:HAS_PASSAGE]->(:Passage)-[:LOCATED_IN]->(t:Place)
WHERE p.document_type <> 'reply'
  AND ($jurisdiction IS NULL OR p.jurisdiction = $jurisdiction)
  AND ($session IS NULL OR p.session = $session)
  AND ($year IS NULL OR p.year = $year)
RETURN p.id AS proposal, collect(t.id) AS things
