// name: overview-documents
// role: helper
// zh: 全部文件及其来源
// en: All documents and where they come from
// columns: id, name, source, date, publisher, jurisdiction, body, session
MATCH (d:Document)
RETURN d.id AS id, d.name AS name, d.source AS source, d.date AS date, d.publisher AS publisher,
  d.jurisdiction AS jurisdiction, d.body AS body, d.session AS session
