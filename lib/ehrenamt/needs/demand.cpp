// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/needs/demand.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

namespace ehrenamt::needs {
namespace {

/// What every grouping shows behind its key, name and kind.
const std::string k_sums = R"(
    count(DISTINCT r.id), sum(n.persons),
    sum(n.persons) FILTER (WHERE n.priority = 1), sum(n.persons) FILTER (WHERE n.priority = 2),
    sum(n.persons) FILTER (WHERE n.priority = 3), sum(n.persons) FILTER (WHERE n.time_wish = 'evening'),
    sum(n.persons) FILTER (WHERE n.time_wish = 'saturday'), ifnull(sum(n.persons) FILTER (WHERE r.late = 1), 0)
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

/// One row per box that was ticked; persons are those of all needs of the
/// answers that ticked it.
std::string by_boxes(const std::vector<std::array<const char*, 3>>& boxes) {
    std::string statement;
    for (const auto& [key, name, condition] : boxes)
        statement += std::string{statement.empty() ? "" : " UNION ALL "} + "SELECT '" + key + "', '" + name +
                     "', '', " + k_sums + "WHERE r.round = ?1 AND " + condition + " HAVING count(*) > 0";
    return statement;
}

const std::string k_by_time =
    by_boxes({{"evening", "werktags abends",
               "(r.time_evening = 1 OR r.time_evening IS NULL AND n.time_wish = "
               "'evening')"},
              {"saturday", "samstags",
               "(r.time_saturday = 1 OR r.time_saturday IS NULL AND n.time_wish = "
               "'saturday')"},
              {"block", "mehrere Tage am Stück", "r.time_block = 1"},
              {"any", "egal", "(r.time_any = 1 OR r.time_any IS NULL AND n.time_wish = 'any')"},
              {"", "",
               "r.time_any = 0 AND r.time_evening = 0 AND r.time_saturday = 0 AND "
               "r.time_block = 0"}});
const std::string k_by_format = by_boxes({{"presence", "vor Ort", "r.format_presence = 1"},
                                          {"online", "online", "r.format_online = 1"},
                                          {"hybrid", "vor Ort und online zugleich", "r.format_hybrid = 1"},
                                          {"", "",
                                           "ifnull(r.format_presence, 0) + ifnull(r.format_online, 0) + "
                                           "ifnull(r.format_hybrid, 0) = 0"}});

const std::string& statement(DemandBy by) {
    switch (by) {
    case DemandBy::time:
        return k_by_time;
    case DemandBy::format:
        return k_by_format;
    case DemandBy::municipality:
        return k_by_municipality;
    case DemandBy::field:
        return k_by_field;
    case DemandBy::topic:
        break;
    }
    return k_by_topic;
}

void add_kinds(const store::Store& store, Demand& demand) {
    SQLite::Statement query{store.db(), R"(
        SELECT t.kind = 'general', count(DISTINCT n.response), sum(n.persons)
        FROM response r JOIN need n ON n.response = r.id JOIN topic t ON t.key = n.topic
        WHERE r.round = ? GROUP BY 1)"};
    query.bind(1, demand.round.id.value);
    while (query.executeStep()) {
        auto& kind = query.getColumn(0).getInt() != 0 ? demand.general : demand.specific;
        kind.associations = query.getColumn(1).getInt64();
        kind.persons = query.getColumn(2).getInt64();
    }
}

/// Seats that the programme adopted after a round gave, by topic. \returns nothing if none was adopted
std::optional<std::map<std::string, std::int64_t>> seats_given(const store::Store& store,
                                                               const SurveyRound& round) {
    SQLite::Statement adopted{store.db(),
                              "SELECT count(*) FROM programme WHERE round = ? AND adopted_on IS NOT NULL"};
    adopted.bind(1, round.id.value);
    adopted.executeStep();
    if (adopted.getColumn(0).getInt64() == 0)
        return std::nullopt;
    SQLite::Statement query{store.db(), R"(
        SELECT n.topic, sum(s.persons) FROM programme p JOIN programme_seat s ON s.programme = p.id
        JOIN need n ON n.id = s.need WHERE p.round = ? AND p.adopted_on IS NOT NULL GROUP BY n.topic)"};
    query.bind(1, round.id.value);
    std::map<std::string, std::int64_t> seats;
    while (query.executeStep())
        seats[query.getColumn(0).getString()] = query.getColumn(1).getInt64();
    return seats;
}

void add_unmet(const store::Store& store, Demand& demand) {
    std::optional<SurveyRound> before;
    for (const auto& round : rounds(store))
        if (round.half_year < demand.round.half_year)
            before = round;
    const auto seats = before ? seats_given(store, *before) : std::nullopt;
    if (!seats)
        return;
    demand.unmet_from = before->half_year;
    SQLite::Statement query{store.db(), R"(
        SELECT n.topic, sum(n.persons) FROM response r JOIN need n ON n.response = r.id WHERE r.round = ?
        GROUP BY n.topic)"};
    query.bind(1, before->id.value);
    std::map<std::string, std::int64_t> unmet;
    while (query.executeStep()) {
        const auto topic = query.getColumn(0).getString();
        const auto given = seats->find(topic);
        unmet[topic] = query.getColumn(1).getInt64() - (given == seats->end() ? 0 : given->second);
    }
    for (auto& row : demand.rows)
        if (const auto found = unmet.find(row.key); found != unmet.end())
            row.unmet_before = found->second;
}

} // namespace

Demand demand(const store::Store& store, const SurveyRound& round, DemandBy by) {
    Demand result{round, 0, 0, 0, 0, {}};
    SQLite::Statement answers{store.db(), R"(
        SELECT count(*) FILTER (WHERE p.ags IS NOT NULL OR r.invitation = 'code'), ifnull(sum(r.late), 0),
               count(*) - count(r.association), ifnull(sum(r.complete = 0), 0)
        FROM response r LEFT JOIN association a ON a.id = r.association
        JOIN survey_round s ON s.id = r.round
        LEFT JOIN contact_point_area p ON p.contact_point = s.contact_point AND p.ags = a.municipality
        WHERE r.round = ?)"};
    answers.bind(1, round.id.value);
    answers.executeStep();
    result.responses_of_invited = answers.getColumn(0).getInt64();
    result.late = answers.getColumn(1).getInt64();
    result.anonymous = answers.getColumn(2).getInt64();
    result.incomplete = answers.getColumn(3).getInt64();
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
        row.late = query.getColumn(10).getInt64();
    }
    add_kinds(store, result);
    if (by == DemandBy::topic)
        add_unmet(store, result);
    return result;
}

