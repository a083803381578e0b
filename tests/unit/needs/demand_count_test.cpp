// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/needs/demand.hpp"
#include "tests/support/sample_store.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <cstdint>
#include <map>
#include <random>
#include <string>
#include <vector>

using namespace ehrenamt;
using namespace ehrenamt::needs;

namespace {

/// Two rounds with answers of every kind whose numbers lie between each other; the draws depend on the seed
/// alone.
class RandomSurveys {
  public:
    explicit RandomSurveys(unsigned seed) : m_random{seed} {
        const std::vector<std::string> places = {"06413000", "06438001", ""};
        for (int i = 0; i < 12; ++i)
            m_associations.push_back(m_sample
                                         .add_association("Verein " + std::to_string(i),
                                                          "verein " + std::to_string(i), places[draw(3)])
                                         .value);
        for (const auto* half_year : {"2026-H2", "2027-H1"})
            m_sample.change([&](store::ChangeSet& change) {
                open_round(m_sample.get(), change, *domain::HalfYear::parse(half_year),
                           base::Date::of(2026, 11, 2), base::Date::of(2026, 11, 27));
            });
        m_rounds = rounds(m_sample.get());
        m_sample.change([&](store::ChangeSet& change) {
            for (int i = 0; i < 60; ++i)
                add_answer(change, i);
        });
        m_rounds = rounds(m_sample.get());
    }
    [[nodiscard]] const SQLite::Database& db() { return m_sample.get().db(); }
    [[nodiscard]] const std::vector<SurveyRound>& both() const { return m_rounds; }
    [[nodiscard]] Demand demand_of(const SurveyRound& round, DemandBy by) {
        return demand(m_sample.get(), round, by);
    }

  private:
    std::size_t draw(std::size_t below) {
        return std::uniform_int_distribution<std::size_t>{0, below - 1}(m_random);
    }
    std::string box() { return std::vector<std::string>{"NULL", "0", "1"}[draw(3)]; }

    void add_answer(store::ChangeSet& change, int number) {
        const auto& round = m_rounds[draw(2)];
        const auto id = change.next_id<domain::ResponseId>().value;
        const bool named = number < 24; // each association once in each round
        SQLite::Statement insert{
            m_sample.get().db(),
            R"(INSERT INTO response (id, round, association, reference, received_on, late, invitation,
                complete, municipality, field, time_evening, time_saturday, time_block, time_any, format_presence,
                format_online, format_hybrid)
            VALUES (?, ?, ?, ?, '2026-11-20', ?, ?, ?, ?, ?, )" +
                box() + "," + box() + "," + box() + "," + box() + "," + box() + "," + box() + "," + box() +
                ")"};
        insert.bind(1, id);
        insert.bind(2, named ? m_rounds[static_cast<std::size_t>(number) % 2].id.value : round.id.value);
        if (named)
            insert.bind(3, m_associations[static_cast<std::size_t>(number) / 2]);
        insert.bind(4, std::to_string(number));
        insert.bind(5, draw(4) == 0 ? 1 : 0);
        insert.bind(6, named ? "named" : draw(2) == 0 ? "code" : "none");
        insert.bind(7, draw(4) == 0 ? 0 : 1);
        if (draw(2) == 0)
            insert.bind(8, draw(2) == 0 ? "06413000" : "06438001");
        if (draw(2) == 0)
            insert.bind(9, draw(2) == 0 ? "sport" : "soziales");
        insert.exec();
        for (const auto* topic : {"fundraising", "vereinsrecht", "suchthilfe"})
            if (draw(2) == 0)
                add_need(change, id, topic);
    }

    void add_need(store::ChangeSet& change, std::int64_t response, const char* topic) {
        SQLite::Statement insert{m_sample.get().db(), R"(
            INSERT INTO need (id, response, topic, persons, priority, time_wish) VALUES (?, ?, ?, ?, ?, ?))"};
        insert.bind(1, change.next_id<domain::NeedId>().value);
        insert.bind(2, response);
        insert.bind(3, topic);
        insert.bind(4, static_cast<std::int64_t>(1 + draw(30)));
        insert.bind(5, static_cast<std::int64_t>(1 + draw(3)));
        insert.bind(6, std::vector<std::string>{"any", "evening", "saturday"}[draw(3)]);
        insert.exec();
    }

    std::mt19937 m_random;
    test::SampleStore m_sample;
    std::vector<std::int64_t> m_associations;
    std::vector<SurveyRound> m_rounds;
};

/// What SQL counts of the needs for which a condition holds, under one key each.
struct Group {
    std::string key;   ///< SQL
    std::string where; ///< SQL
};

