// name: search
// zh: 全文检索：提案标题、段落、名称与别名（简繁、全半角、大小写不论，多个词须同时出现；名称也可用拼音、首字母，错一字也可）
// en: Full text over titles, passages, names and aliases (any script, width or case; all words must occur; names by pinyin, too, or with one slip)
// option text: text, required
// option kind: text, one of document | proposal | passage | member | organization | industry | instrument | place
// option limit: integer = 50, 1..1000
// inner ids: texts
// columns: id, name, kind, matched, owner, evidence
UNWIND $ids AS id
MATCH (n:Document {id: id})
RETURN n.id AS id, 'Document' AS label, n.name AS name, null AS aliases
UNION ALL
UNWIND $ids AS id
MATCH (n:Proposal {id: id})
RETURN n.id AS id, 'Proposal' AS label, n.name AS name, null AS aliases
UNION ALL
UNWIND $ids AS id
MATCH (n:Passage {id: id})
RETURN n.id AS id, 'Passage' AS label, n.name AS name, null AS aliases
UNION ALL
UNWIND $ids AS id
MATCH (n:Member {id: id})
RETURN n.id AS id, 'Member' AS label, n.name AS name, n.aliases AS aliases
UNION ALL
UNWIND $ids AS id
MATCH (n:Organization {id: id})
RETURN n.id AS id, 'Organization' AS label, n.name AS name, n.aliases AS aliases
UNION ALL
UNWIND $ids AS id
MATCH (n:Industry {id: id})
RETURN n.id AS id, 'Industry' AS label, n.name AS name, n.aliases AS aliases
UNION ALL
UNWIND $ids AS id
MATCH (n:Instrument {id: id})
RETURN n.id AS id, 'Instrument' AS label, n.name AS name, n.aliases AS aliases
UNION ALL
UNWIND $ids AS id
MATCH (n:Place {id: id})
RETURN n.id AS id, 'Place' AS label, n.name AS name, n.aliases AS aliases
