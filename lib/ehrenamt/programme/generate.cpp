// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/programme/generate.hpp"

#include "ehrenamt/programme/time_of_day.hpp"
#include "ehrenamt/store/identity.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>

#include <algorithm>

namespace ehrenamt::programme {
namespace {

using base::message;

/// A course that a pattern gives.
struct Slot {
    const DatePattern* pattern;
    std::vector<Session> sessions;
};

bool is_free_for_all(const FreeTimes& times, const std::vector<Session>& sessions) {
    return std::ranges::all_of(sessions, [&](const Session& session) { return is_free(times, session); });
}

/// `13`: the number in the store without the contact point's own, which all of them have.
std::string short_number(std::int64_t id) {
    constexpr std::int64_t k_sequences = std::int64_t{1} << 35;
    return fmt::to_string(id % k_sequences);
}

class Generator {
  public:
    explicit Generator(const GenerationInput& input) : m_input{input} {}

    Generated run() {
        find_slots();
        if (m_result.problems.empty())
            for (const auto& topic : m_input.topics)
                add_topic(topic);
        m_result.topics = std::ssize(m_topics);
        m_result.trainers = std::ssize(m_trainers);
        m_result.venues = std::ssize(m_venues);
        if (m_result.courses.empty() && m_result.problems.empty())
            m_result.problems.push_back(what_leaves_nothing());
        if (m_count > k_most_generated) {
            m_result.courses.clear();
            m_result.problems = {
                {"generate.too_many",
                 message("{0} courses would come of it, {1} at most; name fewer topics, venues or patterns",
                         m_count, k_most_generated)}};
        }
        return std::move(m_result);
    }

  private:
    void find_slots() {
        for (const auto& pattern : m_input.patterns) {
            auto courses = expand(pattern, m_input.half_year, m_input.holidays);
            if (!courses) {
                m_result.problems.push_back(courses.problem());
                continue;
            }
            m_result.dates.push_back(courses->size());
            for (const auto& sessions : *courses)
                m_slots.push_back({&pattern, sessions});
            m_any_in_room = m_any_in_room || pattern.form != Form::online;
        }
    }

    void add_topic(const GenerationTopic& topic) {
        const auto holds = [&](const Trainer& trainer) {
            return std::ranges::binary_search(trainer.facts.topics, topic.key);
        };
        if (std::ranges::none_of(m_input.trainers, holds)) {
            m_result.no_trainer.push_back(topic.name);
            return;
        }
        if (topic.specific && m_input.common.no_supraregional_offer.empty()) {
            m_result.no_reason.push_back(topic.name);
            return;
        }
        for (const auto& trainer : m_input.trainers)
            if (holds(trainer))
                for (const auto& slot : m_slots)
                    add_slot(topic, trainer, slot);
    }

    void add_slot(const GenerationTopic& topic, const Trainer& trainer, const Slot& slot) {
        if (!is_free_for_all(trainer.facts.free, slot.sessions))
            return;
        if (slot.pattern->form == Form::online) {
            if (trainer.facts.online)
                add(topic, trainer, nullptr, slot);
            return;
        }
        for (const auto& venue : m_input.venues)
            if (is_near(trainer.facts, venue.facts) && is_free_for_all(venue.facts.free, slot.sessions))
                add(topic, trainer, &venue, slot);
    }

    [[nodiscard]] bool is_near(const TrainerFacts& trainer, const VenueFacts& venue) const {
        if (!trainer.travel_km || !trainer.municipality || !venue.municipality)
            return true;
        const auto from = m_input.places.find(trainer.municipality->text());
        const auto to = m_input.places.find(venue.municipality->text());
        return from == m_input.places.end() || to == m_input.places.end() ||
               associations::distance_km(from->second, to->second) <= static_cast<double>(*trainer.travel_km);
    }

    void add(const GenerationTopic& topic, const Trainer& trainer, const Venue* venue, const Slot& slot) {
        if (++m_count > k_most_generated)
            return;
        auto course = m_input.common;
        course.half_year = m_input.half_year;
        course.reference = reference_of(topic, trainer, venue, slot);
        course.title = topic.name;
        course.topic = topic.key;
        course.trainer = trainer.facts.name;
        course.capacity = m_input.capacity.value_or(0);
        course.sessions = slot.sessions;
        course.generated = true;
        if (venue != nullptr) {
            course.venue = venue->facts.name;
            course.municipality = venue->facts.municipality;
            course.capacity =
                std::min(*venue->facts.capacity, m_input.capacity.value_or(*venue->facts.capacity));
            course.hybrid = slot.pattern->form == Form::hybrid;
            course.other_costs += venue->facts.cost * slot.pattern->sessions;
            m_venues.insert(venue->id);
        }
        course.fee = trainer.facts.fee_flat ? *trainer.facts.fee_flat
                                            : *trainer.facts.fee_per_ue *
                                                  (slot.pattern->sessions * slot.pattern->ue_per_session);
        m_topics.insert(topic.key);
        m_trainers.insert(trainer.id);
        m_result.courses.push_back(std::move(course));
    }

