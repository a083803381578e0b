// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/needs/survey/store_answer.hpp"

#include "ehrenamt/needs/survey/content_hash.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace ehrenamt::needs::survey {
namespace {

constexpr const char* k_insert = R"(
    INSERT INTO response (id, round, association, reference, received_on, late, source, invitation, content_hash,
        submitted_at, complete, municipality, field, legal_form, members, active_volunteers, trains_today,
        time_evening, time_saturday, time_block, time_any, format_presence, format_online, format_hybrid,
        obstacle_time, obstacle_cost, obstacle_distance, obstacle_no_offer, travel_km, own_room, own_trainer)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22,
        ?23, ?24, ?25, ?26, ?27, ?28, ?29, ?30, ?31))";
// An answer keeps its invitation (?8): its code is marked as used already.
constexpr const char* k_update = R"(
    UPDATE response SET association = ?3, reference = ?4, received_on = ?5, late = ?6, source = ?7,
        content_hash = ?9, submitted_at = ?10, complete = ?11, municipality = ?12, field = ?13, legal_form = ?14,
        members = ?15, active_volunteers = ?16, trains_today = ?17, time_evening = ?18, time_saturday = ?19,
        time_block = ?20, time_any = ?21, format_presence = ?22, format_online = ?23, format_hybrid = ?24,
        obstacle_time = ?25, obstacle_cost = ?26, obstacle_distance = ?27, obstacle_no_offer = ?28,
        travel_km = ?29, own_room = ?30, own_trainer = ?31
    WHERE id = ?1 AND round = ?2)";

void bind_text(SQLite::Statement& statement, int index, std::string_view text) {
    if (text.empty())
        statement.bind(index);
    else
        statement.bind(index, std::string{text});
}

void bind_number(SQLite::Statement& statement, int index, const std::optional<std::int64_t>& number) {
    if (number)
        statement.bind(index, *number);
    else
        statement.bind(index);
}

} // namespace

std::string_view time_wish(const Answer& answer) {
    constexpr std::size_t k_times = 4;
    const auto ticked = std::count_if(answer.boxes.begin(), answer.boxes.begin() + k_times,
                                      [](const auto& box) { return box.value_or(false); });
    if (ticked == 1 && answer.boxes[0].value_or(false))
        return "evening";
    if (ticked == 1 && answer.boxes[1].value_or(false))
        return "saturday";
    return "any";
}

AnswerWriter::AnswerWriter(store::Store& store, store::ChangeSet& change, const SurveyRound& round,
                           std::string source, base::Date today)
    : m_store{store},
      m_change{change},
      m_round{round},
      m_source{std::move(source)},
      m_today{today},
      m_finder{store},
      m_insert{store.db(), k_insert},
      m_update{store.db(), k_update},
      m_insert_need{store.db(), R"(
          INSERT INTO need (id, response, topic, persons, priority, time_wish, travel_km, persons_text)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?))"},
      m_update_need{store.db(), R"(
          UPDATE need SET persons = ?, priority = ?, time_wish = ?, travel_km = ?, persons_text = ? WHERE id = ?)"},
      m_delete_need{store.db(), R"(
          DELETE FROM need WHERE id = ? AND NOT EXISTS (SELECT 1 FROM programme_seat s WHERE s.need = need.id))"},
      m_needs{store.db(), "SELECT id, topic FROM need WHERE response = ?"},
      m_insert_unasked{store.db(), "INSERT INTO response_unasked (response, topic) VALUES (?, ?)"},
      m_delete_unasked{store.db(), "DELETE FROM response_unasked WHERE response = ?"},
      m_insert_own{store.db(), R"(
          INSERT INTO free_topic (id, response, text, persons, priority, decision, topic, score, decided_on)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?))"},
      m_own_topics{store.db(), "SELECT id, text, decision, topic FROM free_topic WHERE response = ?"},
      m_delete_own{store.db(), "DELETE FROM free_topic WHERE id = ?"},
      m_agree{store.db(), R"(
          UPDATE association SET contact_consent_on = ?1, email = ifnull(email, ?2)
          WHERE id = ?3 AND (contact_consent_on IS NULL OR contact_consent_on < ?1))"},
      m_withdraw{store.db(), R"(
          UPDATE association SET contact_consent_on = NULL WHERE id = ?1 AND contact_consent_on <= ?2)"} {}

