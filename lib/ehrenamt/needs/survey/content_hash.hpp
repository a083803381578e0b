// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/base/api.hpp"
#include "ehrenamt/needs/survey/answer.hpp"

#include <array>
#include <string>

namespace ehrenamt::needs::survey {

/// Hash of what an answer says: the same, from whatever tool and in whatever style of export. Its number, its
/// time and its access code are no part of it. The store keeps it, so it must stay what it is.
using ContentHash = std::array<unsigned char, 32>;
EHRENAMT_API ContentHash content_hash(const Answer& answer);

/// Its first 16 hexadecimal digits: stands for the number of an answer that has neither number nor time.
std::string short_hash(const Answer& answer);

} // namespace ehrenamt::needs::survey
