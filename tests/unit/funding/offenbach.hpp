// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/funding/applications.hpp"
#include "ehrenamt/funding/stored.hpp"
#include "ehrenamt/measures/measures.hpp"
#include "ehrenamt/needs/survey_round.hpp"
#include "ehrenamt/programme/courses.hpp"
#include "tests/support/sample_store.hpp"
#include "tests/unit/funding/rule_text.hpp"

namespace ehrenamt::offenbach {

using base::Date;
using domain::Cents;
using domain::HalfYear;

inline const Date k_today = Date::of(2027, 1, 8);

/// A store with an adopted programme of two courses for the first half of 2027.
struct Offenbach {
    test::SampleStore sample;

    Offenbach() { adopt("2027-H1", Date::of(2027, 2, 2)); }

    void adopt(const std::string& half_year, Date first_day) {
        const auto half = *HalfYear::parse(half_year);
        sample.change([&](store::ChangeSet& change) {
            needs::open_round(sample.get(), change, half, Date::of(2026, 11, 2), Date::of(2026, 11, 27));
            programme::record_courses(sample.get(), change,
                                      {course(half, "K1", "vereinsrecht", 30000, first_day),
                                       course(half, "K2", "demenzbegleitung", 12000, first_day.plus_days(7))},
                                      k_today);
        });
        sample.change([&](store::ChangeSet& change) {
            programme::Proposal proposal{.id = {},
                                         .half_year = half,
                                         .round = needs::find_round(sample.get(), half).id,
                                         .proposed_on = Date::of(2026, 12, 7),
                                         .budget = Cents{800000},
                                         .development = Cents{150000},
                                         .rules_key = "he-qualifizierung",
                                         .rules_hash = "0"};
            for (const auto& c : programme::courses(sample.get(), half))
                proposal.courses.push_back(c.id);
            programme::insert(sample.get(), change, proposal);
            plan(change, proposal);
        });
    }

    static programme::CourseFacts course(HalfYear half, const std::string& reference,
                                         const std::string& topic, std::int64_t fee, Date first_day) {
        programme::CourseFacts facts;
        facts.half_year = half;
        facts.reference = reference;
        facts.title = "Kurs " + reference;
        facts.topic = topic;
        facts.trainer = "Beispiel, Anna";
        facts.venue = "Volkshochschule";
        facts.municipality = *domain::Ags::parse("06413000");
        facts.capacity = 16;
        facts.fee = Cents{fee};
        facts.material = Cents{2000};
        facts.partner = "VHS";
        facts.no_supraregional_offer = topic == "demenzbegleitung" ? "liegt in Kassel" : "";
        facts.sessions = {{first_day, 1080, 180}, {first_day.plus_days(1), 1080, 180}};
        return facts;
    }

    /// Adopted as it was proposed, ten participants each.
    void plan(store::ChangeSet& change, const programme::Proposal& proposal) {
        programme::mark_adopted(sample.get(), proposal, Date::of(2026, 12, 8));
        SQLite::Statement insert{sample.get().db(),
                                 "INSERT INTO measure (id, course, programme, planned_participants, state) "
                                 "VALUES (?, ?, ?, 10, 'planned')"};
        for (const auto course_id : proposal.courses) {
            insert.bind(1, change.next_id<domain::MeasureId>().value);
            insert.bind(2, course_id.value);
            insert.bind(3, proposal.id.value);
            insert.exec();
            insert.reset();
        }
        sample.get().db().exec(
            "INSERT OR IGNORE INTO measure_session (measure, number, day, start_minute, minutes, venue) "
            "SELECT m.id, s.number, s.day, s.start_minute, s.minutes, c.venue FROM measure m "
            "JOIN course c ON c.id = m.course JOIN course_session s ON s.course = c.id");
    }

    static const funding::RuleTexts& texts() {
        static const funding::RuleTexts k_texts{
            rule_text::file_text(EHRENAMT_SOURCE_DIR "/data/funding/he-qualifizierung.toml"), std::nullopt};
        return k_texts;
    }

    funding::ApplicationDocument document(const std::string& half_year) {
        static const auto k_rules = rule_text::read(texts().state);
        const auto programme = funding::adopted_programme(sample.get(), *HalfYear::parse(half_year));
        return funding::make_application(funding::application_input(sample.get(), programme, k_today),
                                         k_rules, funding::stored_holidays(sample.get()));
    }

    bool record(const std::string& half_year) {
        const auto made = document(half_year);
        return sample.change([&](store::ChangeSet& change) {
            funding::record_draft(sample.get(), change,
                                  funding::adopted_programme(sample.get(), *HalfYear::parse(half_year)), made,
                                  texts());
        });
    }

    std::int64_t rows(const std::string& table) {
        // A table's name cannot be bound.
        return sample.get().db().execAndGet("SELECT count(*) FROM " + table).getInt64();
    }
};

} // namespace ehrenamt::offenbach