    static std::string reference_of(const GenerationTopic& topic, const Trainer& trainer, const Venue* venue,
                                    const Slot& slot) {
        const auto& first = slot.sessions.front();
        return fmt::format("G-{}-{}-{}-{}-{}-{}", topic.key, first.day.iso(), time_text(first.start_minute),
                           slot.pattern->size_text(),
                           venue == nullptr ? std::string{"online"}
                                            : (slot.pattern->form == Form::hybrid ? "h" : "v") +
                                                  short_number(venue->id.value),
                           "t" + short_number(trainer.id.value));
    }

    /// The first of the limits that by itself leaves nothing; else they do so together.
    [[nodiscard]] base::Problem what_leaves_nothing() const {
        if (m_slots.empty())
            return {"generate.no_dates",
                    message("no pattern fits into {0} between its holidays; try another or --allow-holidays",
                            m_input.half_year)};
        if (m_result.no_trainer.size() == m_input.topics.size())
            return {"generate.no_trainer",
                    message("no trainer holds any of the topics; see: ehrenamt help register-trainer")};
        if (!m_result.no_reason.empty())
            return {"generate.no_reason", message("specific topics need --no-supraregional-offer: {0}",
                                                  m_result.no_reason.front())};
        if (m_any_in_room && m_input.venues.empty())
            return {"generate.no_venue",
                    message("no venue is registered with its capacity; see: ehrenamt help register-venue")};
        return {"generate.nothing",
                message("no trainer and no venue within the travel limit are free on the same dates")};
    }

    const GenerationInput& m_input;
    std::vector<Slot> m_slots;
    bool m_any_in_room = false;
    std::size_t m_count = 0;
    std::set<std::string> m_topics;
    std::set<domain::TrainerId> m_trainers;
    std::set<domain::VenueId> m_venues;
    Generated m_result;
};

void forget(store::Store& store, std::int64_t course) {
    for (const auto* text :
         {"DELETE FROM course_session WHERE course = ?", "DELETE FROM course WHERE id = ?"}) {
        SQLite::Statement statement{store.db(), text};
        statement.bind(1, course);
        statement.exec();
    }
}

} // namespace

std::vector<GenerationTopic> generation_topics(const store::Store& store, const std::set<std::string>& keys) {
    std::vector<GenerationTopic> topics;
    SQLite::Statement query{store.db(), "SELECT key, name, kind = 'specific' FROM topic ORDER BY key"};
    while (query.executeStep())
        if (auto key = query.getColumn(0).getString(); keys.contains(key))
            topics.push_back(
                {std::move(key), query.getColumn(1).getString(), query.getColumn(2).getInt() == 1});
    return topics;
}

std::set<std::string> topics_asked_for(const store::Store& store, const domain::HalfYear& half_year) {
    std::set<std::string> keys;
    SQLite::Statement query{store.db(), R"(
        SELECT DISTINCT n.topic FROM need n JOIN response r ON r.id = n.response
               JOIN survey_round s ON s.id = r.round WHERE s.half_year = ?)"};
    query.bind(1, half_year.text());
    while (query.executeStep())
        keys.insert(query.getColumn(0).getString());
    return keys;
}

Generated generate(const GenerationInput& input) {
    return Generator{input}.run();
}

RecordedGeneration record_generated(store::Store& store, store::ChangeSet& change,
                                    const domain::HalfYear& half_year,
                                    const std::vector<CourseFacts>& courses, base::Date today) {
    RecordedGeneration result;
    std::set<std::string> wanted;
    for (const auto& course : courses)
        wanted.insert(course.reference);
    std::vector<std::int64_t> gone;
    SQLite::Statement before{store.db(), R"(
        SELECT id, reference, EXISTS (SELECT 1 FROM programme_course p WHERE p.course = c.id)
                           OR EXISTS (SELECT 1 FROM programme_lock l WHERE l.course = c.id)
        FROM course c WHERE half_year = ? AND generated = 1 ORDER BY id)"};
    before.bind(1, half_year.text());
    while (before.executeStep()) {
        if (wanted.contains(before.getColumn(1).getString()))
            continue;
        if (before.getColumn(2).getInt() == 1)
            ++result.kept;
        else
            gone.push_back(before.getColumn(0).getInt64());
    }
    for (const auto id : gone)
        forget(store, id);
    result.gone = std::ssize(gone);
    if (result.gone > 0)
        change.count("courses_gone", result.gone);
    result.written = record_courses(store, change, courses, today);
    return result;
}

} // namespace ehrenamt::programme
