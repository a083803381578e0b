// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/needs/survey/review.hpp"

#include "ehrenamt/base/text.hpp"
#include "ehrenamt/needs/responses.hpp"
#include "ehrenamt/needs/survey/head_count.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <utility>

namespace ehrenamt::needs::survey {
namespace {

using base::_m;
using base::message;

constexpr std::int64_t k_most_persons = 10'000;
constexpr std::string_view k_persons_word = "personen";
constexpr std::string_view k_topic_word = "thema";

bool is_word(std::string_view text, std::initializer_list<std::string_view> words) {
    const auto key = base::sort_key(text);
    return std::find(words.begin(), words.end(), key) != words.end();
}

/// An entry of the file, as `persons` or `topic` with the number of its row in the store.
using Points = std::map<std::pair<OpenPoint::Kind, std::int64_t>, OpenPoint>;

class DecisionReader {
  public:
    DecisionReader(const store::Store& store, Points points, Decided& counts)
        : m_store{store}, m_points{std::move(points)}, m_counts{counts} {}

    std::optional<Decision> read(formats::Row& row) {
        const auto kind = row.choice("kind", {{"persons", {k_persons_word}}, {"topic", {k_topic_word}}});
        const auto id =
            row.value("id", [&](std::string_view text) { return m_store.origin().parse_id(text); });
        const auto said = row.line_of_text("decision");
        if (!row.ok() || !kind || !id)
            return std::nullopt;
        const auto point =
            m_points.find({*kind == 0 ? OpenPoint::Kind::persons : OpenPoint::Kind::topic, *id});
        if (point == m_points.end()) {
            if (said.empty())
                ++m_counts.waiting;
            else
                ++m_counts.done;
            return std::nullopt;
        }
        if (said.empty()) {
            ++m_counts.waiting;
            return std::nullopt;
        }
        Decision decision{point->second.kind, point->second.id, 0, {}};
        const auto& proposal = point->second.proposal;
        const bool yes = is_word(said, {"ja", "j", "yes", "y"});
        if (yes && proposal.empty()) {
            row.refuse("decision", "review.no_proposal", message("nothing is proposed here to say yes to"));
            return std::nullopt;
        }
        const auto text = yes ? proposal : said;
        return decision.kind == OpenPoint::Kind::persons ? persons(row, decision, text)
                                                         : topic(row, decision, text);
    }

  private:
    static std::optional<Decision> persons(formats::Row& row, Decision decision, const std::string& text) {
        const auto number = base::parse_integer(text);
        if (!number)
            row.refuse("decision", number.problem().rule, number.problem().message);
        else if (*number < 1 || *number > k_most_persons)
            row.refuse("decision", "number.between",
                       message("{0} is not between {1} and {2}", *number, 1, k_most_persons));
        else
            decision.persons = *number;
        return row.ok() ? std::optional{decision} : std::nullopt;
    }

    std::optional<Decision> topic(formats::Row& row, Decision decision, const std::string& text) const {
        if (is_word(text, {"nein", "n", "no", "none", "keines", "keins", "kein", "-"}))
            return decision;
        auto found = find_topic(m_store, text);
        if (!found) {
            row.refuse("decision", found.problem().rule, found.problem().message);
            return std::nullopt;
        }
        decision.topic = *std::move(found);
        return decision;
    }