std::size_t merge_small_groups(Demand& demand, DemandBy by, std::int64_t least) {
    const bool apart = by == DemandBy::municipality || by == DemandBy::field;
    DemandRow merged;
    merged.merged = true;
    std::size_t count = 0;
    const auto smallest = [&] {
        return std::min_element(
            demand.rows.begin(), demand.rows.end(),
            [](const DemandRow& a, const DemandRow& b) { return a.associations < b.associations; });
    };
    while (!demand.rows.empty() &&
           (smallest()->associations < least || (count > 0 && merged.associations < least))) {
        const auto row = smallest();
        merged.associations = apart ? merged.associations + row->associations
                                    : std::max(merged.associations, row->associations);
        merged.persons += row->persons;
        for (std::size_t i = 0; i < merged.persons_by_priority.size(); ++i)
            merged.persons_by_priority[i] += row->persons_by_priority[i];
        merged.evening += row->evening;
        merged.saturday += row->saturday;
        merged.late += row->late;
        merged.unmet_before += row->unmet_before;
        demand.rows.erase(row);
        ++count;
    }
    // Fewer than the least in all: not even the sum may be told.
    if (count > 0 && merged.associations >= least)
        demand.rows.push_back(std::move(merged));
    return count;
}

std::vector<ComparedTopic> compare_rounds(const store::Store& store, const SurveyRound& before,
                                          const SurveyRound& now) {
    std::map<std::string, ComparedTopic> topics;
    for (const auto& row : demand(store, before, DemandBy::topic).rows) {
        auto& topic = topics[row.key];
        topic.name = row.name;
        topic.associations_before = row.associations;
        topic.persons_before = row.persons;
    }
    for (const auto& row : demand(store, now, DemandBy::topic).rows) {
        auto& topic = topics[row.key];
        topic.name = row.name;
        topic.associations = row.associations;
        topic.persons = row.persons;
    }
    if (const auto seats = seats_given(store, before))
        for (auto& [key, topic] : topics) {
            const auto given = seats->find(key);
            topic.seats = given == seats->end() ? 0 : given->second;
        }
    std::vector<ComparedTopic> list;
    for (auto& [key, topic] : topics) {
        topic.key = key;
        list.push_back(std::move(topic));
    }
    std::stable_sort(list.begin(), list.end(), [](const ComparedTopic& a, const ComparedTopic& b) {
        return std::pair{a.persons, a.persons_before} > std::pair{b.persons, b.persons_before};
    });
    return list;
}

std::size_t merge_small_topics(std::vector<ComparedTopic>& topics, std::int64_t least) {
    const auto small = [&](const ComparedTopic& topic) {
        return (topic.associations > 0 && topic.associations < least) ||
               (topic.associations_before > 0 && topic.associations_before < least);
    };
    const auto size = [](const ComparedTopic& topic) {
        return std::pair{topic.associations + topic.associations_before, topic.key};
    };
    ComparedTopic merged;
    std::size_t count = 0;
    for (;;) {
        auto next = std::find_if(topics.begin(), topics.end(), small);
        if (next == topics.end() && count > 0 && small(merged))
            next = std::min_element(topics.begin(), topics.end(), [&](const auto& left, const auto& right) {
                return size(left) < size(right);
            });
        if (next == topics.end())
            break;
        merged.associations = std::max(merged.associations, next->associations);
        merged.associations_before = std::max(merged.associations_before, next->associations_before);
        merged.persons += next->persons;
        merged.persons_before += next->persons_before;
        if (next->seats)
            merged.seats = merged.seats.value_or(0) + *next->seats;
        topics.erase(next);
        ++count;
    }
    if (count > 0 && !small(merged))
        topics.push_back(std::move(merged));
    return count;
}

} // namespace ehrenamt::needs
