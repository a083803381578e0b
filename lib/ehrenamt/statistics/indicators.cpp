// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/statistics/indicators.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <map>

namespace ehrenamt::statistics {
namespace {

using base::_m;

std::string_view column(const Indicator& indicator, Cut cut) {
    switch (cut) {
    case Cut::field:
        return indicator.field;
    case Cut::municipality:
        return indicator.municipality;
    case Cut::kind:
        return indicator.kind;
    case Cut::none:
        break;
    }
    return "''";
}

using Groups = std::map<std::string, std::int64_t>;

/// Where an association was on the day.
constexpr const char* k_association_then = R"(
    coalesce((SELECT f.municipality FROM association_former_municipality f
              WHERE f.association = a.id AND f.last_day >= ?3 ORDER BY f.last_day LIMIT 1), a.municipality, ''))";
constexpr const char* k_answer_then = R"(
    coalesce((SELECT f.municipality FROM association_former_municipality f
              WHERE f.association = a.id AND f.last_day >= ?3 ORDER BY f.last_day LIMIT 1), a.municipality,
             r.municipality, ''))";

/// Which key took over from which up to the day, also where that was not carried out yet.
std::map<std::string, std::string> successors(const store::Store& store, base::Date day) {
    SQLite::Statement query{store.db(), R"(
        SELECT old_ags, new_ags FROM municipality_change WHERE old_ags <> new_ags AND day <= ?1
        UNION SELECT old_ags, new_ags FROM planned_municipality_change WHERE old_ags <> new_ags AND day <= ?1)"};
    query.bind(1, day.iso());
    std::map<std::string, std::string> next;
    while (query.executeStep())
        next.emplace(query.getColumn(0).getString(), query.getColumn(1).getString());
    return next;
}

/// The key that is in this one's place; no key that ended is given again, so there is no circle.
std::string brought_forward(std::string key, const std::map<std::string, std::string>& next) {
    for (auto found = next.find(key); found != next.end(); found = next.find(key))
        key = found->second;
    return key;
}

Groups values(const store::Store& store, const Indicator& indicator, Cut cut, const domain::Period& period,
              base::Date told_on) {
    std::string statement{indicator.statement};
    constexpr std::string_view k_group = "{group}";
    // Both texts are constants of this file; a column's name cannot be bound.
    for (auto at = statement.find(k_group); at != statement.npos; at = statement.find(k_group))
        statement.replace(at, k_group.size(), column(indicator, cut));
    SQLite::Statement query{store.db(), statement};
    query.bind(1, period.first.iso());
    query.bind(2, period.last.iso());
    if (query.getBindParameterCount() > 2)
        query.bind(3, told_on.iso());
    const auto next =
        cut == Cut::municipality ? successors(store, told_on) : std::map<std::string, std::string>{};
    Groups groups;
    while (query.executeStep())
        groups[brought_forward(query.getColumn(0).getString(), next)] += query.getColumn(1).getInt64();
    if (cut == Cut::none)
        groups.try_emplace("", 0);
    return groups;
}

} // namespace

