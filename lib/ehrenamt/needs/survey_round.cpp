// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/needs/survey_round.hpp"

#include "ehrenamt/associations/contact_points.hpp"
#include "ehrenamt/base/text.hpp"
#include "ehrenamt/needs/responses.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <algorithm>
#include <set>
#include <utility>

namespace ehrenamt::needs {
namespace {

using base::Error;
using base::ExitStatus;
using base::message;

std::int64_t invited(const store::Store& store, domain::ContactPointId contact_point) {
    SQLite::Statement query{store.db(), R"(
        SELECT count(*) FROM association a JOIN contact_point_area p ON p.ags = a.municipality
        WHERE p.contact_point = ? AND a.status = 'active')"};
    query.bind(1, contact_point.value);
    query.executeStep();
    return query.getColumn(0).getInt64();
}

void insert_topics(store::Store& store, domain::SurveyRoundId round, const std::vector<std::string>& topics) {
    if (topics.empty()) {
        SQLite::Statement all{store.db(), "INSERT INTO survey_topic (round, topic) SELECT ?, key FROM topic"};
        all.bind(1, round.value);
        all.exec();
        return;
    }
    SQLite::Statement insert{store.db(), "INSERT OR IGNORE INTO survey_topic (round, topic) VALUES (?, ?)"};
    insert.bind(1, round.value);
    for (const auto& topic : topics) {
        insert.bind(2, topic);
        insert.exec();
        insert.reset();
    }
}

} // namespace

SurveyRound open_round(store::Store& store, store::ChangeSet& change, domain::HalfYear half_year,
                       base::Date today, base::Date closes_on, const std::vector<std::string>& topics) {
    if (closes_on < today)
        throw Error{ExitStatus::data_rejected, "round.closes",
                    message("the survey would close on {0}, before it opens on {1}", closes_on, today)};
    for (const auto& other : rounds(store))
        if (other.half_year == half_year)
            throw Error{
                ExitStatus::data_rejected, "round.exists",
                message("there is a survey for {0} already, opened on {1}", half_year, other.opened_on)};
    const auto own = associations::own_contact_point(store);
    SurveyRound round{change.next_id<domain::SurveyRoundId>(), half_year, today, closes_on,
                      invited(store, own.id)};
    SQLite::Statement insert{store.db(), R"(
        INSERT INTO survey_round (id, contact_point, half_year, opened_on, closes_on, invited)
        VALUES (?, ?, ?, ?, ?, ?))"};
    insert.bind(1, round.id.value);
    insert.bind(2, own.id.value);
    insert.bind(3, half_year.text());
    insert.bind(4, today.iso());
    insert.bind(5, closes_on.iso());
    insert.bind(6, round.invited);
    insert.exec();
    insert_topics(store, round.id, topics);
    change.count("rounds_new", 1);
    return round;
}

std::vector<std::string> choose_topics(const store::Store& store, std::string_view words) {
    SQLite::Statement query{store.db(), "SELECT key, kind FROM topic ORDER BY key"};
    std::vector<std::pair<std::string, std::string>> topics;
    while (query.executeStep())
        topics.emplace_back(query.getColumn(0).getString(), query.getColumn(1).getString());
    std::set<std::string> chosen;
    std::vector<base::Problem> problems;
    for (const auto part : base::split(words, ',')) {
        const std::string word{base::trimmed(part)};
        if (word.empty())
            continue;
        if (word == "all" || word == "general" || word == "specific") {
            for (const auto& [key, kind] : topics)
                if (word == "all" || word == kind)
                    chosen.insert(key);
        } else if (auto found = find_topic(store, word)) {
            chosen.insert(*std::move(found));
        } else {
            problems.push_back(found.problem());
            problems.back().place.field = "--topics";
        }
    }
    if (chosen.empty() && problems.empty())
        problems.push_back({"topic.unknown",
                            message("no topic is named; without this option all are asked for"),
                            {"", 0, 0, "--topics"}});
    if (!problems.empty())
        throw base::Rejected{std::move(problems)};
    return {chosen.begin(), chosen.end()};
}

SurveyRound close_round(store::Store& store, store::ChangeSet& change, SurveyRound round, base::Date today) {
    if (round.closed_on || today > round.closes_on)
        throw Error{ExitStatus::data_rejected, "round.closed",
                    message("the survey for {0} closed on {1} already; answers that come now are late",
                            round.half_year, round.last_day())};
    if (today < round.opened_on)
        throw Error{ExitStatus::data_rejected, "round.closes",
                    message("the survey would close on {0}, before it opens on {1}", today, round.opened_on)};
    SQLite::Statement update{store.db(), "UPDATE survey_round SET closed_on = ? WHERE id = ?"};
    update.bind(1, today.iso());
    update.bind(2, round.id.value);
    update.exec();
    change.count("rounds_closed", 1);
    round.closed_on = today;
    return round;
}

std::vector<SurveyRound> rounds(const store::Store& store) {
    SQLite::Statement query{store.db(), R"(
        SELECT r.id, r.half_year, r.opened_on, r.closes_on, r.invited,
               (SELECT count(*) FROM response p WHERE p.round = r.id), r.closed_on
        FROM survey_round r JOIN contact_point c ON c.id = r.contact_point AND c.own = 1 ORDER BY r.half_year)"};
    std::vector<SurveyRound> list;
    while (query.executeStep()) {
        list.push_back({{query.getColumn(0).getInt64()},
                        *domain::HalfYear::parse(query.getColumn(1).getString()),
                        *base::Date::parse(query.getColumn(2).getString()),
                        *base::Date::parse(query.getColumn(3).getString()),
                        query.getColumn(4).getInt64(),
                        query.getColumn(5).getInt64()});
        if (const auto closed = query.getColumn(6); !closed.isNull())
            list.back().closed_on = *base::Date::parse(closed.getString());
    }
    return list;
}

SurveyRound find_round(const store::Store& store, const std::optional<domain::HalfYear>& half_year) {
    const auto all = rounds(store);
    if (all.empty())
        throw Error{ExitStatus::failed, "round.none",
                    message("there is no survey yet; open one with: ehrenamt open-survey --half-year 2027-H1 "
                            "--closes DATE")};
    if (!half_year)
        return all.back();
    const auto found = std::find_if(all.begin(), all.end(),
                                    [&](const SurveyRound& round) { return round.half_year == *half_year; });
    if (found == all.end())
        throw Error{ExitStatus::failed, "round.unknown", message("there is no survey for {0}", *half_year)};
    return *found;
}

} // namespace ehrenamt::needs
