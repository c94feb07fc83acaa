// name: replies
// role: helper
// zh: 全部答复及其所答复的提案与类别
// en: All replies, the proposals they answer and with which class
// columns: reply, proposal, outcome, key
MATCH (r:Proposal)-[e:REPLIES_TO]->(p:Proposal)
RETURN r.id AS reply, p.id AS proposal, e.outcome AS outcome, e.key AS key