void AnswerWriter::bind_response(SQLite::Statement& statement, const JudgedAnswer& judged,
                                 domain::ResponseId id) {
    const auto& answer = judged.answer;
    statement.reset();
    statement.bind(1, id.value);
    statement.bind(2, m_round.id.value);
    bind_number(statement, 3, judged.association ? std::optional{judged.association->value} : std::nullopt);
    statement.bind(4, answer.reference);
    statement.bind(5, answer.received_on.iso());
    statement.bind(6, m_round.late(answer.received_on) ? 1 : 0);
    statement.bind(7, m_source);
    statement.bind(8, std::string{judged.invitation});
    const auto hash = content_hash(answer);
    statement.bind(9, hash.data(), static_cast<int>(hash.size()));
    bind_text(statement, 10, answer.submitted_at ? answer.submitted_at->text() : std::string{});
    statement.bind(11, answer.complete ? 1 : 0);
    bind_text(statement, 12, judged.municipality ? judged.municipality->text() : std::string{});
    bind_text(statement, 13, answer.field);
    bind_text(statement, 14, answer.legal_form);
    bind_number(statement, 15, answer.members);
    bind_number(statement, 16, answer.volunteers);
    bind_text(statement, 17, answer.trains);
    for (std::size_t i = 0; i < answer.boxes.size(); ++i)
        bind_number(statement, 18 + static_cast<int>(i),
                    answer.boxes.at(i) ? std::optional<std::int64_t>{*answer.boxes.at(i) ? 1 : 0}
                                       : std::nullopt);
    bind_number(statement, 29, answer.travel_km);
    bind_text(statement, 30, answer.room);
    bind_text(statement, 31, answer.trainer);
}

void AnswerWriter::write(const JudgedAnswer& judged, AnswerCounts& counts) {
    const auto& answer = judged.answer;
    const auto id = judged.stored ? *judged.stored : m_change.next_id<domain::ResponseId>();
    auto& statement = judged.stored ? m_update : m_insert;
    bind_response(statement, judged, id);
    statement.exec();
    if (judged.stored) {
        ++counts.changed;
        constexpr std::size_t k_most_told = 10;
        if (counts.changed_references.size() < k_most_told)
            counts.changed_references.push_back(answer.reference);
        clear(id, judged);
    } else {
        count_added(m_round, judged, counts);
    }
    insert_unasked(id, answer);
    Needs needs;
    for (const auto& wish : answer.wishes)
        needs[std::string{wish.topic}] = {wish.persons, wish.persons_text, wish.priority};
    take_own_topics(id, judged, needs, counts);
    write_needs(id, judged, needs, counts);
    write_consent(judged, counts);
}

void AnswerWriter::count_added(const SurveyRound& round, const JudgedAnswer& judged, AnswerCounts& counts) {
    ++counts.added;
    counts.late += round.late(judged.answer.received_on) ? 1 : 0;
    counts.incomplete += judged.answer.complete ? 0 : 1;
    counts.anonymous += judged.association ? 0 : 1;
}

void AnswerWriter::insert_unasked(domain::ResponseId id, const Answer& answer) {
    for (const auto& topic : answer.unasked) {
        m_insert_unasked.reset();
        m_insert_unasked.bind(1, id.value);
        m_insert_unasked.bind(2, std::string{topic});
        m_insert_unasked.exec();
    }
}

void AnswerWriter::insert_own(domain::ResponseId id, const OwnTopic& own, const TopicGuess& guess,
                              AnswerCounts& counts) {
    m_insert_own.reset();
    m_insert_own.bind(1, m_change.next_id<domain::NeedId>().value);
    m_insert_own.bind(2, id.value);
    m_insert_own.bind(3, own.text);
    bind_number(m_insert_own, 4, own.persons);
    bind_number(m_insert_own, 5, own.priority);
    m_insert_own.bind(6, guess.sure ? "matched" : "waiting");
    bind_text(m_insert_own, 7, guess.topic);
    m_insert_own.bind(8, guess.score);
    bind_text(m_insert_own, 9, guess.sure ? m_today.iso() : std::string{});
    m_insert_own.exec();
    ++(guess.sure ? counts.topics_matched : counts.topics_open);
}

