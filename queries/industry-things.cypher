// name: industry-things
// role: helper
// zh: 若干产业与若干事物在哪一段落、哪一提案里相遇（取键最小的一处）
// en: Where some industries meet some things: the first passage or proposal, by its key
// parameter industries: texts, required
// parameter things: texts, required
// parameter jurisdiction: text
// parameter session: text
// parameter year: integer
// columns: industry, thing, relation, key
UNWIND range(0, size($industries) - 1) AS k
WITH $industries[k] AS industry, $things[k] AS thing
MATCH (:Industry {id: industry})<-[:CONCERNS]-(q:Passage)-[r:USES]->(:Instrument {id: thing})
MATCH (p:Proposal)-[:HAS_PASSAGE]->(q)
WHERE ($jurisdiction IS NULL OR p.jurisdiction = $jurisdiction)
  AND ($session IS NULL OR p.session = $session)
  AND ($year IS NULL OR p.year = $year)
RETURN industry, thing, 'USES' AS relation, min(r.key) AS key
UNION ALL
UNWIND range(0, size($industries) - 1) AS k
WITH $industries[k] AS industry, $things[k] AS thing
MATCH (:Industry {id: industry})<-[:CONCERNS]-(q:Passage)-[r:LOCATED_IN]->(:Place {id: thing})
MATCH (p:Proposal)-[:HAS_PASSAGE]->(q)
WHERE ($jurisdiction IS NULL OR p.jurisdiction = $jurisdiction)
  AND ($session IS NULL OR p.session = $session)
  AND ($year IS NULL OR p.year = $year)
RETURN industry, thing, 'LOCATED_IN' AS relation, min(r.key) AS key
UNION ALL
UNWIND range(0, size($industries) - 1) AS k
WITH $industries[k] AS industry, $things[k] AS thing
MATCH (:Industry {id: industry})<-[r:CONCERNS]-(:Passage)<-[:HAS_PASSAGE]-(p:Proposal)<-[:PROPOSED]-(:Member {id: thing})
WHERE ($jurisdiction IS NULL OR p.jurisdiction = $jurisdiction)
  AND ($session IS NULL OR p.session = $session)
  AND ($year IS NULL OR p.year = $year)
RETURN industry, thing, 'CONCERNS' AS relation, min(r.key) AS key
UNION ALL
UNWIND range(0, size($industries) - 1) AS k
WITH $industries[k] AS industry, $things[k] AS thing
MATCH (:Industry {id: industry})<-[r:CONCERNS]-(:Passage)<-[:HAS_PASSAGE]-(p:Proposal)<-[:PROPOSED]-(:Organization {id: thing})
WHERE ($jurisdiction IS NULL OR p.jurisdiction = $jurisdiction)
  AND ($session IS NULL OR p.session = $session)
  AND ($year IS NULL OR p.year = $year)
RETURN industry, thing, 'CONCERNS' AS relation, min(r.key) AS key
UNION ALL
UNWIND range(0, size($industries) - 1) AS k
WITH $industries[k] AS industry, $things[k] AS thing
MATCH (:Industry {id: industry})<-[r:CONCERNS]-(q:Passage)-[:CONCERNS]->(:Industry {id: thing})
MATCH (p:Proposal)-[:HAS_PASSAGE]->(q)
WHERE ($jurisdiction IS NULL OR p.jurisdiction = $jurisdiction)
  AND ($session IS NULL OR p.session = $session)
  AND ($year IS NULL OR p.year = $year)
RETURN industry, thing, 'CONCERNS' AS relation, min(r.key) AS key
