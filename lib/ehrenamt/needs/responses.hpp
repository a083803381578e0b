// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/base/api.hpp"
#include "ehrenamt/domain/values.hpp"
#include "ehrenamt/formats/import.hpp"
#include "ehrenamt/needs/survey_round.hpp"
#include "ehrenamt/store/change_set.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ehrenamt::needs {

enum class TimeWish { any, evening, saturday };

/// One need: what an association wishes in one topic, and the response that it came with.
struct NeedRow {
    std::string reference; ///< number of the response (questionnaire); several needs share it
    base::Date received_on;
    domain::AssociationId association;
    std::string topic;
    std::int64_t persons = 0;  ///< 1 to 10,000
    std::int64_t priority = 2; ///< 1 most urgent, 3 least
    TimeWish time = TimeWish::any;
    std::optional<std::int64_t> travel_km = {}; ///< as the crow flies; none = no limit named
};

/// The columns of the plain response form with their German and English headings.
EHRENAMT_API const std::vector<formats::Field>& response_fields();

/// Reads every row of a response file; what cannot be taken ends up as a problem of the import: an unknown
/// association, topic, number or day, a response that names two associations, an association with two
/// responses, a topic twice in one response.
EHRENAMT_API std::vector<NeedRow> read_responses(const store::Store& store, formats::ImportReader& import,
                                                 base::Date today);

/// What recording did.
struct RecordedNeeds {
    std::int64_t responses_new = 0;
    std::int64_t responses_late = 0; ///< of the new ones
    std::int64_t needs_new = 0;
    std::int64_t needs_changed = 0;
    std::int64_t needs_same = 0;
    std::int64_t outside_area = 0; ///< new responses from outside the contact point's area
    std::vector<base::Problem> problems;
};

/// Writes needs; what is there already in the same form is left alone, so that a second run changes nothing.
/// A response in the store that names another association is a problem, and so is an association that
/// answered under another number.
EHRENAMT_API RecordedNeeds record_needs(store::Store& store, store::ChangeSet& change,
                                        const SurveyRound& round, const std::vector<NeedRow>& rows);

/// The association that a person means: a number of the store, `M1114 VR 1960`, or a name.
/// Rules: `association.unknown`, `association.ambiguous`.
EHRENAMT_API base::Result<domain::AssociationId> find_association(const store::Store& store,
                                                                  const std::string& text);
/// The key of a topic, given as key or as its German name. Rule: `topic.unknown`.
EHRENAMT_API base::Result<std::string> find_topic(const store::Store& store, const std::string& text);

} // namespace ehrenamt::needs
