// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/store/identity.hpp"

#include "ehrenamt/base/text.hpp"

#include <fmt/format.h>

#include <stdexcept>

namespace ehrenamt::store {
namespace {

constexpr int k_sequence_bits = 35;
constexpr std::int64_t k_sequence_limit = std::int64_t{1} << k_sequence_bits;

std::int64_t made(std::int64_t origin, std::int64_t sequence) {
    return (origin << k_sequence_bits) | sequence;
}

} // namespace

std::int64_t Origin::id(std::int64_t sequence) const {
    if (sequence <= 0 || sequence >= k_sequence_limit)
        throw std::overflow_error{"no more numbers in this store"};
    return made(number(), sequence);
}

std::string Origin::shown(std::int64_t id) const {
    return id >> k_sequence_bits == number() ? fmt::to_string(id & (k_sequence_limit - 1)) : long_id(id);
}

base::Result<std::int64_t> Origin::parse_id(std::string_view text) const {
    const base::Problem wrong{
        "id.format",
        base::message("'{0}' is not a number of a record; write 17 or 06413000-17", base::printable(text)),
        {},
        std::string{text}};
    const auto dash = text.find('-');
    const auto sequence = base::parse_integer(dash == text.npos ? text : text.substr(dash + 1));
    if (!sequence || *sequence <= 0 || *sequence >= k_sequence_limit)
        return wrong;
    if (dash == text.npos)
        return made(number(), *sequence);
    const auto head = base::split(text.substr(0, dash), '.');
    const auto ags = domain::Ags::parse(head[0]);
    const auto number = head.size() == 2 ? base::parse_integer(head[1]) : base::Result<std::int64_t>{0};
    if (!ags || !number || *number < 0 || *number > 15 || head.size() > 2)
        return wrong;
    return made(Origin{*ags, static_cast<int>(*number)}.number(), *sequence);
}

std::string long_id(std::int64_t id) {
    const auto origin = id >> k_sequence_bits;
    const auto sequence = id & (k_sequence_limit - 1);
    const auto place = origin % 16;
    return place == 0 ? fmt::format("{:08}-{}", origin / 16, sequence)
                      : fmt::format("{:08}.{}-{}", origin / 16, place, sequence);
}

} // namespace ehrenamt::store