const std::vector<Indicator>& indicators() {
    static const std::vector<Indicator> k_indicators = {
        {"associations", _m("associations in the register"),
         _m("active associations recorded up to the last day of the period"), Unit::count,
         R"(SELECT {group}, count(*) FROM association a
            WHERE a.status = 'active' AND a.recorded_on <= ?2 GROUP BY 1)",
         "ifnull(a.field, '')", k_association_then, "a.kind"},
        {"associations_new", _m("associations recorded new"),
         _m("active associations recorded within the period"), Unit::count,
         R"(SELECT {group}, count(*) FROM association a
            WHERE a.status = 'active' AND a.recorded_on BETWEEN ?1 AND ?2 GROUP BY 1)",
         "ifnull(a.field, '')", k_association_then, "a.kind"},
        {"responses", _m("answers to surveys of needs"),
         _m("answers received within the period, late ones among them"), Unit::count,
         R"(SELECT {group}, count(*) FROM response r LEFT JOIN association a ON a.id = r.association
            WHERE r.received_on BETWEEN ?1 AND ?2 GROUP BY 1)",
         "coalesce(a.field, r.field, '')", k_answer_then, "ifnull(a.kind, '')"},
        {"needs", _m("needs named"), _m("needs in the answers received within the period"), Unit::count,
         R"(SELECT {group}, count(*) FROM need n JOIN response r ON r.id = n.response
            LEFT JOIN association a ON a.id = r.association JOIN topic t ON t.key = n.topic
            WHERE r.received_on BETWEEN ?1 AND ?2 GROUP BY 1)",
         "coalesce(a.field, r.field, '')", k_answer_then, "t.kind"},
        {"needs_persons", _m("persons in these needs"), _m("persons named in these needs, not extrapolated"),
         Unit::persons,
         R"(SELECT {group}, sum(n.persons) FROM need n JOIN response r ON r.id = n.response
            LEFT JOIN association a ON a.id = r.association JOIN topic t ON t.key = n.topic
            WHERE r.received_on BETWEEN ?1 AND ?2 GROUP BY 1)",
         "coalesce(a.field, r.field, '')", k_answer_then, "t.kind"},
        {"courses_offered", _m("courses that can be offered"), _m("courses registered within the period"),
         Unit::count,
         R"(SELECT {group}, count(*) FROM course c JOIN topic t ON t.key = c.topic LEFT JOIN venue v ON v.id = c.venue
            WHERE c.registered_on BETWEEN ?1 AND ?2 GROUP BY 1)",
         "", "ifnull(v.municipality, '')", "t.kind"},
        {"measures_planned", _m("measures planned"), _m("measures of programmes adopted within the period"),
         Unit::count,
         R"(SELECT {group}, count(*) FROM measure m LEFT JOIN programme p ON p.id = m.programme
            JOIN course c ON c.id = m.course JOIN topic t ON t.key = c.topic LEFT JOIN venue v ON v.id = c.venue
            WHERE m.state <> 'cancelled' AND ifnull(m.planned_on, p.adopted_on) BETWEEN ?1 AND ?2 GROUP BY 1)",
         "", "ifnull(v.municipality, '')", "t.kind"},
        {"measures_planned_minutes", _m("teaching time of these measures"),
         _m("minutes of all their sessions; 45 minutes are one UE"), Unit::minutes,
         R"(SELECT {group}, sum(s.minutes) FROM measure m LEFT JOIN programme p ON p.id = m.programme
            JOIN course c ON c.id = m.course JOIN topic t ON t.key = c.topic LEFT JOIN venue v ON v.id = c.venue
            JOIN measure_session s ON s.measure = m.id
            WHERE m.state <> 'cancelled' AND ifnull(m.planned_on, p.adopted_on) BETWEEN ?1 AND ?2 GROUP BY 1)",
         "", "ifnull(v.municipality, '')", "t.kind"},
        {"measures_planned_participants", _m("participants planned for them"),
         _m("persons whose seats the adopted programme names"), Unit::persons,
         R"(SELECT {group}, sum(m.planned_participants) FROM measure m LEFT JOIN programme p ON p.id = m.programme
            JOIN course c ON c.id = m.course JOIN topic t ON t.key = c.topic LEFT JOIN venue v ON v.id = c.venue
            WHERE m.state <> 'cancelled' AND ifnull(m.planned_on, p.adopted_on) BETWEEN ?1 AND ?2 GROUP BY 1)",
         "", "ifnull(v.municipality, '')", "t.kind"},
        {"sessions_due", _m("sessions due"),
         _m("sessions of measures, not cancelled, with a day within the period"), Unit::count,
         R"(SELECT {group}, count(*) FROM measure m JOIN course c ON c.id = m.course
            JOIN topic t ON t.key = c.topic LEFT JOIN venue v ON v.id = c.venue JOIN measure_session s ON s.measure = m.id
            WHERE m.state <> 'cancelled' AND s.day BETWEEN ?1 AND ?2 GROUP BY 1)",
         "", "ifnull(v.municipality, '')", "t.kind"},
    };
    return k_indicators;
}

std::vector<Figure> report(const store::Store& store, const domain::Period& period,
                           const domain::Period& previous, Cut cut) {
    std::vector<Figure> figures;
    for (const auto& indicator : indicators()) {
        if (column(indicator, cut).empty())
            continue;
        const auto now = values(store, indicator, cut, period, period.last);
        auto before = values(store, indicator, cut, previous, period.last);
        for (const auto& [group, value] : now)
            figures.push_back({&indicator, group, value, before.contains(group) ? before[group] : 0});
    }
    return figures;
}

} // namespace ehrenamt::statistics
