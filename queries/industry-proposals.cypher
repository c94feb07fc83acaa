// name: industry-proposals
// role: helper
// zh: 涉及某一产业或其下位产业的提案
// en: The proposals that concern an industry or one below it
// parameter name: text, required
// columns: id
MATCH (:Industry {id: $name})<-[:BROADER*0..6]-(i:Industry)<-[:CONCERNS]-(:Passage)<-[:HAS_PASSAGE]-(p:Proposal)
RETURN DISTINCT p.id AS id