std::vector<Group> groups_of(DemandBy by) {
    const auto time = [](const std::string& box, const std::string& wish) {
        return "(r.time_" + box + " = 1 OR r.time_" + box + " IS NULL AND n.time_wish = '" + wish + "')";
    };
    switch (by) {
    case DemandBy::topic:
        return {{"n.topic", "1"}};
    case DemandBy::municipality:
        return {{"coalesce(a.municipality, r.municipality, '')", "1"}};
    case DemandBy::field:
        return {{"coalesce(a.field, r.field, '')", "1"}};
    case DemandBy::time:
        return {{"'evening'", time("evening", "evening")},
                {"'saturday'", time("saturday", "saturday")},
                {"'block'", "r.time_block = 1"},
                {"'any'", time("any", "any")},
                {"''", "r.time_any = 0 AND r.time_evening = 0 AND r.time_saturday = 0 AND r.time_block = 0"}};
    case DemandBy::format:
        break;
    }
    return {
        {"'presence'", "r.format_presence = 1"},
        {"'online'", "r.format_online = 1"},
        {"'hybrid'", "r.format_hybrid = 1"},
        {"''", "ifnull(r.format_presence, 0) + ifnull(r.format_online, 0) + ifnull(r.format_hybrid, 0) = 0"}};
}

using Figures = std::vector<std::int64_t>;

std::map<std::string, Figures> counted_by_sql(const SQLite::Database& db, const SurveyRound& round,
                                              DemandBy by) {
    std::map<std::string, Figures> rows;
    for (const auto& [key, where] : groups_of(by)) {
        SQLite::Statement query{db, fmt::format(R"(
            SELECT {}, count(DISTINCT r.id), sum(n.persons),
                total(iif(n.priority = 1, n.persons, 0)), total(iif(n.priority = 2, n.persons, 0)),
                total(iif(n.priority = 3, n.persons, 0)), total(iif(n.time_wish = 'evening', n.persons, 0)),
                total(iif(n.time_wish = 'saturday', n.persons, 0)), total(iif(r.late = 1, n.persons, 0))
            FROM need n JOIN response r ON r.id = n.response LEFT JOIN association a ON a.id = r.association
            WHERE r.round = ? AND {} GROUP BY 1)",
                                                key, where)};
        query.bind(1, round.id.value);
        while (query.executeStep())
            for (int i = 1; i < query.getColumnCount(); ++i)
                rows[query.getColumn(0).getString()].push_back(query.getColumn(i).getInt64());
    }
    return rows;
}

std::map<std::string, Figures> figures_of(const Demand& demand) {
    std::map<std::string, Figures> rows;
    for (const auto& row : demand.rows)
        rows[row.key] = {row.associations,
                         row.persons,
                         row.persons_by_priority[0],
                         row.persons_by_priority[1],
                         row.persons_by_priority[2],
                         row.evening,
                         row.saturday,
                         row.late};
    return rows;
}

std::int64_t number(const SQLite::Database& db, const std::string& sql, const SurveyRound& round) {
    SQLite::Statement query{db, sql};
    query.bind(1, round.id.value);
    query.executeStep();
    return query.getColumn(0).getInt64();
}

} // namespace

TEST_CASE("one pass over the answers counts what SQL counts group by group") {
    for (unsigned seed = 1; seed <= 5; ++seed) {
        RandomSurveys surveys{seed};
        for (const auto& round : surveys.both())
            for (const auto by : {DemandBy::topic, DemandBy::municipality, DemandBy::field, DemandBy::time,
                                  DemandBy::format}) {
                CAPTURE(seed);
                CAPTURE(static_cast<int>(by));
                const auto figures = figures_of(surveys.demand_of(round, by));
                CHECK_FALSE(figures.empty());
                CHECK(figures == counted_by_sql(surveys.db(), round, by));
            }
    }
}

TEST_CASE("one pass over the answers counts kinds, late, anonymous and invited ones as SQL does") {
    for (unsigned seed = 1; seed <= 5; ++seed) {
        RandomSurveys surveys{seed};
        for (const auto& round : surveys.both()) {
            CAPTURE(seed);
            const auto demand = surveys.demand_of(round, DemandBy::format);
            const auto count = [&](const std::string& sql) { return number(surveys.db(), sql, round); };
            CHECK(demand.late == count("SELECT count(*) FROM response WHERE round = ? AND late = 1"));
            CHECK(demand.anonymous ==
                  count("SELECT count(*) FROM response WHERE round = ? AND association IS NULL"));
            CHECK(demand.incomplete ==
                  count("SELECT count(*) FROM response WHERE round = ? AND complete = 0"));
            CHECK(demand.responses_of_invited == count(R"(
                SELECT count(*) FROM response r LEFT JOIN association a ON a.id = r.association
                WHERE r.round = ? AND (r.invitation = 'code' OR a.municipality IN (SELECT ags FROM contact_point_area)))"));
            const std::string of_kind = R"(
                FROM need n JOIN response r ON r.id = n.response JOIN topic t ON t.key = n.topic
                WHERE r.round = ? AND t.kind = )";
            CHECK(demand.general.associations ==
                  count("SELECT count(DISTINCT r.id)" + of_kind + "'general'"));
            CHECK(demand.general.persons == count("SELECT sum(n.persons)" + of_kind + "'general'"));
            CHECK(demand.specific.associations ==
                  count("SELECT count(DISTINCT r.id)" + of_kind + "'specific'"));
            CHECK(demand.specific.persons == count("SELECT sum(n.persons)" + of_kind + "'specific'"));
        }
    }
}
