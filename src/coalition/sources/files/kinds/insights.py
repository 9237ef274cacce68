"""Insights, as files spell them."""

from __future__ import annotations

from coalition.sources.files.kinds.base import Kind, Type, external_id, of, text, words

KINDS = words(
    "goal: goals, objective, objectives, business goal",
    "pressure: pressures, driver, business driver, external pressure",
    "initiative: initiatives, project, programme, program, business initiative",
    "obstacle: obstacles, barrier, hurdle",
    "challenge: challenges, pain, pain point, problem, issue",
    "criterion: criteria, decision criterion, decision criteria, buying criteria, requirement",
    "concern: concerns, objection, objections, worry, risk",
)

INSIGHTS = Kind(
    "insights",
    "insight",
    "What the customer wants, fears and decides by: goals, pressures, initiatives, obstacles, challenges, criteria and "
    "concerns, of an account or of one of its deals.",
    (
        external_id("insightid", "insightexternalid"),
        of(
            Type.WORD,
            "kind",
            "goal, pressure, initiative, obstacle, challenge, criterion or concern.",
            ("kind", "insightkind", "insighttype", "type", "category"),
            required=True,
            words=KINDS,
        ),
        text(
            "text", "What it is, in a sentence.", ("text", "insight", "statement", "finding"), required=True, marks=True
        ),
        text("answer", "What we offer for it.", ("answer", "ouranswer", "oursolution"), marks=True),
        of(
            Type.REF,
            "account",
            "The account: id, name or domain; that of the deal or the person when not given.",
            ("account", "accountid", "accountexternalid", "accountname", "company", "companyid", "companyname"),
        ),
        of(
            Type.REF,
            "opportunity",
            "The deal, when it holds for that alone: id or name.",
            ("opportunity", "opportunityid", "opportunityexternalid", "opportunityname", "deal", "dealid", "dealname"),
        ),
        of(
            Type.LIST,
            "contacts",
            "Whose it is: ids, e-mail addresses or names, several with a semicolon.",
            (
                "contacts",
                "contact",
                "contactid",
                "contactemail",
                "contactname",
                "person",
                "people",
                "persons",
                "holders",
            ),
            marks=True,
        ),
        of(
            Type.REF,
            "told_by",
            "The contact who told us.",
            ("toldby", "saidby", "heardfrom"),
        ),
        of(
            Type.FLAG,
            "confirmed_by_customer",
            "Whether the customer confirmed it; empty: nobody asked.",
            ("confirmedbycustomer", "confirmed", "isconfirmed", "validated"),
            marks=True,
        ),
        of(Type.MOMENT, "confirmed_at", "When it was confirmed.", ("confirmedat", "confirmedon", "confirmationdate")),
        of(
            Type.REF,
            "confirmed_with",
            "Who of ours heard it confirmed: e-mail address, name or id.",
            ("confirmedwith", "confirmedto"),
        ),
    ),
    needs=(("text",), ("kind",), ("account", "opportunity", "contacts")),
    called=("insight", "insights", "goals", "gpio", "criteria", "concerns"),
)
