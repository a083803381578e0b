// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/base/api.hpp"
#include "ehrenamt/needs/survey_round.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ehrenamt::needs {

enum class DemandBy { topic, municipality, field, time, format };

/// What was wished in one group. Persons are those that associations named:
/// never extrapolated to those that did not answer.
struct DemandRow {
    std::string key = {}; ///< topic, municipality, field, `evening`, `online` …; empty: not known, not asked
    std::string name = {};
    std::string kind = {}; ///< of topics: general, specific
    std::int64_t associations = 0;
    std::int64_t persons = 0;
    std::array<std::int64_t, 3> persons_by_priority{}; ///< 1, 2, 3
    std::int64_t evening = 0;                          ///< persons who can come in the evening only
    std::int64_t saturday = 0;                         ///< persons who can come on Saturdays only
    std::int64_t late = 0;                             ///< persons of late answers among them
    bool merged = false;                               ///< several small groups
    std::int64_t unmet_before = 0; ///< of topics: persons for whom the programme before had no seat
};

/// What was wished in general, respectively in specific topics together.
struct DemandOfKind {
    std::int64_t associations = 0; ///< each once, however many topics it named
    std::int64_t persons = 0;
};

struct Demand {
    SurveyRound round;
    std::int64_t responses_of_invited = 0; ///< answers from the area; the rate is this over round.invited
    std::int64_t late = 0;
    std::int64_t anonymous = 0;       ///< answers that name no association
    std::int64_t incomplete = 0;      ///< answers that were not sent off in the end
    std::vector<DemandRow> rows = {}; ///< most persons first, then by key
    DemandOfKind general = {};
    DemandOfKind specific = {};
    /// The latest survey before this one, if a programme was adopted after it; `unmet_before` is from it.
    std::optional<domain::HalfYear> unmet_from = {};
};

/// By time or format an answer that ticked several boxes stands in several rows. An answer of the plain form
/// has no boxes; its time is that of each need.
EHRENAMT_API Demand demand(const store::Store& store, const SurveyRound& round, DemandBy by);

/// Merges groups of so few associations that one could be told from the others into one last row without
/// key; if that row is still too small, the next smallest join it, so that nothing can be worked out from
/// what is left. Where an association may stand in several rows (topics, times, formats), the merged row
/// counts only those of its largest group, because the others may be the same ones. \param least associations
/// that a row must have \returns how many rows were merged
EHRENAMT_API std::size_t merge_small_groups(Demand& demand, DemandBy by, std::int64_t least);

/// A topic in two rounds. Persons are what was answered in each.
struct ComparedTopic {
    std::string key;
    std::string name;
    std::int64_t associations_before = 0;
    std::int64_t persons_before = 0;
    std::optional<std::int64_t> seats =
        {}; ///< given by the programme adopted after the earlier round, if one was
    std::int64_t associations = 0;
    std::int64_t persons = 0;

    [[nodiscard]] bool is_new() const { return persons_before == 0; }
    [[nodiscard]] bool gone() const { return persons == 0; }
    /// Persons who got no seat; none if no programme was adopted.
    [[nodiscard]] std::optional<std::int64_t> unmet_before() const {
        return seats ? std::optional{persons_before - *seats} : std::nullopt;
    }
};

/// Every topic wished in either round: most persons now first, then before, then by key.
EHRENAMT_API std::vector<ComparedTopic> compare_rounds(const store::Store& store, const SurveyRound& before,
                                                       const SurveyRound& now);

/// As merge_small_groups, for what both rounds say of a topic. A topic that nobody named in a round is not
/// small there.
EHRENAMT_API std::size_t merge_small_topics(std::vector<ComparedTopic>& topics, std::int64_t least);

} // namespace ehrenamt::needs
