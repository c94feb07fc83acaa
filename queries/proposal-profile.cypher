// name: proposal-profile
// zh: 提案画像：某提案由谁提出、由谁承办、有无答复，涉及哪些产业、地点、机构，用哪些政策工具
// en: Profile of a proposal: who made it, who handles it, how it was answered; its industries, places, bodies and instruments
// option name: text, required
// option limit: integer = 10, 1..100000
// option quoted: integer = 2, 0..2
// inner ids: texts
// columns: section, section_name, fact, value, value_id, count, evidence
UNWIND $ids AS id
MATCH (p:Proposal {id: id})<-[u:PROPOSED]-(x)
RETURN 'proposers' AS section, u.role AS fact, x.id AS id, x.name AS name, count(DISTINCT p) AS count,
  0 AS mentions, min(u.key) AS first, max(u.key) AS last
UNION ALL
UNWIND $ids AS id
MATCH (p:Proposal {id: id})-[u:HANDLED_BY]->(x:Organization)
RETURN 'handlers' AS section, u.role AS fact, x.id AS id, x.name AS name, count(DISTINCT p) AS count,
  0 AS mentions, min(u.key) AS first, max(u.key) AS last
UNION ALL
UNWIND $ids AS id
MATCH (p:Proposal {id: id})-[u:REPLIES_TO]->(x:Proposal)
RETURN 'answers' AS section, u.outcome AS fact, x.id AS id, x.name AS name, count(DISTINCT p) AS count,
  0 AS mentions, min(u.key) AS first, max(u.key) AS last
UNION ALL
UNWIND $ids AS id
MATCH (p:Proposal {id: id})<-[u:REPLIES_TO]-(x:Proposal)
RETURN 'answered' AS section, u.outcome AS fact, x.id AS id, x.name AS name, count(DISTINCT p) AS count,
  0 AS mentions, min(u.key) AS first, max(u.key) AS last
UNION ALL
UNWIND $ids AS id
MATCH (p:Proposal {id: id})-[u:HAS_PASSAGE]->(x:Passage)
RETURN 'parts' AS section, x.kind AS fact, '' AS id, '' AS name, count(DISTINCT x) AS count,
  0 AS mentions, min(u.key) AS first, max(u.key) AS last
UNION ALL
UNWIND $ids AS id
MATCH (p:Proposal {id: id})-[:HAS_PASSAGE]->(:Passage)-[u:USES]->(x:Instrument)
RETURN 'classes' AS section, '' AS fact, x.class AS id, '' AS name, count(DISTINCT p) AS count,
  sum(u.weight) AS mentions, min(u.key) AS first, max(u.key) AS last
UNION ALL
UNWIND $ids AS id
MATCH (p:Proposal {id: id})-[:HAS_PASSAGE]->(:Passage)-[u:USES]->(x:Instrument)
RETURN 'subtools' AS section, '' AS fact, x.subtool AS id, '' AS name, count(DISTINCT p) AS count,
  sum(u.weight) AS mentions, min(u.key) AS first, max(u.key) AS last
UNION ALL
UNWIND $ids AS id
MATCH (p:Proposal {id: id})-[:HAS_PASSAGE]->(:Passage)-[u:USES]->(x:Instrument)
RETURN 'instruments' AS section, u.modality AS fact, x.id AS id, x.name AS name, count(DISTINCT p) AS count,
  sum(u.weight) AS mentions, min(u.key) AS first, max(u.key) AS last
UNION ALL
UNWIND $ids AS id
MATCH (p:Proposal {id: id})-[:HAS_PASSAGE]->(:Passage)-[u:CONCERNS]->(x:Industry)
RETURN 'industries' AS section, '' AS fact, x.id AS id, x.name AS name, count(DISTINCT p) AS count,
  sum(u.weight) AS mentions, min(u.key) AS first, max(u.key) AS last
UNION ALL
UNWIND $ids AS id
MATCH (p:Proposal {id: id})-[:HAS_PASSAGE]->(:Passage)-[u:LOCATED_IN]->(x:Place)
RETURN 'places' AS section, '' AS fact, x.id AS id, x.name AS name, count(DISTINCT p) AS count,
  sum(u.weight) AS mentions, min(u.key) AS first, max(u.key) AS last
UNION ALL
UNWIND $ids AS id
MATCH (p:Proposal {id: id})-[:HAS_PASSAGE]->(:Passage)-[u:INVOLVES]->(x:Organization)
RETURN 'organizations' AS section, '' AS fact, x.id AS id, x.name AS name, count(DISTINCT p) AS count,
  sum(u.weight) AS mentions, min(u.key) AS first, max(u.key) AS last
UNION ALL
UNWIND $ids AS id
MATCH (:Proposal {id: id})-[:HAS_PASSAGE]->(x:Passage)
WHERE x.kind = 'measure'
RETURN 'measures' AS section, x.position AS fact, x.id AS id, x.name AS name, 1 AS count,
  0 AS mentions, '' AS first, '' AS last
