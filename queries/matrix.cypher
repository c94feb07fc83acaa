// name: matrix
// zh: 政策工具二维矩阵：各类政策工具（大类、次级工具或工具族）× 产业（或年份、地区、届次、会议），每格附提案数、处数、占比与原句
// en: The two-dimensional matrix: classes (or sub-tools, families) of instruments by industry (or year, jurisdiction, session, body), with counts, shares and sentences of every cell
// option level: text = class, one of class | subtool | family
// option by: text = industry, one of industry | year | jurisdiction | session | body
// option tie: text = nearest, one of nearest | name | passage | title | proposal
// option labels: text = primary, one of primary | all
// option kind: text = measure, one of measure | response | situation | analysis | title | any
// option modality: text, one of proposed | planned | existing | negated | declined
// option jurisdiction: text
// option session: text
// option year: integer, 1900..2200
// option quoted: integer = 3, 0..1000
// option limit: integer = 500, 1..100000
// columns: row, row_name, column, column_name, count, mentions, row_total, column_total, total, row_share, column_share, share, evidence
MATCH (:Passage)-[u:USES]->(:Instrument)
RETURN u.key AS key, u.weight AS weight
