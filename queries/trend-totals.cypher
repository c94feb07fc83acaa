// name: trend-totals
// role: helper
// zh: 各年、各地区共有多少件提案（答复不计，没有正文的不计）
// en: How many proposals there are by year and jurisdiction, replies and those without words left out
// parameter jurisdiction: text
// columns: year, jurisdiction, count
MATCH (p:Proposal)
WHERE p.document_type <> 'reply'
  AND ($jurisdiction IS NULL OR p.jurisdiction = $jurisdiction)
  AND EXISTS { MATCH (p)-[:HAS_PASSAGE]->(:Passage) }
RETURN p.year AS year, p.jurisdiction AS jurisdiction, count(p) AS count
