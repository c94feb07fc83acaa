// name: member-profile
// zh: 委员画像：某委员提出过哪些提案，为哪些产业、地点，以哪些政策工具
// en: Profile of a member: the proposals, and their industries, places and instruments
// option name: text, required
// option limit: integer = 10, 1..100000
// option quoted: integer = 2, 0..2
// inner ids: texts
// columns: section, section_name, fact, value, value_id, count, evidence
UNWIND $ids AS id
MATCH (:Member {id: id})-[u:SPOKE_FOR]->(x:Organization)
RETURN 'spoke_for' AS section, '' AS fact, x.id AS id, x.name AS name, count(DISTINCT u.proposal) AS count,
  0 AS mentions, min(u.key) AS first, max(u.key) AS last
UNION ALL
UNWIND $ids AS id
MATCH (:Member {id: id})-[u:PROPOSED]->(p:Proposal)
WHERE EXISTS { MATCH (p)-[:HAS_PASSAGE]->(:Passage) }
RETURN 'years' AS section, p.year AS fact, '' AS id, '' AS name, count(DISTINCT p) AS count,
  0 AS mentions, min(u.key) AS first, max(u.key) AS last
UNION ALL
UNWIND $ids AS id
MATCH (:Member {id: id})-[u:PROPOSED]->(p:Proposal)
WHERE EXISTS { MATCH (p)-[:HAS_PASSAGE]->(:Passage) }
RETURN 'sessions' AS section, p.session AS fact, p.jurisdiction AS id, '' AS name, count(DISTINCT p) AS count,
  0 AS mentions, min(u.key) AS first, max(u.key) AS last
UNION ALL
UNWIND $ids AS id
MATCH (:Member {id: id})-[:PROPOSED]->(p:Proposal)
MATCH (p)<-[u:PROPOSED]-(x)
WHERE x.id <> id AND EXISTS { MATCH (p)-[:HAS_PASSAGE]->(:Passage) }
RETURN 'co_proposers' AS section, u.role AS fact, x.id AS id, x.name AS name, count(DISTINCT p) AS count,
  0 AS mentions, min(u.key) AS first, max(u.key) AS last
UNION ALL
UNWIND $ids AS id
MATCH (:Member {id: id})-[:PROPOSED]->(p:Proposal)-[:HAS_PASSAGE]->(:Passage)-[u:USES]->(x:Instrument)
RETURN 'classes' AS section, '' AS fact, x.class AS id, '' AS name, count(DISTINCT p) AS count,
  sum(u.weight) AS mentions, min(u.key) AS first, max(u.key) AS last
UNION ALL
UNWIND $ids AS id
MATCH (:Member {id: id})-[:PROPOSED]->(p:Proposal)-[:HAS_PASSAGE]->(:Passage)-[u:USES]->(x:Instrument)
RETURN 'subtools' AS section, '' AS fact, x.subtool AS id, '' AS name, count(DISTINCT p) AS count,
  sum(u.weight) AS mentions, min(u.key) AS first, max(u.key) AS last
UNION ALL
UNWIND $ids AS id
MATCH (:Member {id: id})-[:PROPOSED]->(p:Proposal)-[:HAS_PASSAGE]->(:Passage)-[u:USES]->(x:Instrument)
RETURN 'instruments' AS section, u.modality AS fact, x.id AS id, x.name AS name, count(DISTINCT p) AS count,
  sum(u.weight) AS mentions, min(u.key) AS first, max(u.key) AS last
UNION ALL
UNWIND $ids AS id
MATCH (:Member {id: id})-[:PROPOSED]->(p:Proposal)-[:HAS_PASSAGE]->(:Passage)-[u:CONCERNS]->(x:Industry)
RETURN 'industries' AS section, '' AS fact, x.id AS id, x.name AS name, count(DISTINCT p) AS count,
  sum(u.weight) AS mentions, min(u.key) AS first, max(u.key) AS last
UNION ALL
UNWIND $ids AS id
MATCH (:Member {id: id})-[:PROPOSED]->(p:Proposal)-[:HAS_PASSAGE]->(:Passage)-[u:LOCATED_IN]->(x:Place)
RETURN 'places' AS section, '' AS fact, x.id AS id, x.name AS name, count(DISTINCT p) AS count,
  sum(u.weight) AS mentions, min(u.key) AS first, max(u.key) AS last
UNION ALL
UNWIND $ids AS id
MATCH (:Member {id: id})-[:PROPOSED]->(p:Proposal)-[:HAS_PASSAGE]->(:Passage)-[u:INVOLVES]->(x:Organization)
RETURN 'organizations' AS section, '' AS fact, x.id AS id, x.name AS name, count(DISTINCT p) AS count,
  sum(u.weight) AS mentions, min(u.key) AS first, max(u.key) AS last
UNION ALL
UNWIND $ids AS id
MATCH (:Member {id: id})-[u:PROPOSED]->(p:Proposal)
WHERE EXISTS { MATCH (p)-[:HAS_PASSAGE]->(:Passage) }
RETURN 'proposals' AS section, u.role AS fact, p.id AS id, p.name AS name, count(DISTINCT p) AS count,
  0 AS mentions, min(u.key) AS first, max(u.key) AS last
UNION ALL
UNWIND $ids AS id
MATCH (:Member {id: id})-[:PROPOSED]->(p:Proposal)<-[u:REPLIES_TO]-(x:Proposal)
RETURN 'answered' AS section, u.outcome AS fact, x.id AS id, x.name AS name, count(DISTINCT p) AS count,
  0 AS mentions, min(u.key) AS first, max(u.key) AS last
