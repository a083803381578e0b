// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/formats/import.hpp"
#include "ehrenamt/needs/questionnaire.hpp"
#include "ehrenamt/store/change_set.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ehrenamt::measures {

/// The questions that are rated, in the order of the form.
inline constexpr std::array<std::string_view, 5> k_rated = {"content", "trainer", "organisation",
                                                            "usefulness", "overall"};

/// What one form says; nobody knows whose it is.
struct FeedbackClaim {
    domain::MeasureId measure;
    std::string reference; ///< of the answer in its survey tool; empty: paper
    std::array<std::optional<std::int64_t>, k_rated.size()> ratings = {}; ///< 1 not good … 5 very good
    std::string remark;
    std::string wish;       ///< for a further topic, in own words
    std::string wish_topic; ///< key, where the words surely mean one
};

/// The columns of a list of forms: our own, and the headings that LimeSurvey, Kobo and ODK export.
EHRENAMT_API const std::vector<formats::Field>& feedback_fields();

/// Reads every row. \param measure  that rows belong to which do not name one
/// Rules: `field.blank` (no measure), `measure.unknown`, `feedback.empty`, `feedback.early`,
/// `feedback.too_many` (more forms than participants), `field.choice`
EHRENAMT_API std::vector<FeedbackClaim> read_feedback(const store::Store& store,
                                                      formats::ImportReader& import,
                                                      std::optional<domain::MeasureId> measure,
                                                      base::Date today);

struct RecordedFeedback {
    std::int64_t added = 0;
    std::int64_t known = 0; ///< had been read before
};
EHRENAMT_API RecordedFeedback record_feedback(store::Store& store, store::ChangeSet& change,
                                              const std::vector<FeedbackClaim>& claims, base::Date today);

/// What a measure's forms say together.
struct FeedbackSummary {
    struct Rating {
        std::int64_t answers = 0;
        std::optional<std::int64_t> mean_tenths; ///< empty: fewer answers than the small-group limit
    };
    domain::MeasureId measure;
    std::string title;
    std::int64_t returned = 0;
    std::int64_t participants = 0; ///< who was there for a minute or more
    base::Date last_day;
    std::array<Rating, k_rated.size()> ratings = {};
};

/// Of one measure, or of all that are over or have forms. \param least  the small-group limit
/// \throws base::Error `measure.unknown`
EHRENAMT_API std::vector<FeedbackSummary> feedback_summaries(const store::Store& store,
                                                             std::optional<domain::MeasureId> measure,
                                                             std::int64_t least, base::Date today);

/// Remarks and wishes of a measure in alphabetical order, so that none can be told to be of one form; none
/// below the small-group limit.
struct FeedbackTexts {
    std::vector<std::string> remarks;
    std::vector<std::string> wishes;
};
EHRENAMT_API FeedbackTexts feedback_texts(const store::Store& store, domain::MeasureId measure,
                                          std::int64_t least);

/// How many forms wish for a topic.
struct TopicWish {
    std::string topic; ///< key
    std::string name;
    std::int64_t forms = 0;
};
/// Wishes of all measures that began in the year before a half-year, most wished first; topics that fewer
/// wish for than the small-group limit are left out.
EHRENAMT_API std::vector<TopicWish> topic_wishes(const store::Store& store, const domain::HalfYear& before,
                                                 std::int64_t least);

/// The form for a measure, as questions that every survey tool takes. \throws base::Error `measure.unknown`
EHRENAMT_API needs::Questionnaire feedback_form(const store::Store& store, domain::MeasureId measure);

} // namespace ehrenamt::measures
