// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/base/api.hpp"
#include "ehrenamt/domain/values.hpp"
#include "ehrenamt/store/change_set.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ehrenamt::needs {

/// One survey of needs (Bedarfserhebung) of a contact point for one half-year.
struct SurveyRound {
    domain::SurveyRoundId id;
    domain::HalfYear half_year;
    base::Date opened_on;
    base::Date closes_on;
    std::int64_t invited = 0;                 ///< active associations of the area when it was opened
    std::int64_t responses = 0;               ///< of which answers are in the store
    std::optional<base::Date> closed_on = {}; ///< closed by hand, on or before `closes_on`

    /// Last day for answers: that on which it was closed, else that on which it closes.
    [[nodiscard]] base::Date last_day() const { return closed_on.value_or(closes_on); }
    /// Whether an answer that came on that day is late.
    [[nodiscard]] bool late(base::Date day) const { return day > last_day(); }
};

/// Opens a round for the store's own contact point; every active association of its area counts as invited.
/// \param topics  keys of those that it asks for; none: every one of the catalogue
/// \throws base::Error if the half-year has a round, or it would close before it opens
EHRENAMT_API SurveyRound open_round(store::Store& store, store::ChangeSet& change, domain::HalfYear half_year,
                                    base::Date today, base::Date closes_on,
                                    const std::vector<std::string>& topics = {});

/// Topics as a person lists them, parted by commas: keys, German names, `general`, `specific`, `all`.
/// \returns keys, each once, in the catalogue's order
/// \throws base::Rejected `topic.unknown` for every one that there is not, and where none is named
EHRENAMT_API std::vector<std::string> choose_topics(const store::Store& store, std::string_view words);

/// Closes a round today. \throws base::Error `round.closed` if it is closed, by hand or by its last day
EHRENAMT_API SurveyRound close_round(store::Store& store, store::ChangeSet& change, SurveyRound round,
                                     base::Date today);

/// Oldest half-year first.
EHRENAMT_API std::vector<SurveyRound> rounds(const store::Store& store);

/// The round of that half-year; without one the newest. \throws base::Error if there is none
EHRENAMT_API SurveyRound find_round(const store::Store& store,
                                    const std::optional<domain::HalfYear>& half_year);

} // namespace ehrenamt::needs
