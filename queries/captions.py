"""What columns, kinds, relations and modalities are called, in Chinese and English."""

from __future__ import annotations

from graph.model import EdgeType, Label, Modality

COLUMNS: dict[str, tuple[str, str]] = {
    "a": ("提案甲编号", "Proposal A id"),
    "a_name": ("提案甲", "Proposal A"),
    "a_proposers": ("提案甲提出者", "Proposers of A"),
    "b": ("提案乙编号", "Proposal B id"),
    "b_name": ("提案乙", "Proposal B"),
    "b_proposers": ("提案乙提出者", "Proposers of B"),
    "shared": ("共用工具", "Shared instruments"),
    "score": ("权重", "Score"),
    "uses_a": ("提案甲原句", "Sentences of A"),
    "uses_b": ("提案乙原句", "Sentences of B"),
    "evidence": ("依据", "Evidence"),
    "proposal": ("提案编号", "Proposal id"),
    "proposal_name": ("提案", "Proposal"),
    "proposed_by": ("提出者", "Proposed by"),
    "year": ("年份", "Year"),
    "session": ("届次", "Session"),
    "jurisdiction": ("地区代码", "Jurisdiction"),
    "passage_kind": ("段落类型", "Passage kind"),
    "heading": ("措施", "Measure"),
    "instrument": ("工具编号", "Instrument id"),
    "instrument_name": ("政策工具", "Instrument"),
    "exact": ("原词", "Words"),
    "class": ("类别代码", "Class code"),
    "class_name": ("类别", "Class"),
    "subtool": ("次级工具代码", "Sub-tool code"),
    "subtool_name": ("次级工具", "Sub-tool"),
    "secondary": ("兼属", "Also"),
    "modality": ("情态代码", "Modality code"),
    "modality_name": ("情态", "Modality"),
    "sentence": ("原句", "Sentence"),
    "document_name": ("文件", "Document"),
    "source": ("来源", "Source"),
    "start": ("起", "Start"),
    "end": ("止", "End"),
    "coder_class": ("人工类别", "Coder's class"),
    "coder_subtool": ("人工次级工具", "Coder's sub-tool"),
    "coder_modality": ("人工情态", "Coder's modality"),
    "remark": ("备注", "Remark"),
    "id": ("编号", "Id"),
    "name": ("名称", "Name"),
    "kind": ("类别", "Kind"),
    "count": ("提案数", "Proposals"),
    "proposals": ("提案", "Proposal titles"),
    "proposal_ids": ("提案编号", "Proposal ids"),
    "path": ("路径", "Path"),
    "step": ("步", "Step"),
    "from": ("起", "From"),
    "from_id": ("起点编号", "From id"),
    "from_kind": ("起点类别", "From kind"),
    "relation": ("关系", "Relation"),
    "to": ("止", "To"),
    "to_id": ("终点编号", "To id"),
    "to_kind": ("终点类别", "To kind"),
    "distance": ("距离", "Distance"),
    "via": ("经由", "Via"),
    "matched": ("相符处", "Matched in"),
    "owner": ("所属", "Belongs to"),
    "industry": ("产业编号", "Industry id"),
    "industry_name": ("产业", "Industry"),
    "other": ("另一产业编号", "Other industry id"),
    "other_name": ("另一产业", "Other industry"),
    "strength": ("强度", "Strength"),
    "why": ("何以相连", "Why linked"),
    "passages": ("同段", "Passages"),
    "instruments": ("共用工具", "Shared instruments"),
    "places": ("同在", "Shared places"),
    "proposers": ("同一提出者", "Shared proposers"),
    "all": ("提案总数", "All proposals"),
    "change": ("增减", "Change"),
    "column": ("列代码", "Column code"),
    "column_name": ("列", "Column"),
    "column_share": ("占列", "Share of column"),
    "column_total": ("列合计", "Column total"),
    "demand": ("需求型", "Demand"),
    "environment": ("环境型", "Environment"),
    "fact": ("事项", "Fact"),
    "jurisdiction_name": ("地区", "Place"),
    "mentions": ("处数", "Mentions"),
    "missing": ("缺口代码", "Missing code"),
    "missing_name": ("所缺", "Missing"),
    "previous": ("上年", "Year before"),
    "reason": ("理由", "Reason"),
    "row": ("行代码", "Row code"),
    "row_name": ("政策工具类别", "Row"),
    "row_share": ("占行", "Share of row"),
    "row_total": ("行合计", "Row total"),
    "rule": ("规则代码", "Rule code"),
    "rule_name": ("规则", "Rule"),
    "section": ("栏目代码", "Section code"),
    "section_name": ("栏目", "Section"),
    "share": ("占比", "Share"),
    "share_change": ("占比增减", "Change of share"),
    "supply": ("供给型", "Supply"),
    "total": ("合计", "Total"),
    "value": ("内容", "Value"),
    "value_id": ("内容编号", "Value id"),
    "before": ("前案", "Before"),
    "before_id": ("前案编号", "Id of the one before"),
    "chain": ("脉络", "Chain"),
    "handlers": ("承办单位", "Handlers"),
    "number": ("编号", "Number"),
    "outcome": ("答复类别", "Class of the reply"),
    "says": ("原话", "What it says"),
    "state": ("进展代码", "State code"),
    "state_name": ("进展", "State"),
    "group": ("并案组", "Group"),
    "match": ("类型代码", "Match code"),
    "match_name": ("类型", "Match"),
    "parts": ("得分构成", "Parts of the score"),
    "part_handlers": ("单位得分", "Handlers"),
    "part_industries": ("产业得分", "Industries"),
    "part_instruments": ("工具得分", "Instruments"),
    "part_places": ("地点得分", "Places"),
    "part_titles": ("案由得分", "Titles"),
    "part_wording": ("措辞得分", "Wording"),
    "proposers_each": ("各案提出者", "Proposers of each"),
    "reasons": ("并案理由", "Reasons for"),
    "differences": ("不同之处", "Differences"),
    "concepts": ("代表概念", "Telling concepts"),
    "side_a": ("主题甲原句", "Sentences of theme A"),
    "side_b": ("主题乙原句", "Sentences of theme B"),
    "theme": ("主题号", "Theme"),
    "themes": ("所跨主题", "Themes"),
    "years": ("起止年份", "Years"),
}
"""Column -> its caption in Chinese and English."""

