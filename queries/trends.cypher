// name: trends
// zh: 趋势：某一产业、政策工具、工具族、次级工具或大类（含其下位）历年（可分地区）有多少提案提出，占比与增减
// en: Trends: how many proposals name an industry or use an instrument, family, sub-tool or class, year by year (and place by place), with shares and changes
// option name: text, required
// option split: text = none, one of none | jurisdiction
// parameter kind: text, one of measure | situation | analysis | title
// parameter modality: text, one of proposed | planned | existing | negated | declined
// parameter jurisdiction: text
// option quoted: integer = 3, 0..1000
// inner ids: texts
// columns: year, jurisdiction, jurisdiction_name, count, mentions, all, share, change, share_change, evidence
UNWIND $ids AS id
MATCH (:Instrument {id: id})<-[r:USES]-(q:Passage)<-[:HAS_PASSAGE]-(p:Proposal)
WHERE p.document_type <> 'reply'
  AND ($kind IS NULL OR q.kind = $kind)
  AND ($modality IS NULL OR r.modality = $modality)
  AND ($jurisdiction IS NULL OR p.jurisdiction = $jurisdiction)
RETURN p.year AS year, p.jurisdiction AS jurisdiction, count(DISTINCT p) AS count, sum(r.weight) AS mentions,
  min(r.key) AS first, max(r.key) AS last
UNION ALL
UNWIND $ids AS id
MATCH (:Industry {id: id})<-[r:CONCERNS]-(q:Passage)<-[:HAS_PASSAGE]-(p:Proposal)
WHERE p.document_type <> 'reply'
  AND ($kind IS NULL OR q.kind = $kind)
  AND ($jurisdiction IS NULL OR p.jurisdiction = $jurisdiction)
RETURN p.year AS year, p.jurisdiction AS jurisdiction, count(DISTINCT p) AS count, sum(r.weight) AS mentions,
  min(r.key) AS first, max(r.key) AS last
