// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/needs/demand.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

namespace ehrenamt::needs {
namespace {

/// What every grouping shows behind its key, name and kind.
const std::string k_sums = R"(
    count(DISTINCT r.id), sum(n.persons),
    sum(n.persons) FILTER (WHERE n.priority = 1), sum(n.persons) FILTER (WHERE n.priority = 2),
    sum(n.persons) FILTER (WHERE n.priority = 3), sum(n.persons) FILTER (WHERE n.time_wish = 'evening'),
    sum(n.persons) FILTER (WHERE n.time_wish = 'saturday')
    FROM need n JOIN response r ON r.id = n.response LEFT JOIN association a ON a.id = r.association )";
const std::string k_by_topic = "SELECT t.key, t.name, t.kind, " + k_sums + R"(
    JOIN topic t ON t.key = n.topic
    WHERE r.round = ? GROUP BY t.key ORDER BY sum(n.persons) DESC, t.key)";
const std::string k_by_municipality =
    "SELECT ifnull(a.municipality, r.municipality), m.name, '', " + k_sums + R"(
    LEFT JOIN municipality m ON m.ags = ifnull(a.municipality, r.municipality)
    WHERE r.round = ? GROUP BY 1 ORDER BY sum(n.persons) DESC, 1)";
const std::string k_by_field = "SELECT ifnull(a.field, r.field), f.name_de, '', " + k_sums + R"(
    LEFT JOIN engagement_field f ON f.key = ifnull(a.field, r.field)
    WHERE r.round = ? GROUP BY 1 ORDER BY sum(n.persons) DESC, 1)";

const std::string& statement(DemandBy by) {
    switch (by) {
    case DemandBy::municipality:
        return k_by_municipality;
    case DemandBy::field:
        return k_by_field;
    case DemandBy::topic:
        break;
    }
    return k_by_topic;
}

} // namespace

Demand demand(const store::Store& store, const SurveyRound& round, DemandBy by) {
    Demand result{round, 0, 0, {}};
    SQLite::Statement answers{store.db(), R"(
        SELECT count(*) FILTER (WHERE p.ags IS NOT NULL OR r.invitation = 'code'), ifnull(sum(r.late), 0)
        FROM response r LEFT JOIN association a ON a.id = r.association
        JOIN survey_round s ON s.id = r.round
        LEFT JOIN contact_point_area p ON p.contact_point = s.contact_point AND p.ags = a.municipality
        WHERE r.round = ?)"};
    answers.bind(1, round.id.value);
    answers.executeStep();
    result.responses_of_invited = answers.getColumn(0).getInt64();
    result.late = answers.getColumn(1).getInt64();
    SQLite::Statement query{store.db(), statement(by)};
    query.bind(1, round.id.value);
    while (query.executeStep()) {
        auto& row = result.rows.emplace_back();
        row.key = query.getColumn(0).getString();
        row.name = query.getColumn(1).getString();
        row.kind = query.getColumn(2).getString();
        row.associations = query.getColumn(3).getInt64();
        row.persons = query.getColumn(4).getInt64();
        for (std::size_t i = 0; i < 3; ++i)
            row.persons_by_priority[i] = query.getColumn(5 + static_cast<int>(i)).getInt64();
        row.evening = query.getColumn(8).getInt64();
        row.saturday = query.getColumn(9).getInt64();
    }
    return result;
}

} // namespace ehrenamt::needs
