// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/formats/mapping.hpp"

#include <algorithm>
#include <initializer_list>
#include <string_view>

/// What words in cells mean; not for use outside the room.
namespace ehrenamt::needs::survey {

inline bool is_one_of(std::string_view key, std::initializer_list<std::string_view> known) {
    return std::find(known.begin(), known.end(), key) != known.end();
}

/// What LimeSurvey writes in full answers where nothing was shown or nothing answered.
inline bool says_nothing(std::string_view text) {
    return is_one_of(formats::heading_key(text),
                     {"na", "ka", "keineangabe", "noanswer", "keineantwort", "nichtverfugbar"});
}

} // namespace ehrenamt::needs::survey
