// name: overview-figures
// role: helper
// zh: 文件、提出者与引文各有多少
// en: How many documents, proposers and quotations there are
// columns: figure, count
MATCH (d:Document)
RETURN 'documents' AS figure, count(d) AS count
UNION ALL
MATCH (m)-[:PROPOSED]->(:Proposal)
RETURN 'proposers' AS figure, count(DISTINCT m) AS count
UNION ALL
MATCH ()-[r:PROPOSED]->(:Proposal)
RETURN 'quotations' AS figure, sum(r.weight) AS count
UNION ALL
MATCH (:Proposal)-[:HAS_PASSAGE]->(:Passage)-[r:CONCERNS|USES|LOCATED_IN|INVOLVES]->()
RETURN 'quotations' AS figure, sum(r.weight) AS count
