// name: industry-passages
// role: helper
// zh: 同一段落里提到的每两个产业，这样的段落有多少，以及编号最小的一段
// en: Every two industries named in one passage, how many such passages there are, and the first by its id
// parameter jurisdiction: text
// parameter session: text
// parameter year: integer
// columns: a, b, size, count, passage
MATCH (p:Proposal)
WHERE ($jurisdiction IS NULL OR p.jurisdiction = $jurisdiction)
  AND ($session IS NULL OR p.session = $session)
  AND ($year IS NULL OR p.year = $year)
MATCH (p)-[:HAS_PASSAGE]->(q:Passage)-[:CONCERNS]->(i:Industry)
WITH q.id AS passage, collect(DISTINCT i.id) AS ids
WHERE size(ids) > 1
UNWIND ids AS a
UNWIND ids AS b
WITH a, b, size(ids) AS size, passage
WHERE a < b
RETURN a, b, size, count(*) AS count, min(passage) AS passage
