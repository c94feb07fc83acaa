// name: coded-mentions
// role: helper
// zh: 各段落提及的产业（只取边的键）
// en: Which industries the passages name, as keys of edges
// columns: key
MATCH (:Passage)-[c:CONCERNS]->(:Industry)
RETURN c.key AS key
