// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/measures/feedback.hpp"

#include "ehrenamt/base/collation.hpp"
#include "ehrenamt/needs/survey/topic_finder.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace ehrenamt::measures {
namespace {

using base::Error;
using base::ExitStatus;
using base::message;

const std::vector<formats::Choice>& scale() {
    static const std::vector<formats::Choice> k_scale = {{"1", {"nicht_gut", "not_good", "schlecht"}},
                                                         {"2", {"weniger_gut", "less_good"}},
                                                         {"3", {"mittel", "fair"}},
                                                         {"4", {"gut", "good"}},
                                                         {"5", {"sehr_gut", "very_good"}}};
    return k_scale;
}

class FeedbackReader {
  public:
    FeedbackReader(const store::Store& store, std::optional<domain::MeasureId> measure, base::Date today)
        : m_store{store}, m_measure{measure}, m_today{today}, m_topics{store} {}

    void read(formats::Row& row, std::vector<FeedbackClaim>& claims) {
        FeedbackClaim claim;
        const auto measure = measure_of(row);
        claim.reference = row.line_of_text("reference");
        bool says_something = false;
        for (std::size_t i = 0; i < k_rated.size(); ++i)
            if (const auto rating = row.choice(k_rated[i], scale())) {
                claim.ratings[i] = static_cast<std::int64_t>(*rating) + 1;
                says_something = true;
            }
        claim.remark = row.line_of_text("remark");
        claim.wish = row.line_of_text("wish");
        if (!claim.wish.empty())
            if (const auto guess = m_topics.find(claim.wish); guess.sure)
                claim.wish_topic = guess.topic;
        if (!row.ok() || !measure)
            return;
        if (!says_something && claim.remark.empty() && claim.wish.empty()) {
            row.refuse_row("feedback.empty", message("the form says nothing"));
            return;
        }
        claim.measure = *measure;
        if (check_count(row, claim))
            claims.push_back(std::move(claim));
    }

  private:
    struct Known {
        std::int64_t participants = 0;
        std::int64_t forms = 0; ///< so far, those read here among them
        base::Date first_day;
    };

    std::optional<domain::MeasureId> measure_of(formats::Row& row) {
        const auto text = row.line_of_text("measure");
        if (text.empty()) {
            if (!m_measure)
                row.refuse_row("field.blank",
                               message("no measure is named; --measure ID says which it is about"));
            return m_measure;
        }
        const auto id = m_store.origin().parse_id(text);
        SQLite::Statement query{m_store.db(), R"(
            SELECT m.id FROM measure m JOIN course c ON c.id = m.course WHERE m.id = ?1 OR c.reference = ?2
            ORDER BY m.id = ?1 DESC, m.id DESC LIMIT 1)"};
        if (id)
            query.bind(1, *id);
        query.bind(2, text);
        if (query.executeStep())
            return domain::MeasureId{query.getColumn(0).getInt64()};
        row.refuse("measure", "measure.unknown",
                   message("there is no measure of this number or reference; see: ehrenamt list measures"));
        return std::nullopt;
    }

    Known& known(domain::MeasureId measure) {
        const auto found = m_known.find(measure);
        if (found != m_known.end())
            return found->second;
        SQLite::Statement query{m_store.db(), R"(
            SELECT (SELECT count(DISTINCT enrolment) FROM attendance WHERE measure = ?1 AND minutes > 0),
                   (SELECT count(*) FROM feedback WHERE measure = ?1),
                   (SELECT min(day) FROM measure_session WHERE measure = ?1))"};
        query.bind(1, measure.value);
        query.executeStep();
        return m_known
            .emplace(measure, Known{query.getColumn(0).getInt64(), query.getColumn(1).getInt64(),
                                    *base::Date::parse(query.getColumn(2).getString())})
            .first->second;
    }

    [[nodiscard]] bool read_before(const FeedbackClaim& claim) const {
        SQLite::Statement query{m_store.db(), "SELECT 1 FROM feedback WHERE measure = ? AND reference = ?"};
        query.bind(1, claim.measure.value);
        query.bind(2, claim.reference);
        return !claim.reference.empty() && query.executeStep();
    }

    /// Once the attendance is known there are no more forms than participants.
    bool check_count(formats::Row& row, const FeedbackClaim& claim) {
        if (read_before(claim))
            return true;
        auto& measure = known(claim.measure);
        if (measure.first_day > m_today) {
            row.refuse_row("feedback.early", message("the measure begins only on {0}", measure.first_day));
            return false;
        }
        if (measure.participants > 0 && measure.forms >= measure.participants) {
            row.refuse_row("feedback.too_many",
                           message("this is one form more than the {0} {0|participant|participants}",
                                   measure.participants));
            return false;
        }
        ++measure.forms;
        return true;
    }

    const store::Store& m_store;
    std::optional<domain::MeasureId> m_measure;
    base::Date m_today;
    needs::survey::TopicFinder m_topics;
    std::map<domain::MeasureId, Known> m_known;
};

void bind_text(SQLite::Statement& query, int at, const std::string& text) {
    if (!text.empty())
        query.bind(at, text);
}

/// Rounded to the nearer tenth, half up. \pre count > 0
std::int64_t tenths(std::int64_t sum, std::int64_t count) {
    constexpr std::int64_t k_tenths = 10;
    return (sum * k_tenths * 2 + count) / (count * 2);
}

} // namespace

std::vector<FeedbackClaim> read_feedback(const store::Store& store, formats::ImportReader& import,
                                         std::optional<domain::MeasureId> measure, base::Date today) {
    FeedbackReader reader{store, measure, today};
    std::vector<FeedbackClaim> claims;
    while (auto* row = import.next())
        reader.read(*row, claims);
    return claims;
}

