// name: bridges
// zh: 哪些概念把原本不相干的主题连在一起：跨越哪几个主题，各有几件提案，两边的原句
// en: Which concepts connect themes that are otherwise apart: across which themes, with how many proposals, with sentences from both sides
// option name: text
// option resolution: integer = 150, 10..1000
// parameter jurisdiction: text
// parameter session: text
// parameter year: integer, 1900..2200
// option limit: integer = 20, 1..1000
// inner ids: texts
// columns: id, name, kind, strength, score, count, themes, why, side_a, side_b, evidence
UNWIND $ids AS id
MATCH (p:Proposal)-[:HAS_PASSAGE]->(:Passage)-[r:CONCERNS]->(t:Industry {id: id})
WHERE p.document_type <> 'reply'
  AND ($jurisdiction IS NULL OR p.jurisdiction = $jurisdiction)
  AND ($session IS NULL OR p.session = $session)
  AND ($year IS NULL OR p.year = $year)
RETURN p.id AS proposal, t.id AS thing, 'CONCERNS' AS relation, '' AS qualifier, r.key AS key
UNION ALL
UNWIND $ids AS id
MATCH (p:Proposal)-[:HAS_PASSAGE]->(:Passage)-[r:USES]->(t:Instrument {id: id})
WHERE p.document_type <> 'reply'
  AND ($jurisdiction IS NULL OR p.jurisdiction = $jurisdiction)
  AND ($session IS NULL OR p.session = $session)
  AND ($year IS NULL OR p.year = $year)
RETURN p.id AS proposal, t.id AS thing, 'USES' AS relation, r.modality AS qualifier, r.key AS key
UNION ALL
UNWIND $ids AS id
MATCH (p:Proposal)-[:HAS_PASSAGE]->(:Passage)-[r:LOCATED_IN]->(t:Place {id: id})
WHERE p.document_type <> 'reply'
  AND ($jurisdiction IS NULL OR p.jurisdiction = $jurisdiction)
  AND ($session IS NULL OR p.session = $session)
  AND ($year IS NULL OR p.year = $year)
RETURN p.id AS proposal, t.id AS thing, 'LOCATED_IN' AS relation, r.resolution AS qualifier, r.key AS key
