// name: trace
// zh: 两个事物之间最好的几条不同路径，每一步附原句
// en: The best few different paths between two things, each step with its sentence
// option a: text, required
// option b: text, required
// option limit: integer = 3, 1..20
// inner ids: texts
// columns: path, step, from, from_kind, from_id, relation, to, to_kind, to_id, evidence
UNWIND $ids AS id
MATCH (q:Passage {id: id})-[r:CONCERNS]->(t:Industry)
RETURN q.id AS source, type(r) AS relation, t.id AS target, r.key AS key
UNION ALL
UNWIND $ids AS id
MATCH (t:Industry {id: id})<-[r:CONCERNS]-(q:Passage)
RETURN q.id AS source, type(r) AS relation, t.id AS target, r.key AS key
UNION ALL
UNWIND $ids AS id
MATCH (q:Passage {id: id})-[r:USES]->(t:Instrument)
RETURN q.id AS source, type(r) AS relation, t.id AS target, r.key AS key
UNION ALL
UNWIND $ids AS id
MATCH (t:Instrument {id: id})<-[r:USES]-(q:Passage)
RETURN q.id AS source, type(r) AS relation, t.id AS target, r.key AS key
UNION ALL
UNWIND $ids AS id
MATCH (q:Passage {id: id})-[r:LOCATED_IN]->(t:Place)
RETURN q.id AS source, type(r) AS relation, t.id AS target, r.key AS key
UNION ALL
UNWIND $ids AS id
MATCH (t:Place {id: id})<-[r:LOCATED_IN]-(q:Passage)
RETURN q.id AS source, type(r) AS relation, t.id AS target, r.key AS key
UNION ALL
UNWIND $ids AS id
MATCH (q:Passage {id: id})-[r:INVOLVES]->(t:Organization)
RETURN q.id AS source, type(r) AS relation, t.id AS target, r.key AS key
UNION ALL
UNWIND $ids AS id
MATCH (t:Organization {id: id})<-[r:INVOLVES]-(q:Passage)
RETURN q.id AS source, type(r) AS relation, t.id AS target, r.key AS key
UNION ALL
UNWIND $ids AS id
MATCH (q:Passage {id: id})<-[r:HAS_PASSAGE]-(p:Proposal)
RETURN p.id AS source, type(r) AS relation, q.id AS target, r.key AS key
UNION ALL
UNWIND $ids AS id
MATCH (p:Proposal {id: id})-[r:HAS_PASSAGE]->(q:Passage)
RETURN p.id AS source, type(r) AS relation, q.id AS target, r.key AS key
UNION ALL
UNWIND $ids AS id
MATCH (p:Proposal {id: id})<-[r:PROPOSED]-(m)
RETURN m.id AS source, type(r) AS relation, p.id AS target, r.key AS key
UNION ALL
UNWIND $ids AS id
MATCH (m:Member {id: id})-[r:PROPOSED]->(p:Proposal)
RETURN m.id AS source, type(r) AS relation, p.id AS target, r.key AS key
UNION ALL
UNWIND $ids AS id
MATCH (m:Organization {id: id})-[r:PROPOSED]->(p:Proposal)
RETURN m.id AS source, type(r) AS relation, p.id AS target, r.key AS key
UNION ALL
UNWIND $ids AS id
MATCH (n:Industry {id: id})-[r:BROADER]->(b:Industry)
RETURN n.id AS source, type(r) AS relation, b.id AS target, r.key AS key
UNION ALL
UNWIND $ids AS id
MATCH (b:Industry {id: id})<-[r:BROADER]-(n:Industry)
RETURN n.id AS source, type(r) AS relation, b.id AS target, r.key AS key
UNION ALL
UNWIND $ids AS id
MATCH (n:Instrument {id: id})-[r:BROADER]->(b:Instrument)
RETURN n.id AS source, type(r) AS relation, b.id AS target, r.key AS key
UNION ALL
UNWIND $ids AS id
MATCH (b:Instrument {id: id})<-[r:BROADER]-(n:Instrument)
RETURN n.id AS source, type(r) AS relation, b.id AS target, r.key AS key
UNION ALL
UNWIND $ids AS id
MATCH (n:Place {id: id})-[r:BROADER]->(b:Place)
RETURN n.id AS source, type(r) AS relation, b.id AS target, r.key AS key
UNION ALL
UNWIND $ids AS id
MATCH (b:Place {id: id})<-[r:BROADER]-(n:Place)
RETURN n.id AS source, type(r) AS relation, b.id AS target, r.key AS key
UNION ALL
UNWIND $ids AS id
MATCH (n:Organization {id: id})-[r:BROADER]->(b:Organization)
RETURN n.id AS source, type(r) AS relation, b.id AS target, r.key AS key
UNION ALL
UNWIND $ids AS id
MATCH (b:Organization {id: id})<-[r:BROADER]-(n:Organization)
RETURN n.id AS source, type(r) AS relation, b.id AS target, r.key AS key
UNION ALL
UNWIND $ids AS id
MATCH (p:Proposal {id: id})-[r:REPLIES_TO]->(q:Proposal)
RETURN p.id AS source, type(r) AS relation, q.id AS target, r.key AS key
UNION ALL
UNWIND $ids AS id
MATCH (q:Proposal {id: id})<-[r:REPLIES_TO]-(p:Proposal)
RETURN p.id AS source, type(r) AS relation, q.id AS target, r.key AS key
UNION ALL
UNWIND $ids AS id
MATCH (p:Proposal {id: id})-[r:HANDLED_BY]->(o:Organization)
RETURN p.id AS source, type(r) AS relation, o.id AS target, r.key AS key
UNION ALL
UNWIND $ids AS id
MATCH (o:Organization {id: id})<-[r:HANDLED_BY]-(p:Proposal)
RETURN p.id AS source, type(r) AS relation, o.id AS target, r.key AS key
UNION ALL
UNWIND $ids AS id
MATCH (m:Member {id: id})-[r:SPOKE_FOR]->(o:Organization)
RETURN m.id AS source, type(r) AS relation, o.id AS target, r.key AS key
UNION ALL
UNWIND $ids AS id
MATCH (o:Organization {id: id})<-[r:SPOKE_FOR]-(m:Member)
RETURN m.id AS source, type(r) AS relation, o.id AS target, r.key AS key