RecordedFeedback record_feedback(store::Store& store, store::ChangeSet& change,
                                 const std::vector<FeedbackClaim>& claims, base::Date today) {
    RecordedFeedback done;
    SQLite::Statement insert{store.db(), R"(
        INSERT INTO feedback (id, measure, reference, content, trainer, organisation, usefulness, overall, remark, wish,
                              wish_topic, recorded_on)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING)"};
    for (const auto& claim : claims) {
        insert.reset();
        insert.clearBindings();
        insert.bind(1, change.next_id<base::Id<struct FeedbackTag>>().value);
        insert.bind(2, claim.measure.value);
        bind_text(insert, 3, claim.reference);
        for (std::size_t i = 0; i < k_rated.size(); ++i)
            if (claim.ratings[i])
                insert.bind(static_cast<int>(i) + 4, *claim.ratings[i]);
        bind_text(insert, 9, claim.remark);
        bind_text(insert, 10, claim.wish);
        bind_text(insert, 11, claim.wish_topic);
        insert.bind(12, today.iso());
        (insert.exec() == 1 ? done.added : done.known) += 1;
    }
    if (done.added > 0)
        change.count("feedback_new", done.added);
    return done;
}

std::vector<FeedbackSummary> feedback_summaries(const store::Store& store,
                                                std::optional<domain::MeasureId> measure, std::int64_t least,
                                                base::Date today) {
    SQLite::Statement query{store.db(), R"(
        SELECT m.id, c.title, (SELECT count(*) FROM feedback f WHERE f.measure = m.id),
            (SELECT count(DISTINCT a.enrolment) FROM attendance a WHERE a.measure = m.id AND a.minutes > 0),
            (SELECT max(s.day) FROM measure_session s WHERE s.measure = m.id) AS last_day
        FROM measure m JOIN course c ON c.id = m.course
        WHERE (m.id = ?1 OR ?1 IS NULL AND m.state NOT IN ('cancelled', 'rejected')
                AND (last_day < ?2 OR EXISTS (SELECT 1 FROM feedback f WHERE f.measure = m.id)))
        ORDER BY last_day, m.id)"};
    if (measure)
        query.bind(1, measure->value);
    query.bind(2, today.iso());
    SQLite::Statement rated{store.db(), R"(
        SELECT count(content), ifnull(sum(content), 0), count(trainer), ifnull(sum(trainer), 0), count(organisation),
            ifnull(sum(organisation), 0), count(usefulness), ifnull(sum(usefulness), 0), count(overall),
            ifnull(sum(overall), 0)
        FROM feedback WHERE measure = ?)"};
    std::vector<FeedbackSummary> found;
    while (query.executeStep()) {
        FeedbackSummary summary{{query.getColumn(0).getInt64()},
                                query.getColumn(1).getString(),
                                query.getColumn(2).getInt64(),
                                query.getColumn(3).getInt64(),
                                *base::Date::parse(query.getColumn(4).getString())};
        rated.reset();
        rated.bind(1, summary.measure.value);
        rated.executeStep();
        for (std::size_t i = 0; i < k_rated.size(); ++i) {
            auto& rating = summary.ratings[i];
            rating.answers = rated.getColumn(static_cast<int>(2 * i)).getInt64();
            if (rating.answers >= least && rating.answers > 0)
                rating.mean_tenths =
                    tenths(rated.getColumn(static_cast<int>(2 * i) + 1).getInt64(), rating.answers);
        }
        found.push_back(std::move(summary));
    }
    if (measure && found.empty())
        throw Error{ExitStatus::failed, "measure.unknown",
                    message("there is no measure {0}; see: ehrenamt list measures",
                            store.origin().shown(measure->value))};
    return found;
}

FeedbackTexts feedback_texts(const store::Store& store, domain::MeasureId measure, std::int64_t least) {
    FeedbackTexts texts;
    SQLite::Statement query{store.db(),
                            "SELECT ifnull(remark, ''), ifnull(wish, '') FROM feedback WHERE measure = ?"};
    query.bind(1, measure.value);
    std::int64_t forms = 0;
    while (query.executeStep()) {
        ++forms;
        if (const auto remark = query.getColumn(0).getString(); !remark.empty())
            texts.remarks.push_back(remark);
        if (const auto wish = query.getColumn(1).getString(); !wish.empty())
            texts.wishes.push_back(wish);
    }
    if (forms < least)
        return {};
    std::ranges::sort(texts.remarks, {}, base::collation_key);
    std::ranges::sort(texts.wishes, {}, base::collation_key);
    return texts;
}

std::vector<TopicWish> topic_wishes(const store::Store& store, const domain::HalfYear& before,
                                    std::int64_t least) {
    SQLite::Statement query{store.db(), R"(
        SELECT t.key, t.name, count(*) FROM feedback f JOIN topic t ON t.key = f.wish_topic
            JOIN measure m ON m.id = f.measure JOIN course c ON c.id = m.course
        WHERE c.half_year < ?1 AND c.half_year >= ?2 GROUP BY t.key HAVING count(*) >= ?3 ORDER BY 3 DESC, t.key)"};
    query.bind(1, before.text());
    query.bind(2, fmt::format("{}-H{}", before.year() - 1, before.half()));
    query.bind(3, least);
    std::vector<TopicWish> wishes;
    while (query.executeStep())
        wishes.push_back(
            {query.getColumn(0).getString(), query.getColumn(1).getString(), query.getColumn(2).getInt64()});
    return wishes;
}

} // namespace ehrenamt::measures
