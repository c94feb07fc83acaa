// name: passage-owners
// role: helper
// zh: 若干段落所属的提案或文件
// en: The proposal or document that some passages belong to
// parameter ids: texts, required
// columns: id, owner, owner_name
UNWIND $ids AS id
MATCH (o)-[:HAS_PASSAGE]->(q:Passage {id: id})
RETURN q.id AS id, o.id AS owner, o.name AS owner_name
