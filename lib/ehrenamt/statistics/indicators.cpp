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

Groups values(const store::Store& store, const Indicator& indicator, Cut cut, const domain::Period& period) {
    std::string statement{indicator.statement};
    constexpr std::string_view k_group = "{group}";
    // Both texts are constants of this file; a column's name cannot be bound.
    for (auto at = statement.find(k_group); at != statement.npos; at = statement.find(k_group))
        statement.replace(at, k_group.size(), column(indicator, cut));
    SQLite::Statement query{store.db(), statement};
    query.bind(1, period.first.iso());
    query.bind(2, period.last.iso());
    Groups groups;
    while (query.executeStep())
        groups[query.getColumn(0).getString()] += query.getColumn(1).getInt64();
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
         "ifnull(a.field, '')", "ifnull(a.municipality, '')", "a.kind"},
        {"associations_new", _m("associations recorded new"),
         _m("active associations recorded within the period"), Unit::count,
         R"(SELECT {group}, count(*) FROM association a
            WHERE a.status = 'active' AND a.recorded_on BETWEEN ?1 AND ?2 GROUP BY 1)",
         "ifnull(a.field, '')", "ifnull(a.municipality, '')", "a.kind"},
        {"responses", _m("answers to surveys of needs"),
         _m("answers received within the period, late ones among them"), Unit::count,
         R"(SELECT {group}, count(*) FROM response r LEFT JOIN association a ON a.id = r.association
            WHERE r.received_on BETWEEN ?1 AND ?2 GROUP BY 1)",
         "coalesce(a.field, r.field, '')", "coalesce(a.municipality, r.municipality, '')",
         "ifnull(a.kind, '')"},
        {"needs", _m("needs named"), _m("needs in the answers received within the period"), Unit::count,
         R"(SELECT {group}, count(*) FROM need n JOIN response r ON r.id = n.response
            LEFT JOIN association a ON a.id = r.association JOIN topic t ON t.key = n.topic
            WHERE r.received_on BETWEEN ?1 AND ?2 GROUP BY 1)",
         "coalesce(a.field, r.field, '')", "coalesce(a.municipality, r.municipality, '')", "t.kind"},
        {"needs_persons", _m("persons in these needs"), _m("persons named in these needs, not extrapolated"),
         Unit::persons,
         R"(SELECT {group}, sum(n.persons) FROM need n JOIN response r ON r.id = n.response
            LEFT JOIN association a ON a.id = r.association JOIN topic t ON t.key = n.topic
            WHERE r.received_on BETWEEN ?1 AND ?2 GROUP BY 1)",
         "coalesce(a.field, r.field, '')", "coalesce(a.municipality, r.municipality, '')", "t.kind"},
        {"courses_offered", _m("courses that can be offered"), _m("courses registered within the period"),
         Unit::count,
         R"(SELECT {group}, count(*) FROM course c JOIN topic t ON t.key = c.topic LEFT JOIN venue v ON v.id = c.venue
            WHERE c.registered_on BETWEEN ?1 AND ?2 GROUP BY 1)",
         "", "ifnull(v.municipality, '')", "t.kind"},
        {"measures_planned", _m("measures planned"), _m("measures of programmes adopted within the period"),
         Unit::count,
         R"(SELECT {group}, count(*) FROM measure m JOIN programme p ON p.id = m.programme
            JOIN course c ON c.id = m.course JOIN topic t ON t.key = c.topic LEFT JOIN venue v ON v.id = c.venue
            WHERE p.adopted_on BETWEEN ?1 AND ?2 GROUP BY 1)",
         "", "ifnull(v.municipality, '')", "t.kind"},
        {"measures_planned_minutes", _m("teaching time of these measures"),
         _m("minutes of all their sessions; 45 minutes are one UE"), Unit::minutes,
         R"(SELECT {group}, sum(s.minutes) FROM measure m JOIN programme p ON p.id = m.programme
            JOIN course c ON c.id = m.course JOIN topic t ON t.key = c.topic LEFT JOIN venue v ON v.id = c.venue
            JOIN course_session s ON s.course = c.id
            WHERE p.adopted_on BETWEEN ?1 AND ?2 GROUP BY 1)",
         "", "ifnull(v.municipality, '')", "t.kind"},
        {"measures_planned_participants", _m("participants planned for them"),
         _m("persons whose seats the adopted programme names"), Unit::persons,
         R"(SELECT {group}, sum(m.planned_participants) FROM measure m JOIN programme p ON p.id = m.programme
            JOIN course c ON c.id = m.course JOIN topic t ON t.key = c.topic LEFT JOIN venue v ON v.id = c.venue
            WHERE p.adopted_on BETWEEN ?1 AND ?2 GROUP BY 1)",
         "", "ifnull(v.municipality, '')", "t.kind"},
        {"sessions_due", _m("sessions due"),
         _m("sessions of measures, not cancelled, with a day within the period"), Unit::count,
         R"(SELECT {group}, count(*) FROM measure m JOIN course c ON c.id = m.course
            JOIN topic t ON t.key = c.topic LEFT JOIN venue v ON v.id = c.venue JOIN course_session s ON s.course = c.id
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
        const auto now = values(store, indicator, cut, period);
        auto before = values(store, indicator, cut, previous);
        for (const auto& [group, value] : now)
            figures.push_back({&indicator, group, value, before.contains(group) ? before[group] : 0});
    }
    return figures;
}

} // namespace ehrenamt::statistics
