// name: organization-profile
// zh: 机构画像：某机构提出、承办或被提及于哪些提案
// en: Profile of a body: the proposals it made, handles, or is named in
// option name: text, required
// option limit: integer = 10, 1..100000
// option quoted: integer = 2, 0..2
// inner ids: texts
// columns: section, section_name, fact, value, value_id, count, evidence
UNWIND $ids AS id
MATCH (x:Member)-[u:SPOKE_FOR]->(:Organization {id: id})
RETURN 'speakers' AS section, '' AS fact, x.id AS id, x.name AS name, count(DISTINCT u.proposal) AS count,
  0 AS mentions, min(u.key) AS first, max(u.key) AS last
UNION ALL
UNWIND $ids AS id
MATCH (:Organization {id: id})-[u:PROPOSED]->(p:Proposal)
WHERE EXISTS { MATCH (p)-[:HAS_PASSAGE]->(:Passage) }
RETURN 'years' AS section, p.year AS fact, '' AS id, '' AS name, count(DISTINCT p) AS count,
  0 AS mentions, min(u.key) AS first, max(u.key) AS last
UNION ALL
UNWIND $ids AS id
MATCH (:Organization {id: id})-[:PROPOSED]->(p:Proposal)
MATCH (p)<-[u:PROPOSED]-(x)
WHERE x.id <> id AND EXISTS { MATCH (p)-[:HAS_PASSAGE]->(:Passage) }
RETURN 'co_proposers' AS section, u.role AS fact, x.id AS id, x.name AS name, count(DISTINCT p) AS count,
  0 AS mentions, min(u.key) AS first, max(u.key) AS last
UNION ALL
UNWIND $ids AS id
MATCH (:Organization {id: id})-[:PROPOSED]->(p:Proposal)-[:HAS_PASSAGE]->(:Passage)-[u:USES]->(x:Instrument)
RETURN 'classes' AS section, '' AS fact, x.class AS id, '' AS name, count(DISTINCT p) AS count,
  sum(u.weight) AS mentions, min(u.key) AS first, max(u.key) AS last
UNION ALL
UNWIND $ids AS id
MATCH (:Organization {id: id})-[:PROPOSED]->(p:Proposal)-[:HAS_PASSAGE]->(:Passage)-[u:USES]->(x:Instrument)
RETURN 'subtools' AS section, '' AS fact, x.subtool AS id, '' AS name, count(DISTINCT p) AS count,
  sum(u.weight) AS mentions, min(u.key) AS first, max(u.key) AS last
UNION ALL
UNWIND $ids AS id
MATCH (:Organization {id: id})-[:PROPOSED]->(p:Proposal)-[:HAS_PASSAGE]->(:Passage)-[u:USES]->(x:Instrument)
RETURN 'instruments' AS section, u.modality AS fact, x.id AS id, x.name AS name, count(DISTINCT p) AS count,
  sum(u.weight) AS mentions, min(u.key) AS first, max(u.key) AS last
UNION ALL
UNWIND $ids AS id
MATCH (:Organization {id: id})-[:PROPOSED]->(p:Proposal)-[:HAS_PASSAGE]->(:Passage)-[u:CONCERNS]->(x:Industry)
RETURN 'industries' AS section, '' AS fact, x.id AS id, x.name AS name, count(DISTINCT p) AS count,
  sum(u.weight) AS mentions, min(u.key) AS first, max(u.key) AS last
UNION ALL
UNWIND $ids AS id
MATCH (:Organization {id: id})-[:PROPOSED]->(p:Proposal)-[:HAS_PASSAGE]->(:Passage)-[u:LOCATED_IN]->(x:Place)
RETURN 'places' AS section, '' AS fact, x.id AS id, x.name AS name, count(DISTINCT p) AS count,
  sum(u.weight) AS mentions, min(u.key) AS first, max(u.key) AS last
UNION ALL
UNWIND $ids AS id
MATCH (:Organization {id: id})-[:PROPOSED]->(p:Proposal)-[:HAS_PASSAGE]->(:Passage)-[u:INVOLVES]->(x:Organization)
RETURN 'organizations' AS section, '' AS fact, x.id AS id, x.name AS name, count(DISTINCT p) AS count,
  sum(u.weight) AS mentions, min(u.key) AS first, max(u.key) AS last
UNION ALL
UNWIND $ids AS id
MATCH (:Organization {id: id})<-[u:HANDLED_BY]-(p:Proposal)
RETURN 'handled' AS section, u.role AS fact, p.id AS id, p.name AS name, count(DISTINCT p) AS count,
  0 AS mentions, min(u.key) AS first, max(u.key) AS last
UNION ALL
UNWIND $ids AS id
MATCH (:Organization {id: id})-[u:PROPOSED]->(p:Proposal)
WHERE EXISTS { MATCH (p)-[:HAS_PASSAGE]->(:Passage) }
RETURN 'proposals' AS section, u.role AS fact, p.id AS id, p.name AS name, count(DISTINCT p) AS count,
  0 AS mentions, min(u.key) AS first, max(u.key) AS last
UNION ALL
UNWIND $ids AS id
MATCH (:Organization {id: id})-[:PROPOSED]->(p:Proposal)<-[u:REPLIES_TO]-(x:Proposal)
RETURN 'answered' AS section, u.outcome AS fact, x.id AS id, x.name AS name, count(DISTINCT p) AS count,
  0 AS mentions, min(u.key) AS first, max(u.key) AS last
UNION ALL
UNWIND $ids AS id
MATCH (:Organization {id: id})<-[u:INVOLVES]-(:Passage)<-[:HAS_PASSAGE]-(p:Proposal)
RETURN 'mentioned' AS section, p.year AS fact, p.id AS id, p.name AS name, count(DISTINCT p) AS count,
  0 AS mentions, min(u.key) AS first, max(u.key) AS last
