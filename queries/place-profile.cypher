// name: place-profile
// zh: 地点画像：谁、就哪些产业、以哪些政策工具谈到某一地点（含其所辖）
// en: Profile of a place with all in it: who speaks of it, about which industries, by which instruments
// option name: text, required
// option limit: integer = 10, 1..100000
// option quoted: integer = 2, 0..2
// inner ids: texts
// inner codes: texts
// columns: section, section_name, fact, value, value_id, count, evidence
UNWIND $ids AS id
MATCH (x:Place {id: id})<-[u:LOCATED_IN]-(:Passage)<-[:HAS_PASSAGE]-(p:Proposal)
WHERE p.document_type <> 'reply'
RETURN 'narrower' AS section, '' AS fact, x.id AS id, x.name AS name, count(DISTINCT p) AS count,
  0 AS mentions, min(u.key) AS first, max(u.key) AS last
UNION ALL
UNWIND $ids AS id
MATCH (:Place {id: id})<-[u:LOCATED_IN]-(q:Passage)<-[:HAS_PASSAGE]-(p:Proposal)
WHERE p.document_type <> 'reply'
RETURN 'years' AS section, p.year AS fact, '' AS id, '' AS name, count(DISTINCT p) AS count,
  0 AS mentions, min(u.key) AS first, max(u.key) AS last
UNION ALL
UNWIND $ids AS id
MATCH (:Place {id: id})<-[u:LOCATED_IN]-(q:Passage)<-[:HAS_PASSAGE]-(p:Proposal)
WHERE p.document_type <> 'reply'
RETURN 'jurisdictions' AS section, '' AS fact, p.jurisdiction AS id, '' AS name, count(DISTINCT p) AS count,
  0 AS mentions, min(u.key) AS first, max(u.key) AS last
UNION ALL
UNWIND $ids AS id
MATCH (:Place {id: id})<-[u:LOCATED_IN]-(q:Passage)<-[:HAS_PASSAGE]-(p:Proposal)<-[:PROPOSED]-(x)
WHERE p.document_type <> 'reply'
RETURN 'proposers' AS section, '' AS fact, x.id AS id, x.name AS name, count(DISTINCT p) AS count,
  0 AS mentions, min(u.key) AS first, max(u.key) AS last
UNION ALL
UNWIND $ids AS id
MATCH (:Place {id: id})<-[u:LOCATED_IN]-(q:Passage)<-[:HAS_PASSAGE]-(p:Proposal)
WHERE p.document_type <> 'reply'
MATCH (q)-[w:USES]->(x:Instrument)
RETURN 'classes' AS section, '' AS fact, x.class AS id, '' AS name, count(DISTINCT p) AS count,
  0 AS mentions, min(w.key) AS first, max(w.key) AS last
UNION ALL
UNWIND $ids AS id
MATCH (:Place {id: id})<-[u:LOCATED_IN]-(q:Passage)<-[:HAS_PASSAGE]-(p:Proposal)
WHERE p.document_type <> 'reply'
MATCH (q)-[w:USES]->(x:Instrument)
RETURN 'subtools' AS section, '' AS fact, x.subtool AS id, '' AS name, count(DISTINCT p) AS count,
  0 AS mentions, min(w.key) AS first, max(w.key) AS last
UNION ALL
UNWIND $ids AS id
MATCH (:Place {id: id})<-[u:LOCATED_IN]-(q:Passage)<-[:HAS_PASSAGE]-(p:Proposal)
WHERE p.document_type <> 'reply'
MATCH (q)-[w:USES]->(x:Instrument)
RETURN 'instruments' AS section, w.modality AS fact, x.id AS id, x.name AS name, count(DISTINCT p) AS count,
  0 AS mentions, min(w.key) AS first, max(w.key) AS last
UNION ALL
UNWIND $ids AS id
MATCH (:Place {id: id})<-[u:LOCATED_IN]-(q:Passage)<-[:HAS_PASSAGE]-(p:Proposal)
WHERE p.document_type <> 'reply'
MATCH (q)-[w:CONCERNS]->(x:Industry)
RETURN 'industries' AS section, '' AS fact, x.id AS id, x.name AS name, count(DISTINCT p) AS count,
  0 AS mentions, min(w.key) AS first, max(w.key) AS last
UNION ALL
UNWIND $ids AS id
MATCH (:Place {id: id})<-[u:LOCATED_IN]-(q:Passage)<-[:HAS_PASSAGE]-(p:Proposal)
WHERE p.document_type <> 'reply'
MATCH (q)-[w:LOCATED_IN]->(x:Place)
WHERE NOT x.id IN $ids
RETURN 'places' AS section, '' AS fact, x.id AS id, x.name AS name, count(DISTINCT p) AS count,
  0 AS mentions, min(w.key) AS first, max(w.key) AS last
UNION ALL
UNWIND $ids AS id
MATCH (:Place {id: id})<-[u:LOCATED_IN]-(q:Passage)<-[:HAS_PASSAGE]-(p:Proposal)
WHERE p.document_type <> 'reply'
MATCH (q)-[w:INVOLVES]->(x:Organization)
RETURN 'organizations' AS section, '' AS fact, x.id AS id, x.name AS name, count(DISTINCT p) AS count,
  0 AS mentions, min(w.key) AS first, max(w.key) AS last
UNION ALL
UNWIND $ids AS id
MATCH (:Place {id: id})<-[u:LOCATED_IN]-(q:Passage)<-[:HAS_PASSAGE]-(p:Proposal)
WHERE p.document_type <> 'reply'
RETURN 'proposals' AS section, p.year AS fact, p.id AS id, p.name AS name, count(DISTINCT p) AS count,
  0 AS mentions, min(u.key) AS first, max(u.key) AS last
UNION ALL
UNWIND $ids AS id
MATCH (:Place {id: id})<-[u:LOCATED_IN]-(q:Passage)<-[:HAS_PASSAGE]-(p:Proposal)
WHERE p.document_type = 'reply'
RETURN 'replies' AS section, p.year AS fact, p.id AS id, p.name AS name, count(DISTINCT p) AS count,
  0 AS mentions, min(u.key) AS first, max(u.key) AS last
UNION ALL
UNWIND $codes AS code
MATCH (p:Proposal)
WHERE p.jurisdiction = code AND p.document_type <> 'reply'
RETURN 'filed' AS section, p.year AS fact, code AS id, '' AS name, count(p) AS count,
  0 AS mentions, '' AS first, '' AS last
