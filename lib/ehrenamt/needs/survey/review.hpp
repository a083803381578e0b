// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/base/api.hpp"
#include "ehrenamt/formats/csv_writer.hpp"
#include "ehrenamt/formats/import.hpp"
#include "ehrenamt/needs/survey_round.hpp"
#include "ehrenamt/store/change_set.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace ehrenamt::needs::survey {

/// Something in an answer that only a person can decide.
struct OpenPoint {
    enum class Kind { persons, topic };
    Kind kind = Kind::persons;
    std::int64_t id = 0; ///< of the need, or of the topic in own words
    std::string reference;
    std::string association; ///< name; empty: anonymous
    std::string topic;       ///< name of the topic whose persons are meant
    std::string text;        ///< as written; `?`: not answered
    std::string proposal;    ///< a number, or the key of a topic; may be empty
    int score = 0;           ///< of a proposed topic, percent
};

/// By answer, persons before topics.
EHRENAMT_API std::vector<OpenPoint> open_points(const store::Store& store, const SurveyRound& round);
/// A list to be filled in: the last column, `entscheidung`, is empty.
EHRENAMT_API std::string review_file(const std::vector<OpenPoint>& points, formats::CsvStyle style);

/// The columns of the review file.
EHRENAMT_API const std::vector<formats::Field>& review_fields();

/// What one decision said.
struct Decision {
    OpenPoint::Kind kind = OpenPoint::Kind::persons;
    std::int64_t id = 0;
    std::int64_t persons = 0; ///< of a need
    std::string topic;        ///< key; empty: none of the catalogue
};
struct Decided {
    std::int64_t persons = 0, matched = 0, none = 0;
    std::int64_t waiting = 0; ///< rows without a decision
    std::int64_t done = 0;    ///< were decided before
};
/// Reads decisions: a number, the key or name of a topic, `ja` for what is proposed, `nein` for no topic;
/// empty waits. Rules: `review.unknown`, `topic.unknown`, `number.format`, `number.between`.
EHRENAMT_API std::vector<Decision> read_decisions(const store::Store& store, const SurveyRound& round,
                                                  formats::ImportReader& reader, Decided& counts);
/// Carries them out. \param today  day of the decision
EHRENAMT_API void decide(store::Store& store, store::ChangeSet& change,
                         const std::vector<Decision>& decisions, base::Date today, Decided& counts);

} // namespace ehrenamt::needs::survey
