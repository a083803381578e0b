// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/base/date.hpp"
#include "ehrenamt/needs/survey/time_stamp.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ehrenamt::needs::survey {

/// The boxes of an answer in the order of `k_boxes`; none = not shown, or not known.
inline constexpr std::array<std::string_view, 11> k_boxes = {
    "time_evening",    "time_saturday",     "time_block",       "time_any",
    "format_presence", "format_online",     "format_hybrid",    "obstacle_time",
    "obstacle_cost",   "obstacle_distance", "obstacle_no_offer"};

/// A topic that an answer wishes for.
struct Wish {
    std::string_view topic = {}; ///< key
    std::int64_t persons = 1;
    std::string persons_text = {}; ///< as written, if it was no plain number; `?`: not answered
    std::int64_t priority = 2;
};

/// A topic in the answer's own words.
struct OwnTopic {
    std::string text = {};
    std::optional<std::int64_t> persons = {};
    std::optional<std::int64_t> priority = {};
};

/// One answer, whatever tool it came from. Empty = not shown or not answered. Its views are words of the
/// program or of the questionnaire that it was read by, which must live as long.
struct Answer {
    std::string reference = {};
    std::optional<TimeStamp> submitted_at = {};
    base::Date received_on;
    bool complete = true;
    std::string code = {}; ///< access code as typed
    std::string name = {}; ///< of the association, if it names itself
    std::string place = {};
    std::string_view legal_form = {};
    std::string_view field = {}; ///< key
    std::optional<std::int64_t> members = {};
    std::optional<std::int64_t> volunteers = {};
    std::string_view trains = {}; ///< yes, no, unanswered; empty: not shown
    std::string_view room = {};
    std::string_view trainer = {};
    std::array<std::optional<bool>, k_boxes.size()> boxes{};
    std::optional<std::int64_t> travel_km = {};
    std::vector<Wish> wishes = {};
    std::vector<OwnTopic> own_topics = {};
    std::vector<std::string_view> unasked = {}; ///< topics that it was not shown, though others were
    std::string_view consent = {};              ///< yes, no, unanswered; empty: not shown
    std::string email = {};                     ///< of the association
    std::size_t line = 0;                       ///< where it stands in the file

    /// True if it says nothing at all, as when somebody opened the form and left.
    [[nodiscard]] bool blank() const {
        return name.empty() && place.empty() && legal_form.empty() && field.empty() && !members &&
               !volunteers && trains != "yes" && trains != "no" && room != "yes" && room != "no" &&
               wishes.empty() && own_topics.empty() &&
               std::none_of(boxes.begin(), boxes.end(), [](const auto& box) { return box.value_or(false); });
    }
};

} // namespace ehrenamt::needs::survey
