// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/needs/demand.hpp"

#include "ehrenamt/needs/demand_count.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

namespace ehrenamt::needs {
namespace {

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
    Demand wished{*before};
    count_demand(store, DemandBy::topic, wished);
    std::map<std::string, std::int64_t> unmet;
    for (const auto& row : wished.rows) {
        const auto given = seats->find(row.key);
        unmet[row.key] = row.persons - (given == seats->end() ? 0 : given->second);
    }
    for (auto& row : demand.rows)
        if (const auto found = unmet.find(row.key); found != unmet.end())
            row.unmet_before = found->second;
}

} // namespace

Demand demand(const store::Store& store, const SurveyRound& round, DemandBy by) {
    Demand result{round};
    count_demand(store, by, result);
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
