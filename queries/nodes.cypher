// name: nodes
// role: helper
// zh: 若干事物及其属性
// en: Some things and what is known of them
// parameter ids: texts, required
// columns: id, label, name, year, document_type, number, jurisdiction, session, level, class, subtool, kind, place_type, code, classification, body, heading
UNWIND $ids AS id
MATCH (n:Document {id: id})
RETURN n.id AS id, 'Document' AS label, n.name AS name, n.year AS year, n.document_type AS document_type,
  n.number AS number, n.jurisdiction AS jurisdiction, n.session AS session, n.level AS level, n.class AS class,
  n.subtool AS subtool, n.kind AS kind, n.place_type AS place_type, n.code AS code,
  n.classification AS classification, n.body AS body, n.heading AS heading
UNION ALL
UNWIND $ids AS id
MATCH (n:Proposal {id: id})
RETURN n.id AS id, 'Proposal' AS label, n.name AS name, n.year AS year, n.document_type AS document_type,
  n.number AS number, n.jurisdiction AS jurisdiction, n.session AS session, n.level AS level, n.class AS class,
  n.subtool AS subtool, n.kind AS kind, n.place_type AS place_type, n.code AS code,
  n.classification AS classification, n.body AS body, n.heading AS heading
UNION ALL
UNWIND $ids AS id
MATCH (n:Passage {id: id})
RETURN n.id AS id, 'Passage' AS label, n.name AS name, n.year AS year, n.document_type AS document_type,
  n.number AS number, n.jurisdiction AS jurisdiction, n.session AS session, n.level AS level, n.class AS class,
  n.subtool AS subtool, n.kind AS kind, n.place_type AS place_type, n.code AS code,
  n.classification AS classification, n.body AS body, n.heading AS heading
UNION ALL
UNWIND $ids AS id
MATCH (n:Member {id: id})
RETURN n.id AS id, 'Member' AS label, n.name AS name, n.year AS year, n.document_type AS document_type,
  n.number AS number, n.jurisdiction AS jurisdiction, n.session AS session, n.level AS level, n.class AS class,
  n.subtool AS subtool, n.kind AS kind, n.place_type AS place_type, n.code AS code,
  n.classification AS classification, n.body AS body, n.heading AS heading
UNION ALL
UNWIND $ids AS id
MATCH (n:Organization {id: id})
RETURN n.id AS id, 'Organization' AS label, n.name AS name, n.year AS year, n.document_type AS document_type,
  n.number AS number, n.jurisdiction AS jurisdiction, n.session AS session, n.level AS level, n.class AS class,
  n.subtool AS subtool, n.kind AS kind, n.place_type AS place_type, n.code AS code,
  n.classification AS classification, n.body AS body, n.heading AS heading
UNION ALL
UNWIND $ids AS id
MATCH (n:Industry {id: id})
RETURN n.id AS id, 'Industry' AS label, n.name AS name, n.year AS year, n.document_type AS document_type,
  n.number AS number, n.jurisdiction AS jurisdiction, n.session AS session, n.level AS level, n.class AS class,
  n.subtool AS subtool, n.kind AS kind, n.place_type AS place_type, n.code AS code,
  n.classification AS classification, n.body AS body, n.heading AS heading
UNION ALL
UNWIND $ids AS id
MATCH (n:Instrument {id: id})
RETURN n.id AS id, 'Instrument' AS label, n.name AS name, n.year AS year, n.document_type AS document_type,
  n.number AS number, n.jurisdiction AS jurisdiction, n.session AS session, n.level AS level, n.class AS class,
  n.subtool AS subtool, n.kind AS kind, n.place_type AS place_type, n.code AS code,
  n.classification AS classification, n.body AS body, n.heading AS heading
UNION ALL
UNWIND $ids AS id
MATCH (n:Place {id: id})
RETURN n.id AS id, 'Place' AS label, n.name AS name, n.year AS year, n.document_type AS document_type,
  n.number AS number, n.jurisdiction AS jurisdiction, n.session AS session, n.level AS level, n.class AS class,
  n.subtool AS subtool, n.kind AS kind, n.place_type AS place_type, n.code AS code,
  n.classification AS classification, n.body AS body, n.heading AS heading
