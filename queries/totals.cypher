// name: totals
// role: helper
// zh: 图中可画的事物共有多少
// en: How many things there are to draw
// columns: label, count
MATCH (n:Industry)
RETURN 'Industry' AS label, count(n) AS count
UNION ALL
MATCH (n:Instrument)
RETURN 'Instrument' AS label, count(n) AS count
UNION ALL
MATCH (n:Place)
RETURN 'Place' AS label, count(n) AS count
UNION ALL
MATCH (n:Organization)
RETURN 'Organization' AS label, count(n) AS count
UNION ALL
MATCH (n:Member)
RETURN 'Member' AS label, count(n) AS count
UNION ALL
MATCH (n:Proposal)
RETURN 'Proposal' AS label, count(n) AS count
