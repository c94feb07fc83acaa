// name: around
// zh: 某一事物周围几步之内的全部事物（段落并入提案）
// en: Everything within a few steps of one thing (passages counted as their proposal)
// option name: text, required
// option steps: integer = 2, 1..3
// option limit: integer = 200, 1..5000
// inner ids: texts
// columns: id, name, kind, distance, via, relation, evidence
UNWIND $ids AS id
MATCH (p:Proposal {id: id})-[:HAS_PASSAGE]->(:Passage)-[r:CONCERNS]->(t:Industry)
RETURN p.id AS source, type(r) AS relation, t.id AS target, '' AS qualifier, r.key AS key
UNION ALL
UNWIND $ids AS id
MATCH (p:Proposal {id: id})-[:HAS_PASSAGE]->(:Passage)-[r:USES]->(t:Instrument)
RETURN p.id AS source, type(r) AS relation, t.id AS target, r.modality AS qualifier, r.key AS key
UNION ALL
UNWIND $ids AS id
MATCH (p:Proposal {id: id})-[:HAS_PASSAGE]->(:Passage)-[r:LOCATED_IN]->(t:Place)
RETURN p.id AS source, type(r) AS relation, t.id AS target, r.resolution AS qualifier, r.key AS key
UNION ALL
UNWIND $ids AS id
MATCH (p:Proposal {id: id})-[:HAS_PASSAGE]->(:Passage)-[r:INVOLVES]->(t:Organization)
RETURN p.id AS source, type(r) AS relation, t.id AS target, r.role AS qualifier, r.key AS key
UNION ALL
UNWIND $ids AS id
MATCH (t:Industry {id: id})<-[r:CONCERNS]-(:Passage)<-[:HAS_PASSAGE]-(p:Proposal)
RETURN p.id AS source, type(r) AS relation, t.id AS target, '' AS qualifier, r.key AS key
UNION ALL
UNWIND $ids AS id
MATCH (t:Instrument {id: id})<-[r:USES]-(:Passage)<-[:HAS_PASSAGE]-(p:Proposal)
RETURN p.id AS source, type(r) AS relation, t.id AS target, r.modality AS qualifier, r.key AS key
UNION ALL
UNWIND $ids AS id
MATCH (t:Place {id: id})<-[r:LOCATED_IN]-(:Passage)<-[:HAS_PASSAGE]-(p:Proposal)
RETURN p.id AS source, type(r) AS relation, t.id AS target, r.resolution AS qualifier, r.key AS key
UNION ALL
UNWIND $ids AS id
MATCH (t:Organization {id: id})<-[r:INVOLVES]-(:Passage)<-[:HAS_PASSAGE]-(p:Proposal)
RETURN p.id AS source, type(r) AS relation, t.id AS target, r.role AS qualifier, r.key AS key
UNION ALL
UNWIND $ids AS id
MATCH (p:Proposal {id: id})<-[r:PROPOSED]-(m)
RETURN m.id AS source, type(r) AS relation, p.id AS target, r.role AS qualifier, r.key AS key
UNION ALL
UNWIND $ids AS id
MATCH (m:Member {id: id})-[r:PROPOSED]->(p:Proposal)
RETURN m.id AS source, type(r) AS relation, p.id AS target, r.role AS qualifier, r.key AS key
UNION ALL
UNWIND $ids AS id
MATCH (m:Organization {id: id})-[r:PROPOSED]->(p:Proposal)
RETURN m.id AS source, type(r) AS relation, p.id AS target, r.role AS qualifier, r.key AS key
UNION ALL
UNWIND $ids AS id
MATCH (p:Proposal {id: id})-[r:REPLIES_TO]->(q:Proposal)
RETURN p.id AS source, type(r) AS relation, q.id AS target, r.outcome AS qualifier, r.key AS key
UNION ALL
UNWIND $ids AS id
MATCH (q:Proposal {id: id})<-[r:REPLIES_TO]-(p:Proposal)
RETURN p.id AS source, type(r) AS relation, q.id AS target, r.outcome AS qualifier, r.key AS key
UNION ALL
UNWIND $ids AS id
MATCH (p:Proposal {id: id})-[r:HANDLED_BY]->(o:Organization)
RETURN p.id AS source, type(r) AS relation, o.id AS target, r.role AS qualifier, r.key AS key
UNION ALL
UNWIND $ids AS id
MATCH (o:Organization {id: id})<-[r:HANDLED_BY]-(p:Proposal)
RETURN p.id AS source, type(r) AS relation, o.id AS target, r.role AS qualifier, r.key AS key
UNION ALL
UNWIND $ids AS id
MATCH (n:Industry {id: id})-[r:BROADER]->(b:Industry)
RETURN n.id AS source, type(r) AS relation, b.id AS target, '' AS qualifier, r.key AS key
UNION ALL
UNWIND $ids AS id
MATCH (n:Instrument {id: id})-[r:BROADER]->(b:Instrument)
RETURN n.id AS source, type(r) AS relation, b.id AS target, '' AS qualifier, r.key AS key
UNION ALL
UNWIND $ids AS id
MATCH (n:Place {id: id})-[r:BROADER]->(b:Place)
RETURN n.id AS source, type(r) AS relation, b.id AS target, '' AS qualifier, r.key AS key
UNION ALL
UNWIND $ids AS id
MATCH (n:Organization {id: id})-[r:BROADER]->(b:Organization)
RETURN n.id AS source, type(r) AS relation, b.id AS target, '' AS qualifier, r.key AS key
UNION ALL
UNWIND $ids AS id
MATCH (m:Member {id: id})-[r:SPOKE_FOR]->(o:Organization)
RETURN m.id AS source, type(r) AS relation, o.id AS target, '' AS qualifier, r.key AS key
UNION ALL
UNWIND $ids AS id
MATCH (b:Industry {id: id})<-[r:BROADER]-(n:Industry)
RETURN n.id AS source, type(r) AS relation, b.id AS target, '' AS qualifier, r.key AS key
UNION ALL
UNWIND $ids AS id
MATCH (b:Instrument {id: id})<-[r:BROADER]-(n:Instrument)
RETURN n.id AS source, type(r) AS relation, b.id AS target, '' AS qualifier, r.key AS key
UNION ALL
UNWIND $ids AS id
MATCH (b:Place {id: id})<-[r:BROADER]-(n:Place)
RETURN n.id AS source, type(r) AS relation, b.id AS target, '' AS qualifier, r.key AS key
UNION ALL
UNWIND $ids AS id
MATCH (b:Organization {id: id})<-[r:BROADER]-(n:Organization)
RETURN n.id AS source, type(r) AS relation, b.id AS target, '' AS qualifier, r.key AS key
UNION ALL
UNWIND $ids AS id
MATCH (o:Organization {id: id})<-[r:SPOKE_FOR]-(m:Member)
RETURN m.id AS source, type(r) AS relation, o.id AS target, '' AS qualifier, r.key AS key
