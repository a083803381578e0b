// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/associations/municipalities.hpp"
#include "ehrenamt/programme/courses.hpp"
#include "ehrenamt/programme/date_pattern.hpp"
#include "ehrenamt/programme/trainers.hpp"
#include "ehrenamt/programme/venues.hpp"

#include <set>

namespace ehrenamt::programme {

/// A topic that courses are to be made for.
struct GenerationTopic {
    std::string key;
    std::string name;
    bool specific = false;
};

/// What a half-year's courses are made from.
struct GenerationInput {
    domain::HalfYear half_year;
    std::vector<GenerationTopic> topics;
    std::vector<Trainer> trainers;
    std::vector<Venue> venues;
    std::vector<DatePattern> patterns;
    HolidayCalendar holidays;                                ///< empty: they are allowed
    std::map<std::string, associations::Coordinates> places; ///< centres of municipalities by key
    CourseFacts common;                   ///< minimum, material, partner and reason that all of them share
    std::optional<std::int64_t> capacity; ///< persons in a course; in a room the smaller of the two counts
};

/// Courses that could be offered, and why there are not more.
struct Generated {
    std::vector<CourseFacts> courses;
    std::vector<std::size_t> dates; ///< per pattern: how many courses it gives one behind the other
    std::int64_t topics = 0;        ///< that have a course
    std::int64_t trainers = 0;
    std::int64_t venues = 0;
    std::vector<std::string> no_trainer; ///< names of topics that nobody holds
    std::vector<std::string> no_reason;  ///< names of specific topics without the reason for them
    std::vector<base::Problem> problems; ///< rules: `generate.*` and those of `expand`
};

/// Topics by their keys, in the order of the keys.
EHRENAMT_API std::vector<GenerationTopic> generation_topics(const store::Store& store,
                                                            const std::set<std::string>& keys);
/// Keys of the topics that somebody asked for in the half-year's survey.
EHRENAMT_API std::set<std::string> topics_asked_for(const store::Store& store,
                                                    const domain::HalfYear& half_year);

inline constexpr std::size_t k_most_generated = 20'000;

/// Every topic with every trainer who holds it, every venue within the trainer's travel limit (or online, if
/// the trainer does that), and every course of every pattern at which trainer and venue are free. Two courses
/// of the same reference are the same: topic, first day, hour, size, form, venue and trainer.
/// If nothing comes of it, the problems say which of the limits leaves nothing.
EHRENAMT_API Generated generate(const GenerationInput& input);

struct RecordedGeneration {
    RecordedCourses written;
    std::int64_t gone = 0; ///< generated before and not any more
    std::int64_t kept = 0; ///< not any more, but a programme names them
};

/// Writes the courses and takes away those of the half-year that were generated before and are not among
/// them, unless a programme names them.
EHRENAMT_API RecordedGeneration record_generated(store::Store& store, store::ChangeSet& change,
                                                 const domain::HalfYear& half_year,
                                                 const std::vector<CourseFacts>& courses, base::Date today);

} // namespace ehrenamt::programme
