// name: coding-sheet
// zh: 编码表：各提案每一处政策工具的类别、次级工具、情态、原词与原句，一处一行，留有人工复核的空栏
// en: The coding sheet: class, sub-tool, modality, words and sentence of every instrument in the proposals, a row each, with empty columns for your own coding
// parameter class: text, one of supply | environment | demand
// parameter kind: text, one of measure | response | situation | analysis | title
// parameter jurisdiction: text
// parameter session: text
// parameter year: integer, 1900..2200
// option limit: integer = 1000000, 1..1000000
// columns: proposal_name, proposed_by, year, session, jurisdiction, passage_kind, heading, instrument_name, exact, class, class_name, subtool, subtool_name, secondary, modality, modality_name, sentence, document_name, source, start, end, proposal, instrument, coder_class, coder_subtool, coder_modality, remark, evidence
MATCH (p:Proposal)
WHERE ($jurisdiction IS NULL OR p.jurisdiction = $jurisdiction)
  AND ($session IS NULL OR p.session = $session)
  AND ($year IS NULL OR p.year = $year)
MATCH (p)-[:IN_DOCUMENT]->(d:Document)
MATCH (p)-[:HAS_PASSAGE]->(q:Passage)
WHERE $kind IS NULL OR q.kind = $kind
MATCH (q)-[u:USES]->(i:Instrument)
WHERE $class IS NULL OR i.class = $class
RETURN d.id AS document, d.name AS document_name, d.source AS source, p.id AS proposal, p.name AS proposal_name,
  p.year AS year, p.session AS session, p.jurisdiction AS jurisdiction, q.kind AS passage_kind,
  q.heading AS heading, i.id AS instrument, i.name AS instrument_name, i.class AS class, i.subtool AS subtool,
  i.secondary AS secondary, u.modality AS modality, u.key AS key
