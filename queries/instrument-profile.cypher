// name: instrument-profile
// zh: 政策工具画像：谁、在哪些产业和地点、建议还是已有，用某一工具（或工具族、次级工具、大类，含其下位）
// en: Profile of an instrument (or family, sub-tool, class with all below): who proposes it, for which industries and places, proposed or existing
// option name: text, required
// option limit: integer = 10, 1..100000
// option quoted: integer = 2, 0..2
// inner ids: texts
// columns: section, section_name, fact, value, value_id, count, evidence
UNWIND $ids AS id
MATCH (:Instrument {id: id})<-[u:USES]-(q:Passage)<-[:HAS_PASSAGE]-(p:Proposal)
WHERE p.document_type <> 'reply'
RETURN 'modality' AS section, u.modality AS fact, '' AS id, '' AS name, count(DISTINCT p) AS count,
  0 AS mentions, min(u.key) AS first, max(u.key) AS last
UNION ALL
UNWIND $ids AS id
MATCH (x:Instrument {id: id})<-[u:USES]-(:Passage)<-[:HAS_PASSAGE]-(p:Proposal)
WHERE p.document_type <> 'reply'
RETURN 'narrower' AS section, '' AS fact, x.id AS id, x.name AS name, count(DISTINCT p) AS count,
  0 AS mentions, min(u.key) AS first, max(u.key) AS last
UNION ALL
UNWIND $ids AS id
MATCH (:Instrument {id: id})<-[u:USES]-(q:Passage)<-[:HAS_PASSAGE]-(p:Proposal)
WHERE p.document_type <> 'reply'
RETURN 'years' AS section, p.year AS fact, '' AS id, '' AS name, count(DISTINCT p) AS count,
  0 AS mentions, min(u.key) AS first, max(u.key) AS last
UNION ALL
UNWIND $ids AS id
MATCH (:Instrument {id: id})<-[u:USES]-(q:Passage)<-[:HAS_PASSAGE]-(p:Proposal)
WHERE p.document_type <> 'reply'
RETURN 'jurisdictions' AS section, '' AS fact, p.jurisdiction AS id, '' AS name, count(DISTINCT p) AS count,
  0 AS mentions, min(u.key) AS first, max(u.key) AS last
UNION ALL
UNWIND $ids AS id
MATCH (:Instrument {id: id})<-[u:USES]-(q:Passage)<-[:HAS_PASSAGE]-(p:Proposal)<-[:PROPOSED]-(x)
WHERE p.document_type <> 'reply'
RETURN 'proposers' AS section, '' AS fact, x.id AS id, x.name AS name, count(DISTINCT p) AS count,
  0 AS mentions, min(u.key) AS first, max(u.key) AS last
UNION ALL
UNWIND $ids AS id
MATCH (:Instrument {id: id})<-[u:USES]-(q:Passage)<-[:HAS_PASSAGE]-(p:Proposal)
WHERE p.document_type <> 'reply'
MATCH (q)-[w:CONCERNS]->(x:Industry)
RETURN 'industries' AS section, '' AS fact, x.id AS id, x.name AS name, count(DISTINCT p) AS count,
  0 AS mentions, min(w.key) AS first, max(w.key) AS last
UNION ALL
UNWIND $ids AS id
MATCH (:Instrument {id: id})<-[u:USES]-(q:Passage)<-[:HAS_PASSAGE]-(p:Proposal)
WHERE p.document_type <> 'reply'
MATCH (q)-[w:LOCATED_IN]->(x:Place)
RETURN 'places' AS section, '' AS fact, x.id AS id, x.name AS name, count(DISTINCT p) AS count,
  0 AS mentions, min(w.key) AS first, max(w.key) AS last
UNION ALL
UNWIND $ids AS id
MATCH (:Instrument {id: id})<-[u:USES]-(q:Passage)<-[:HAS_PASSAGE]-(p:Proposal)
WHERE p.document_type <> 'reply'
MATCH (q)-[w:INVOLVES]->(x:Organization)
RETURN 'organizations' AS section, '' AS fact, x.id AS id, x.name AS name, count(DISTINCT p) AS count,
  0 AS mentions, min(w.key) AS first, max(w.key) AS last
UNION ALL
UNWIND $ids AS id
MATCH (:Instrument {id: id})<-[u:USES]-(q:Passage)<-[:HAS_PASSAGE]-(p:Proposal)
WHERE p.document_type <> 'reply'
RETURN 'proposals' AS section, p.year AS fact, p.id AS id, p.name AS name, count(DISTINCT p) AS count,
  0 AS mentions, min(u.key) AS first, max(u.key) AS last
UNION ALL
UNWIND $ids AS id
MATCH (:Instrument {id: id})<-[u:USES]-(q:Passage)<-[:HAS_PASSAGE]-(p:Proposal)
WHERE p.document_type = 'reply'
RETURN 'replies' AS section, p.year AS fact, p.id AS id, p.name AS name, count(DISTINCT p) AS count,
  0 AS mentions, min(u.key) AS first, max(u.key) AS last
