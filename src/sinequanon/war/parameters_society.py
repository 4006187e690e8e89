"""Parameters of people: joining, backing, local truces, violence and flight."""

from sinequanon.war.priors import Parameter, prior

_BY_EYE = "analyst, with UCDP GED totals of 2016-2018 in view"

SOCIETY: tuple[Parameter, ...] = (
    prior(
        "turnover",
        "per month",
        (0.01, 0.02, 0.04),
        "lognormal",
        "Share of fighters that leave each month and are replaced in peace.",
    ),
    prior(
        "mobilisation",
        "per month",
        (0.01, 0.03, 0.08),
        "lognormal",
        "Share of what is missing from its first strength that an actor raises.",
        _BY_EYE,
    ),
    prior(
        "people_exponent",
        "exponent",
        (0.05, 0.5, 0.95),
        "uniform",
        "How far joining falls with the people under control.",
    ),
    prior(
        "supply_exponent",
        "exponent",
        (0.2, 0.5, 1.2),
        "lognormal",
        "How far joining falls with supply.",
    ),
    prior(
        "grievance",
        "log joiners per log grievance",
        (-0.3, 0.0, 0.3),
        "normal",
        "Killing of civilians drives people to arms (+) or deters them (-).",
        "disputed: Kocher, Pepinsky & Kalyvas 2011; Lyall 2009",
    ),
    prior(
        "substitution",
        "share",
        (0.03, 0.3, 0.57),
        "uniform",
        "Fighters whom a starved group cannot keep join its allies.",
        "analyst; disputed",
    ),
    prior(
        "foreign",
        "share of joiners",
        (0.05, 0.2, 0.5),
        "lognormal",
        "Joiners who come from abroad, one draw an actor.",
    ),
    prior(
        "distress",
        "log supply per log people lost",
        (0.15, 0.5, 1.5),
        "lognormal",
        "Backers send more to a client that loses ground.",
    ),
    prior(
        "rivalry",
        "log supply per log rival supply",
        (0.03, 0.3, 0.57),
        "uniform",
        "Backers answer the rival's backers; stable only below 1.",
    ),
    prior(
        "local_truce",
        "per month",
        (0.05, 0.15, 0.45),
        "lognormal",
        "How soon a place that is besieged by a far stronger side makes a truce.",
        "44 local ceasefires in 2012-2016 (The Strategy Bridge, January 2017) and 145 "
        "in 2011-2019 (Lundgren, Svensson & Karakus 2023), over what amounts to some "
        "seven such places at the start: .13 and .20",
    ),
    prior(
        "local_break",
        "per month",
        (0.03, 0.07, 0.16),
        "lognormal",
        "How soon a local truce breaks.",
        "32 of those 44 neither held nor ended in surrender, over some twenty months",
    ),
    prior(
        "local_depth",
        "share",
        (0.05, 0.5, 0.95),
        "uniform",
        "How much of the core's fighting stops in a place under a local truce.",
        "disputed: more violence after some, less after others (Lundgren, Svensson & "
        "Karakus 2023, doi:10.1177/00220027221148655)",
    ),
    prior(
        "local_yield",
        "per month",
        (0.03, 0.11, 0.4),
        "lognormal",
        "How soon a besieged place under a truce is given up by agreement.",
        "5 of those 44 came before a surrender, in lives of some fourteen months under "
        "what is in this model, on average, seven hundredths of the most pressure",
    ),
    prior(
        "one_sided",
        "deaths per person under control and month",
        (2e-7, 2e-6, 2e-5),
        "lognormal",
        "Civilians killed outside battle, one draw an actor.",
        "UCDP GED one-sided violence 2016-2018: 115 to 1,872 by actor",
    ),
    prior(
        "selective",
        "share",
        (0.05, 0.5, 0.95),
        "uniform",
        "Killing outside battle that goes with contested control, not with fighting.",
        "Kalyvas 2006",
    ),
    prior(
        "firepower",
        "exponent",
        (0.0, 1.0, 2.0),
        "uniform",
        "How far civilians killed in battle are owed to the side with support.",
        "disputed: the record names no perpetrator",
    ),
    prior(
        "flight",
        "per month",
        (0.007, 0.02, 0.06),
        "lognormal",
        "Share of people touched by fighting who leave.",
        "analyst; scope drives flight (Davenport, Moore & Poe 2003)",
    ),
    prior(
        "abroad",
        "share of those who flee",
        (0.05, 0.15, 0.25),
        "uniform",
        "Flight that crosses the border.",
    ),
    prior(
        "homecoming",
        "per month",
        (0.004, 0.012, 0.03),
        "lognormal",
        "Displaced people who settle or go home when it is quiet.",
    ),
    prior(
        "return_abroad",
        "per month",
        (0.0005, 0.0013, 0.0035),
        "lognormal",
        "People abroad who come back, to where it is quiet.",
        "UNHCR, 30 June 2017: 31,226 of five million in five months, and 260,000 since "
        "2015; these priors know more than the day of the question",
    ),
    prior(
        "detention",
        "per person under a state's contested control and month",
        (4e-5, 1.7e-4, 7e-4),
        "lognormal",
        "People detained where a state rules and is not sure of it.",
        "117,000 to 215,000 held in nearly five years (SNHR, January 2016) over some "
        "twelve million people; tens of thousands at any one time (A/HRC/31/CRP.1)",
    ),
    prior(
        "realignment",
        "per month and log loss",
        (0.0, 0.015, 0.03),
        "uniform",
        "Groups that lose go over to allies that do not; 0: they stay.",
        "analyst; alliances follow the balance (Christia 2012)",
    ),
)
