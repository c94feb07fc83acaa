// name: industry-passages
// role: helper
// zh: 同一段落里提到的每两个产业，以及这样的段落有多少
// en: Every two industries named in one passage, and how many such passages there are
// parameter jurisdiction: text
// parameter session: text
// parameter year: integer
// columns: a, b, size, count
MATCH (p:Proposal)-[:HAS_PASSAGE]->(q:Passage)-[:CONCERNS]->(i:Industry)
WHERE ($jurisdiction IS NULL OR p.jurisdiction = $jurisdiction)
  AND ($session IS NULL OR p.session = $session)
  AND ($year IS NULL OR p.year = $year)
WITH q, collect(DISTINCT i.id) AS ids
WHERE size(ids) > 1
UNWIND ids AS a
UNWIND ids AS b
WITH a, b, size(ids) AS size
WHERE a < b
RETURN a, b, size, count(*) AS count