KINDS: dict[Label, str] = {
    Label.DOCUMENT: "文件",
    Label.PROPOSAL: "提案",
    Label.PASSAGE: "段落",
    Label.MEMBER: "委员",
    Label.ORGANIZATION: "机构",
    Label.INDUSTRY: "产业",
    Label.INSTRUMENT: "政策工具",
    Label.PLACE: "地点",
}
"""Label -> what a thing of that kind is called."""

RELATIONS: dict[EdgeType, tuple[str, str]] = {
    EdgeType.IN_DOCUMENT: ("载于", "收录"),
    EdgeType.PROPOSED: ("提出", "提出者"),
    EdgeType.SPOKE_FOR: ("代表发言", "发言人"),
    EdgeType.HAS_PASSAGE: ("含段落", "所属提案"),
    EdgeType.CONCERNS: ("涉及产业", "见于"),
    EdgeType.USES: ("使用工具", "用于"),
    EdgeType.LOCATED_IN: ("涉及地点", "见于"),
    EdgeType.INVOLVES: ("涉及机构", "见于"),
    EdgeType.BROADER: ("上位", "下位"),
    EdgeType.REPLIES_TO: ("答复", "得到答复"),
    EdgeType.HANDLED_BY: ("承办单位", "承办"),
    EdgeType.SAME_TEXT: ("同文", "同文"),
}
"""Edge type -> the relation read along the edge, and against it."""

MODALITIES: dict[Modality, str] = {
    Modality.PROPOSED: "建议",
    Modality.PLANNED: "计划",
    Modality.EXISTING: "已有",
    Modality.NEGATED: "缺少",
    Modality.DECLINED: "未采纳",
}
"""Modality -> how an instrument's use is marked beside its sentence."""

SECTIONS: dict[str, str] = {
    "identity": "基本情况",
    "measures": "建议",
    "parts": "段落",
    "modality": "情态",
    "years": "年份",
    "sessions": "届次",
    "jurisdictions": "地区",
    "filed": "本地提案",
    "spoke_for": "代表发言",
    "speakers": "发言人",
    "proposers": "提出者",
    "co_proposers": "共同提出者",
    "handlers": "承办单位",
    "answered": "得到答复",
    "answers": "答复",
    "narrower": "其中",
    "industries": "产业",
    "classes": "类别",
    "subtools": "次级工具",
    "instruments": "政策工具",
    "places": "地点",
    "organizations": "机构",
    "proposals": "提案",
    "handled": "承办",
    "mentioned": "被提及",
    "replies": "答复中",
}
"""Section of a profile -> its name; sections come in this order."""

ROLES: dict[str, str] = {
    "lead": "第一提案人",
    "co": "联名",
    "speaker": "发言",
}
"""Role of a proposer -> what it is called."""

HANDLERS: dict[str, str] = {"main": "主办", "co": "会办"}
"""Role of a handling body -> what it is called."""

PASSAGE_KINDS: dict[str, str] = {
    "front": "文首",
    "title": "标题",
    "byline": "署名",
    "situation": "情况",
    "analysis": "分析",
    "measure": "建议",
    "response": "答复",
    "footer": "文末",
    "chrome": "页面文字",
    "other": "其他",
}
"""Kind of a passage -> what it is called."""

DOCUMENT_TYPES: dict[str, str] = {
    "plenary_speech": "大会发言",
    "written_speech": "书面发言",
    "proposal": "提案",
    "deputy_suggestion": "代表建议",
    "public_opinion": "社情民意信息",
    "reply": "答复",
    "news": "新闻报道",
}
"""Type of a proposal -> what it is called."""

LEVELS: dict[str, str] = {"class": "大类", "subtool": "次级工具", "family": "工具族", "concept": "具体工具"}
"""Height of an instrument -> what it is called."""

PARTS: dict[str, str] = {
    "instruments": "工具",
    "wording": "措辞",
    "titles": "案由",
    "industries": "产业",
    "places": "地点",
    "handlers": "单位",
}
"""Part of the likeness of two proposals -> what it is called."""

STATES: dict[str, str] = {
    "asked": "首次提出",
    "repeated": "再次提出",
    "changed": "换了提法",
    "answered": "答复",
    "existing": "已有",
    "missing": "仍未有",
    "dropped": "此后未再提",
}
"""State of an ask -> what it is called."""