/// Takes away what the answer no longer says; needs are brought in line by write_needs.
void AnswerWriter::clear(domain::ResponseId id, const JudgedAnswer& judged) {
    m_delete_unasked.reset();
    m_delete_unasked.bind(1, id.value);
    m_delete_unasked.exec();
    std::vector<std::int64_t> gone;
    m_own_topics.reset();
    m_own_topics.bind(1, id.value);
    while (m_own_topics.executeStep()) {
        const auto text = m_own_topics.getColumn(1).getString();
        const auto& own = judged.answer.own_topics;
        if (std::none_of(own.begin(), own.end(), [&](const OwnTopic& one) { return one.text == text; }))
            gone.push_back(m_own_topics.getColumn(0).getInt64());
    }
    m_own_topics.reset();
    for (const auto topic : gone) {
        m_delete_own.reset();
        m_delete_own.bind(1, topic);
        m_delete_own.exec();
    }
}

/// A topic in own words that the list knows becomes a need; any other waits for a decision. What was decided
/// before stays so.
void AnswerWriter::take_own_topics(domain::ResponseId id, const JudgedAnswer& judged, Needs& needs,
                                   AnswerCounts& counts) {
    std::map<std::string, std::string> decided; // text → topic, or nothing
    if (judged.stored) {
        m_own_topics.reset();
        m_own_topics.bind(1, id.value);
        while (m_own_topics.executeStep())
            decided[m_own_topics.getColumn(1).getString()] =
                m_own_topics.getColumn(2).getString() == "matched" ? m_own_topics.getColumn(3).getString()
                                                                   : "";
        m_own_topics.reset();
    }
    for (const auto& own : judged.answer.own_topics) {
        const auto known = decided.find(own.text);
        std::string topic = known == decided.end() ? std::string{} : known->second;
        if (known == decided.end()) {
            const auto guess = m_finder.find(own.text);
            insert_own(id, own, guess, counts);
            topic = guess.sure ? guess.topic : std::string{};
        }
        if (!topic.empty())
            needs.try_emplace(topic, NeedToWrite{own.persons.value_or(1), own.persons ? "" : "?",
                                                 own.priority.value_or(2)});
    }
}

void AnswerWriter::write_needs(domain::ResponseId id, const JudgedAnswer& judged, const Needs& needs,
                               AnswerCounts& counts) {
    std::map<std::string, std::int64_t> stored;
    if (judged.stored) {
        m_needs.reset();
        m_needs.bind(1, id.value);
        while (m_needs.executeStep())
            stored[m_needs.getColumn(1).getString()] = m_needs.getColumn(0).getInt64();
        m_needs.reset();
    }
    for (const auto& [topic, need] : stored)
        if (!needs.contains(topic)) {
            m_delete_need.reset();
            m_delete_need.bind(1, need);
            counts.needs_kept += m_delete_need.exec() == 0 ? 1 : 0;
        }
    for (const auto& [topic, need] : needs) {
        const auto known = stored.find(topic);
        auto& statement = known == stored.end() ? m_insert_need : m_update_need;
        statement.reset();
        int index = 0;
        if (known == stored.end()) {
            statement.bind(++index, m_change.next_id<domain::NeedId>().value);
            statement.bind(++index, id.value);
            statement.bind(++index, topic);
        }
        statement.bind(++index, need.persons);
        statement.bind(++index, need.priority);
        statement.bind(++index, std::string{time_wish(judged.answer)});
        bind_number(statement, ++index, judged.answer.travel_km);
        bind_text(statement, ++index, need.persons_text);
        if (known != stored.end())
            statement.bind(++index, known->second);
        statement.exec();
        ++counts.needs;
        counts.persons_open += need.persons_text.empty() ? 0 : 1;
    }
}

/// Whether an association may be contacted stands with the association, never with its answer.
void AnswerWriter::write_consent(const JudgedAnswer& judged, AnswerCounts& counts) {
    const auto& answer = judged.answer;
    if (!judged.association || (answer.consent != "yes" && answer.consent != "no"))
        return;
    const bool agreed = answer.consent == "yes";
    auto& statement = agreed ? m_agree : m_withdraw;
    statement.reset();
    if (agreed) {
        statement.bind(1, answer.received_on.iso());
        bind_text(statement, 2, answer.email);
        statement.bind(3, judged.association->value);
    } else {
        statement.bind(1, judged.association->value);
        statement.bind(2, answer.received_on.iso());
    }
    const auto rows = statement.exec();
    (agreed ? counts.consents : counts.consents_withdrawn) += rows;
}

} // namespace ehrenamt::needs::survey