    const store::Store& m_store;
    Points m_points;
    Decided& m_counts;
};

void decide_persons(store::Store& store, const Decision& decision) {
    SQLite::Statement update{store.db(), "UPDATE need SET persons = ?, persons_text = NULL WHERE id = ?"};
    update.bind(1, decision.persons);
    update.bind(2, decision.id);
    update.exec();
}

void decide_topic(store::Store& store, store::ChangeSet& change, const Decision& decision, base::Date today) {
    SQLite::Statement update{store.db(), R"(
        UPDATE free_topic SET decision = iif(?1 = '', 'none', 'matched'), topic = iif(?1 = '', topic, ?1), decided_on = ?2
        WHERE id = ?3)"};
    update.bind(1, decision.topic);
    update.bind(2, today.iso());
    update.bind(3, decision.id);
    update.exec();
    if (decision.topic.empty())
        return;
    // A topic that the answer wishes for already stays as it is; time and distance are those of its other
    // needs.
    SQLite::Statement known{store.db(), R"(
        SELECT 1 FROM need n JOIN free_topic f ON f.response = n.response WHERE f.id = ? AND n.topic = ?)"};
    known.bind(1, decision.id);
    known.bind(2, decision.topic);
    if (known.executeStep())
        return;
    SQLite::Statement insert{store.db(), R"(
        INSERT INTO need (id, response, topic, persons, priority, time_wish, travel_km, persons_text)
        SELECT ?1, f.response, ?2, ifnull(f.persons, 1), ifnull(f.priority, 2),
               CASE WHEN ifnull(r.time_evening, 0) + ifnull(r.time_saturday, 0) + ifnull(r.time_block, 0)
                         + ifnull(r.time_any, 0) <> 1 THEN 'any'
                    WHEN r.time_evening = 1 THEN 'evening' WHEN r.time_saturday = 1 THEN 'saturday' ELSE 'any' END,
               r.travel_km, iif(f.persons IS NULL, '?', NULL)
        FROM free_topic f JOIN response r ON r.id = f.response WHERE f.id = ?3)"};
    insert.bind(1, change.next_id<domain::NeedId>().value);
    insert.bind(2, decision.topic);
    insert.bind(3, decision.id);
    insert.exec();
}

} // namespace

std::vector<OpenPoint> open_points(const store::Store& store, const SurveyRound& round) {
    SQLite::Statement query{store.db(), R"(
        SELECT 0, n.id, r.reference, ifnull(a.name, ''), t.name, n.persons_text, '', 0, r.id
        FROM need n JOIN response r ON r.id = n.response JOIN topic t ON t.key = n.topic
        LEFT JOIN association a ON a.id = r.association
        WHERE r.round = ?1 AND n.persons_text IS NOT NULL
        UNION ALL
        SELECT 1, f.id, r.reference, ifnull(a.name, ''), '', f.text, ifnull(f.topic, ''), ifnull(f.score, 0), r.id
        FROM free_topic f JOIN response r ON r.id = f.response LEFT JOIN association a ON a.id = r.association
        WHERE r.round = ?1 AND f.decision = 'waiting'
        ORDER BY 9, 1, 2)"};
    query.bind(1, round.id.value);
    std::vector<OpenPoint> points;
    while (query.executeStep()) {
        auto& point = points.emplace_back();
        point.kind = query.getColumn(0).getInt() == 0 ? OpenPoint::Kind::persons : OpenPoint::Kind::topic;
        point.id = query.getColumn(1).getInt64();
        point.reference = query.getColumn(2).getString();
        point.association = query.getColumn(3).getString();
        point.topic = query.getColumn(4).getString();
        point.text = query.getColumn(5).getString();
        point.proposal = query.getColumn(6).getString();
        point.score = query.getColumn(7).getInt();
        if (point.kind == OpenPoint::Kind::persons && point.text != "?")
            point.proposal = fmt::to_string(std::max<std::int64_t>(1, read_head_count(point.text).least));
    }
    return points;
}

std::string review_file(const std::vector<OpenPoint>& points, formats::CsvStyle style) {
    formats::CsvWriter csv{style};
    for (const auto* heading :
         {"art", "nr", "antwort", "verein", "zu", "text", "vorschlag", "sicherheit_prozent", "entscheidung"})
        csv.text(heading);
    csv.end_record();
    for (const auto& point : points) {
        const bool persons = point.kind == OpenPoint::Kind::persons;
        csv.text(persons ? k_persons_word : k_topic_word).text(store::long_id(point.id));
        csv.text(point.reference)
            .text(point.association)
            .text(point.topic)
            .text(point.text)
            .text(point.proposal);
        if (persons || point.proposal.empty())
            csv.empty();
        else
            csv.number(point.score);
        csv.empty();
        csv.end_record();
    }
    return csv.take();
}

const std::vector<formats::Field>& review_fields() {
    static const std::vector<formats::Field> k_fields = {
        {"kind", true, {"art"}, _m("number of persons, or a topic in own words")},
        {"id", true, {"nr"}, _m("number of the open point")},
        {"response", false, {"antwort"}, _m("number of the answer")},
        {"association", false, {"verein"}, _m("name of the association")},
        {"about", false, {"zu"}, _m("topic whose persons are meant")},
        {"text", false, {}, _m("what the answer says")},
        {"proposal", false, {"vorschlag"}, _m("what it most likely means")},
        {"score", false, {"sicherheit_prozent"}, _m("how much of the text the topic explains")},
        {"decision", false, {"entscheidung"}, _m("a number, a topic, yes or no; empty waits")},
    };
    return k_fields;
}

std::vector<Decision> read_decisions(const store::Store& store, const SurveyRound& round,
                                     formats::ImportReader& reader, Decided& counts) {
    Points points;
    for (auto& point : open_points(store, round)) {
        const std::pair key{point.kind, point.id};
        points.emplace(key, std::move(point));
    }
    DecisionReader decisions{store, std::move(points), counts};
    std::map<std::pair<OpenPoint::Kind, std::int64_t>, std::size_t> lines;
    std::vector<Decision> list;
    while (auto* row = reader.next()) {
        auto decision = decisions.read(*row);
        if (!decision)
            continue;
        const auto [line, fresh] = lines.emplace(std::pair{decision->kind, decision->id}, row->line());
        if (fresh)
            list.push_back(*std::move(decision));
        else
            row->refuse("id", "review.twice", message("line {0} decides the same point", line->second));
    }
    return list;
}

void decide(store::Store& store, store::ChangeSet& change, const std::vector<Decision>& decisions,
            base::Date today, Decided& counts) {
    for (const auto& decision : decisions)
        if (decision.kind == OpenPoint::Kind::persons) {
            decide_persons(store, decision);
            ++counts.persons;
        } else {
            decide_topic(store, change, decision, today);
            ++(decision.topic.empty() ? counts.none : counts.matched);
        }
    change.count("points_decided", static_cast<std::int64_t>(decisions.size()));
}

} // namespace ehrenamt::needs::survey
