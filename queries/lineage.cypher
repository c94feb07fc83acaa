// name: lineage
// zh: 同一诉求历年怎样提出、答复和落实：首次提出、再次提出、换了提法、答复（编号、类别、承办单位）、已有或仍未落实、此后未再提，每步附原句
// en: How the same ask went on over the years: asked, repeated, changed, answered (number, class, handlers), there by now or still missing, dropped; each step with its sentences
// option name: text
// option least: integer = 20, 1..100
// option jurisdiction: text
// option limit: integer = 20, 1..1000
// inner ids: texts
// columns: chain, name, step, state, state_name, year, session, proposal_name, number, before, score, outcome, handlers, says, differences, proposal, before_id, evidence
UNWIND $ids AS id
MATCH (p:Proposal)-[:HAS_PASSAGE]->(:Passage)-[u:USES]->(i:Instrument {id: id})
RETURN p.id AS proposal, i.id AS instrument, i.name AS name, u.modality AS modality, u.key AS key
