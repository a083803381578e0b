// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/funding/applications.hpp"

#include <optional>
#include <string>
#include <vector>

namespace ehrenamt::funding {

/// A measure as it was handed in; the same whatever becomes of it.
struct SubmittedMeasure {
    std::int64_t number = 0; ///< in the overview, from 1
    domain::MeasureId measure;
    std::string title;
    base::Date first_day = base::Date::of(1900, 1, 1);
    domain::TeachingTime teaching_time;
    std::int64_t participants = 0; ///< planned
    domain::Cents cost;
    domain::Cents grant; ///< asked for by cost and ceiling
    domain::Cents flat;  ///< asked for on top, for carrying it out
    [[nodiscard]] domain::Cents requested() const { return grant + flat; }
};

/// A version of a half-year's application that was handed in.
struct Submission {
    domain::ApplicationId application;
    domain::HalfYear half_year;
    std::int64_t version = 0; ///< from 1
    base::Date submitted_on;
    std::string content_hash;
    std::string rule_set;
    domain::Cents development; ///< asked for
    std::vector<SubmittedMeasure> measures;
    [[nodiscard]] EHRENAMT_API domain::Cents requested() const;
};

/// The newest version that was handed in for that half-year, if any was.
[[nodiscard]] EHRENAMT_API std::optional<Submission> newest_submission(const store::Store& store,
                                                                       domain::HalfYear half_year);

/// True if the document says what that version says: the same content by the same rules.
[[nodiscard]] EHRENAMT_API bool same_content(const Submission& submission,
                                             const ApplicationDocument& document);

/// Writes down that the application was handed in as the document has it, as its first or next version; the
/// same as the newest version changes nothing. Its measures are then in an application.
/// \returns the version
EHRENAMT_API Submission submit(const store::Store& store, store::ChangeSet& change,
                               const AdoptedProgramme& programme, const ApplicationDocument& document,
                               const RuleTexts& texts);

/// What a document asks for otherwise than the version before: measures that came, went or changed (in order
/// of their numbers), the development of the programme, the sum. Empty if nothing of it changed.
[[nodiscard]] EHRENAMT_API std::vector<base::Message>
differences(const Submission& before, const AdoptedProgramme& programme, const ApplicationDocument& document);

} // namespace ehrenamt::funding
