// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/needs/survey_round.hpp"
#include "ehrenamt/programme/courses.hpp"

namespace ehrenamt::programme {

/// A course with what the funding rules make of it.
struct Offer {
    Course course;
    std::int64_t minimum = 1;
    domain::Cents grant; ///< from the budget frame, with the flat for carrying it out
    domain::Cents own_money;
};

/// Who stands behind a need.
struct NeedSource {
    std::string association; ///< name
    std::string topic_name;
    std::int64_t priority = 0;
};

struct Assembled {
    Instance instance;               ///< without budget and locks
    std::vector<Offer> offers;       ///< parallel to its candidates
    std::vector<NeedSource> sources; ///< parallel to its needs
    std::int64_t places_unknown = 0; ///< needs with a travel limit whose association's place is not known
};

/// The needs of a survey round and which of the offers each can attend: the same topic, the venue within the
/// travel limit (as the crow flies between the centres of the municipalities; online and hybrid are near to
/// all), every session at the wished time (evening: Monday to Friday from 17:00; Saturday). Where the
/// association's place is not known, the venue counts as near enough.
EHRENAMT_API Assembled assemble(const store::Store& store, const needs::SurveyRound& round,
                                std::vector<Offer> offers);

/// Whole metres along the great circle, rounded; coordinates in millionths of a degree.
EHRENAMT_API std::int64_t distance_m(std::int64_t latitude_a, std::int64_t longitude_a,
                                     std::int64_t latitude_b, std::int64_t longitude_b);

/// SHA-256 of everything in the instance that the programme depends on, budget and locks among it.
EHRENAMT_API store::Hash fingerprint(const Instance& instance);

} // namespace ehrenamt::programme
