// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/base/api.hpp"
#include "ehrenamt/needs/survey_round.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace ehrenamt::needs {

enum class DemandBy { topic, municipality, field };

/// What was wished in one group. Persons are those that associations named: never extrapolated to those
/// that did not answer.
struct DemandRow {
    std::string key; ///< topic, municipality or field; empty: not known
    std::string name;
    std::string kind; ///< of topics: general, specific
    std::int64_t associations = 0;
    std::int64_t persons = 0;
    std::array<std::int64_t, 3> persons_by_priority{}; ///< 1, 2, 3
    std::int64_t evening = 0;                          ///< persons who can come in the evening only
    std::int64_t saturday = 0;                         ///< persons who can come on Saturdays only
};

struct Demand {
    SurveyRound round;
    std::int64_t responses_of_invited = 0; ///< answers from the area; the rate is this over round.invited
    std::int64_t late = 0;
    std::vector<DemandRow> rows; ///< most persons first, then by key
};

EHRENAMT_API Demand demand(const store::Store& store, const SurveyRound& round, DemandBy by);

} // namespace ehrenamt::needs
